"""python posterior.py FOLDER [--as-of DATE] [--horizon N] [--seed N] [--span last|asof] [--draws N] [--wall SD]

Draws of exactly the density of density.py, one group at a time.  NUTS (numpyro, float64, dense mass matrix, whitened at the
mode by the Gauss-Newton Hessian, 4 chains started dispersed) on the density with every HARD bound v<=0 replaced by the cost
1/2 (v/SD)^2 outside; then every draw outside a hard bound is thrown away.  Inside the bounds the two densities are the same,
so what is left has exactly the hard-bounded density whatever SD is.  Writes tables/NAME.posterior.csv."""
import os
os.environ.setdefault('XLA_FLAGS', '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1')
os.environ.setdefault('OMP_NUM_THREADS', '1')
import argparse, csv, math, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np
import jax, jax.numpy as jnp
jax.config.update('jax_enable_x64', True)
import numpyro
from numpyro.infer import MCMC, NUTS
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from scipy.stats import norm, rankdata, beta
from density import load, parse_figure, parse_period, WALL
from mode import best_mode, quantities, evaluate, status

HERE = os.path.dirname(os.path.abspath(__file__))


def sample(g, th, seed, draws=2000, warmup=1500, chains=4, sd=0.004, accept=0.9, depth=12, start=1.0, metric=None):
    J = g.jac_rows(th)
    C = np.linalg.inv(np.linalg.cholesky(J.T @ J)).T       # theta = mode + C u
    Cj, m0 = jnp.array(C), jnp.array(th)
    nz = {k: jnp.array(getattr(g, k)) for k in 'P p Z z0 Li Lm A D bx bm bs b sig lo hi gp gw'.split()}

    class G: pass
    jg = G(); jg.__dict__.update(nz); jg.__dict__.update(n=g.n)
    cls = type(g)
    jg.logsums = lambda t, xp=jnp: cls.logsums(jg, t, xp)
    jg.predict = lambda t, xp=jnp: cls.predict(jg, t, xp)
    jg.rows = lambda t, xp=jnp: cls.rows(jg, t, xp)
    jg.walls = lambda t, xp=jnp: cls.walls(jg, t, xp)

    def potential(u):
        t = m0 + Cj @ u
        v = cls.cost(jg, t, jnp)
        if len(g.gp): v = v + 0.5 * jnp.sum((jnp.maximum(cls.bounds(jg, t, jnp), 0.) / sd) ** 2)
        return v
    k0 = jax.random.PRNGKey(seed)
    init = start * np.random.default_rng(seed).normal(size=(chains, g.n))
    ker = NUTS(potential_fn=potential, dense_mass=True, target_accept_prob=accept, max_tree_depth=depth)
    mc = MCMC(ker, num_warmup=warmup, num_samples=draws, num_chains=chains, chain_method='vectorized', progress_bar=False)
    mc.run(k0, init_params=jnp.array(init), extra_fields=('diverging', 'num_steps', 'adapt_state.step_size'))
    U = np.asarray(mc.get_samples(group_by_chain=True))
    ex = mc.get_extra_fields(group_by_chain=True)
    T = th + U @ C.T
    keep, acc = [], []
    for c in range(chains):
        ok = np.array([(g.bounds(t) <= 0).all() for t in T[c]]) if len(g.gp) else np.ones(draws, bool)
        acc.append(ok.mean()); keep.append(T[c][ok])
    n = min(map(len, keep))
    return np.stack([k[:n] for k in keep]), dict(divergent=int(np.asarray(ex['diverging']).sum()),
        steps=float(np.asarray(ex['num_steps']).mean()), maxsteps=int(np.asarray(ex['num_steps']).max()), inside=float(np.mean(acc)), kept=n * chains)


def _split(x): n = x.shape[1] // 2; return np.concatenate([x[:, :n], x[:, n:2 * n]])


def _ess(x):
    if np.ptp(x) == 0: return float('nan')
    return float(effective_sample_size(_split(x)))


