"""Second, unrelated sampler: self-normalised importance sampling from a mixture of Student-t(7) laid along the ridge.
Components: modes of the density with one more row pinning a coordinate (series,year) at K grid values.
python importance.py NAME [COORDINATE-INDEX LO HI K]   -> tables/NAME.importance.csv and the largest gap to
tables/NAME.posterior.csv in standard errors"""
import os, sys, csv, time
os.environ.setdefault('XLA_FLAGS', '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1'); os.environ.setdefault('OMP_NUM_THREADS', '1')
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, jax, jax.numpy as jnp
jax.config.update('jax_enable_x64', True)
from density import load
import mode as M
HERE = os.path.dirname(os.path.abspath(__file__))


def jaxed(g):
    class G: pass
    jg = G(); cls = type(g)
    jg.__dict__.update({k: jnp.array(getattr(g, k)) for k in 'P p Z z0 Li Lm A D bx bm bs b sig lo hi gp gw'.split()}); jg.n = g.n
    for f in 'logsums predict rows walls'.split(): setattr(jg, f, (lambda fn: lambda t, xp=jnp: getattr(cls, fn)(jg, t, xp))(f))
    def lp(t):
        v = -cls.cost(jg, t, jnp)
        return jnp.where(jnp.all(cls.bounds(jg, t, jnp) <= 0), v, -jnp.inf) if len(g.gp) else v
    return jax.jit(jax.vmap(lp))


def main(name, coord=None, lo=None, hi=None, K=1, N=2_000_000, nu=7, seed=5, wallcols=True):
    m = load(os.path.join(HERE, 'ledgers', name)); rng = np.random.default_rng(seed)
    ref = {}
    p = os.path.join(HERE, 'tables', name + '.posterior.csv')
    for r in csv.DictReader(open(p)) if os.path.exists(p) else []:
        if not r['target']: ref[tuple(r[k] for k in 'reporter partner indicator product entity period'.split())] = r
    out = []; gaps = []
    for g in m.groups():
        comps = []
        if coord is None or K == 1:
            th = M.best_mode(g, starts=4)[0][1]; comps = [(th, g.jac_rows(th))]
        else:
            grid = np.linspace(lo, hi, K); s = grid[1] - grid[0]
            e = np.zeros(g.n); e[coord] = 1 / s
            P0, p0 = g.P, g.p; th = M.best_mode(g, starts=4)[0][1]
            for c in sorted(grid, key=lambda c: abs(c - th[coord])):
                best = min((t for t, *_ in comps), key=lambda t: abs(t[coord] - c), default=th)
                g.P, g.p = np.vstack([P0, e * 30]), np.append(p0, c / s * 30)
                t, it = M.mode(g, best, maxit=300)
                g.P, g.p = np.vstack([P0, e]), np.append(p0, c / s)
                comps.append((t, g.jac_rows(t)))
            g.P, g.p = P0, p0
        # rows with an active wall: narrower there is no need, the t-component covers both sides
        mu = [c[0] for c in comps]; Cs, ld, Li = [], [], []
        for t, J in comps:
            R = np.linalg.qr(J, mode='r'); Li.append(R); Cs.append(np.linalg.inv(R)); ld.append(np.log(np.abs(np.diag(R))).sum())
        lp = jaxed(g); k = len(comps)
        # pilot to weight the components
        def draw(n, w):
            ks = rng.choice(k, n, p=w); zz = rng.normal(size=(n, g.n)) * np.sqrt(nu / rng.chisquare(nu, n))[:, None]
            X = np.empty((n, g.n))
            for j in range(k):
                i = ks == j
                X[i] = mu[j] + zz[i] @ Cs[j].T
            return X
        def lq(X, w):
            a = np.full((k, len(X)), -np.inf)
            for j in range(k):
                if w[j] <= 0: continue
                q = (((X - mu[j]) @ Li[j].T) ** 2).sum(1)
                a[j] = np.log(w[j]) + ld[j] - (nu + g.n) / 2 * np.log1p(q / nu)
            mx = a.max(0); return mx + np.log(np.exp(a - mx).sum(0))
        w = np.ones(k) / k
        for _ in range(5 if k > 1 else 0):
            X = draw(40000, w); a = np.asarray(lp(jnp.array(X))); b = lq(X, w)
            W = np.exp(a - b - (a - b).max())
            R = np.array([w[j] * np.sum(W * np.exp(ld[j] - (nu + g.n) / 2 * np.log1p((((X - mu[j]) @ Li[j].T) ** 2).sum(1) / nu) - b)) for j in range(k)])
            w = 0.9 * R / R.sum() + 0.1 / k
        XS, WS = [], []
        for _ in range(N // 100000):
            X = draw(100000, w); lw = np.asarray(lp(jnp.array(X))) - lq(X, w)
            i = lw > -np.inf; XS.append(X[i]); WS.append(lw[i])
        X, lw = np.concatenate(XS), np.concatenate(WS); W = np.exp(lw - lw.max()); W /= W.sum()
        keep = W > 1e-12 * W.max(); X, W = X[keep], W[keep]
        print(f'{name}: n={g.n} components {k} draws {N} importance ESS {1 / (W ** 2).sum():.0f} max weight {W.max():.2e}', flush=True)
        for q in M.quantities(g):
            x = M.evaluate(g, q, X); o = np.argsort(x); c = np.cumsum(W[o])
            qs, se = [], []
            for p in (.5, .1, .9):
                v = x[o[min(np.searchsorted(c, p), len(o) - 1)]]; qs.append(v)
                sp = np.sqrt((W ** 2 * ((x <= v) - p) ** 2).sum())       # se of the cdf, turned into one of the quantile
                f = lambda u: x[o[min(max(np.searchsorted(c, u), 0), len(o) - 1)]]
                se.append(max((f(p + sp) - f(p - sp)) / 2, 1e-300))
            key = tuple(q[0][:5]) + (q[1],); r = ref.get(key)
            out.append(list(key) + [repr(float(v)) for v in qs] + ['%.4g' % v for v in se])
            if r:
                for v, s_, a, b in zip(qs, se, ('median', 'q10', 'q90'), ('mcse_median', 'mcse_q10', 'mcse_q90')):
                    gaps.append(((float(r[a]) - v) / np.hypot(s_, float(r[b])), float(r[a]) / v - 1, key[2], key[5], a))
    with open(os.path.join(HERE, 'tables', name + '.importance.csv'), 'w', newline='') as f:
        cw = csv.writer(f, lineterminator='\n'); cw.writerow('reporter partner indicator product entity period median q10 q90 se_median se_q10 se_q90'.split()); cw.writerows(out)
    if not gaps: return
    z = np.array([a[0] for a in gaps]); gaps.sort(key=lambda a: -abs(a[0]))
    print(f'  NUTS vs importance sampling: {len(z)} quantiles, rms z {np.sqrt((z ** 2).mean()):.2f}, worst', [(round(float(a), 2), f'{b:+.2e}', *c) for a, b, *c in gaps[:4]], flush=True)


if __name__ == '__main__':
    a = sys.argv
    if len(a) > 2: main(a[1], int(a[2]), float(a[3]), float(a[4]), int(a[5]), N=int(a[6]) if len(a) > 6 else 2_000_000, seed=int(a[7]) if len(a) > 7 else 5)
    else: main(a[1])