def bulk(x):
    """rank-normalised split R-hat (max of bulk and folded) and bulk ESS (Vehtari et al. 2021)"""
    def z(a): return norm.ppf((rankdata(a).reshape(a.shape) - 0.375) / (a.size + 0.25))
    zx = z(x); r = float(split_gelman_rubin(zx)); f = float(split_gelman_rubin(z(np.abs(x - np.median(x)))))
    return _ess(zx), max(r, f)


def quantile_mcse(x, p):
    q = np.quantile(x, p); e = _ess((x <= q).astype(float))
    if not np.isfinite(e): return float('nan')
    e = min(e, x.size)
    a, b = beta.ppf([0.1586553, 0.8413447], e * p + 1, e * (1 - p) + 1)
    s = np.sort(x.ravel()); n = len(s)
    return float((s[min(int(b * n), n - 1)] - s[max(int(a * n), 0)]) / 2)


def targets(m, g, T, rng):
    """probability of every target whose series is in this group; yields (target, key, period, draws of the indicator, note)"""
    flat = T.reshape(-1, g.n); N = len(flat)
    base = {nm[1] for nm in g.names if nm[0] in ('x', 'y')}
    cache = {}

    def xdraw(s, t):
        if t <= m.last[s]: return flat[:, g.loc[m.idx['x', s, t]]]
        k = ('x', s, t)
        if k not in cache: cache[k] = xdraw(s, t - 1) + flat[:, g.loc[m.idx['mu', s]]] + m.tau(s) * rng.normal(size=N)
        return cache[k]

    def ddraw(s, t, R):
        if ('d', s, t, R) in m.idx: return flat[:, g.loc[m.idx['d', s, t, R]]]
        k = ('d', s, t, R)
        if k not in cache:
            it = sorted(m.runs[s]); extra = [(t, R)] + [(q[2], q[3]) for q in cache if q[0] == 'd' and q[1] == s]
            C = m.dcov(s, it + extra[1:] + [(t, R)]); k0 = len(it) + len(extra) - 1
            known = np.stack([flat[:, g.loc[m.idx['d', s, u, Q]]] for u, Q in it] + [cache['d', s, u, Q] for u, Q in extra[1:]]) if k0 else np.zeros((0, N))
            w = np.linalg.solve(C[:k0, :k0], C[:k0, k0]) if k0 else np.zeros(0)
            cache[k] = w @ known + math.sqrt(max(C[k0, k0] - (w @ C[:k0, k0] if k0 else 0), 0)) * rng.normal(size=N)
        return cache[k]

    def zdraw(s, t, a, b):
        x = xdraw(s, t)
        if (a, b) == (1, 12): return x
        mu = flat[:, g.loc[m.idx['mu', s]]]
        inside = t <= m.last[s]
        gm = x - xdraw(s, t - 1) if t - 1 >= m.first[s] else mu
        gp = (xdraw(s, t + 1) - x) if t + 1 <= m.last[s] or not inside else mu
        if not inside: gp = mu
        return x + math.log((b - a + 1) / 12) + ((a + b - 1) / 24 - .5) * .5 * (gm + gp) + ddraw(s, t, (a, b))

    def val(s, per):
        tot = 0.
        for b in m.parts(s):
            if per.date: tot = tot + np.exp(flat[:, g.loc[m.idx['y', b, per.date]]])
            for (y, a, c) in per.runs:
                if y < m.first[b]: return None
                tot = tot + np.exp(zdraw(b, y, a, c))
        return tot
    for t in m.targets:
        s, r = t['s'], t['r']
        if not all(b in base for b in m.parts(s)): continue
        if s[2] == 'balance': continue
        f = parse_figure(r['goal'])
        ratio = r['goal'].strip().split()[-1][0] in 'x×' or '%' in r['goal']
        pers = [parse_period(r['deadline'])] if r['deadline'] != 'open' else \
            [parse_period(str(y)) for y in range(min(m.first[b] for b in m.parts(s)), m.as_of_year + 11)]
        for per in pers:
            v = val(s, per)
            if v is None: continue
            lo, hi = (f.lo, f.hi) if f.qualifier == 'interval' else ((None, f.v) if f.qualifier == 'up_to' else (f.v, None))
            if ratio:
                b = parse_period(r['base']) if r['base'] else per.back()
                w = val(s, b)
                if w is None: continue
                v = v / w
            elif r['unit'] and len(r['unit']) == 3 and r['unit'].isalpha() and r['unit'] != 'USD':
                if (r['unit'], per) not in m.rates: continue
                k = m.rates[r['unit'], per].v
                lo, hi = (None if lo is None else lo / k), (None if hi is None else hi / k)
            hit = np.ones(N, bool)
            if lo is not None: hit &= v >= lo
            if hi is not None: hit &= v <= hi
            yield r['id'], s, str(per), v.reshape(T.shape[:2]), hit.astype(float).reshape(T.shape[:2]), ratio


def run(folder, as_of=None, horizon=2, seed=1, name=None, span='last', draws=2000, warmup=1500, sd=0.004, accept=0.9, depth=12, tag=''):
    m = load(folder, as_of, horizon, span)
    name = name or os.path.basename(os.path.normpath(folder))
    rows = []
    rng = np.random.default_rng(seed + 1000)
    for gi, g in enumerate(m.groups()):
        t0 = time.time()
        th = best_mode(g, starts=4)[0][1]
        T, info = sample(g, th, seed + gi, draws, warmup, sd=sd, accept=accept, depth=depth)
        st = status(g, th); worst = (0, 1e9)
        for q in quantities(g):
            x = evaluate(g, q, T.reshape(-1, g.n)).reshape(T.shape[:2])
            e, rh = bulk(x); worst = (max(worst[0], rh), min(worst[1], e))
            rows.append(list(q[0][:5]) + [q[1]] + [repr(float(v)) for v in np.quantile(x, [.5, .1, .9])] +
                        [f'{quantile_mcse(x, .5):.6g}', f'{e:.0f}', f'{quantile_mcse(x, .1):.6g}', f'{quantile_mcse(x, .9):.6g}',
                         f'{x.mean():.10g}', f'{(np.log(x).std() if q[2] == "level" else x.std()):.8g}', f'{rh:.4f}',
                         'identified' if st.get(q[0], True) else 'not_identified', '', ''])
        for tid, s, per, v, hit, ratio in targets(m, g, T, rng):
            ident = st.get(s, True) or ratio
            p = hit.mean(); e = _ess(hit); e = hit.size if not np.isfinite(e) else e
            q = np.quantile(v, [.5, .1, .9])
            rows.append(list(s[:5]) + [per] + [repr(float(a)) for a in q] + [f'{quantile_mcse(v, .5):.6g}', f'{bulk(v)[0]:.0f}', f'{quantile_mcse(v, .1):.6g}',
                         f'{quantile_mcse(v, .9):.6g}', f'{v.mean():.10g}', f'{np.log(v).std():.8g}', f'{bulk(v)[1]:.4f}', 'identified' if ident else 'not_identified', tid,
                         f'{p:.5f}+-{math.sqrt(max(p * (1 - p), .25 / e) / e):.5f}' if ident else ''])
        msg = f'{name}{tag} group {gi}: n={g.n} {info} worst rhat {worst[0]:.4f} min bulk ESS {worst[1]:.0f}  {time.time() - t0:.0f}s'
        print(msg, flush=True)
    with open(os.path.join(HERE, 'tables', name + tag + '.posterior.csv'), 'w', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow('reporter partner indicator product entity period median q10 q90 mcse_median ess mcse_q10 mcse_q90 mean sd_log rhat status target probability'.split())
        for r in rows: w.writerow(r)
    return rows


if __name__ == '__main__':
    a = argparse.ArgumentParser(); a.add_argument('folder'); a.add_argument('--as-of'); a.add_argument('--horizon', type=int, default=2)
    a.add_argument('--seed', type=int, default=1); a.add_argument('--name'); a.add_argument('--span', default='last')
    a.add_argument('--draws', type=int, default=2000); a.add_argument('--warmup', type=int, default=1500)
    a.add_argument('--wall', type=float, default=0.004); a.add_argument('--accept', type=float, default=0.9)
    a.add_argument('--depth', type=int, default=12); a.add_argument('--tag', default='')
    o = a.parse_args()
    run(o.folder, o.as_of, o.horizon, o.seed, o.name, o.span, o.draws, o.warmup, o.wall, o.accept, o.depth, o.tag)
