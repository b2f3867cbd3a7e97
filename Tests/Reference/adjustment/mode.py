"""Adjusted values: Gauss-Newton, each step a least-squares problem with inequalities (Lawson-Hanson LSI -> LDP -> NNLS),
walls as slack unknowns, structural bounds hard.  numpy/scipy only."""
import csv, math, os, sys
import numpy as np
from scipy.optimize import nnls, minimize
from scipy.linalg import solve_triangular
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from density import load, WALL


def lsi(E, f, G, h):
    """min |E u - f|  s.t.  G u >= h ; E of full column rank"""
    Q, R = np.linalg.qr(E)
    q = Q.T @ f
    if not len(G): return solve_triangular(R, q)
    GR = solve_triangular(R, G.T, trans='T').T
    hh = h - GR @ q
    nrm = np.linalg.norm(GR, axis=1); nrm[nrm == 0] = 1
    GR, hh = GR / nrm[:, None], hh / nrm
    if (hh <= 0).all(): return solve_triangular(R, q)
    sc = max(1., np.abs(hh).max())
    hh = hh / sc
    A = np.vstack([GR.T, hh[None]])
    b = np.zeros(A.shape[0]); b[-1] = 1
    u, _ = nnls(A, b, maxiter=50 * A.shape[1])
    # polish: the active set found, solved as equalities
    act = u > 0
    r = A @ u - b
    y = -r[:-1] / r[-1]
    try:
        B = GR[act]
        lam = np.linalg.lstsq(B @ B.T, hh[act], rcond=None)[0]
        y2 = B.T @ lam
        if (lam >= -1e-12).all() and (GR @ y2 - hh >= -1e-11).all(): y = y2
    except np.linalg.LinAlgError: pass
    return solve_triangular(R, y * sc + q)


def merit(g, th, big=1e6):
    return g.cost(th) + big * np.maximum(g.bounds(th), 0).sum()


def curvature(g, th):
    y = g.predict(th)
    c = (y - g.b) / g.sig**2 + (np.maximum(y - g.hi, 0) - np.maximum(g.lo - y, 0)) / WALL**2
    nl = len(g.A); H = np.zeros((g.n, g.n))
    wL = (c[:nl] @ g.A) if nl else np.zeros(len(g.L))
    L = g.logsums(th) if len(g.L) else []
    JL = g.jac_L(th) if len(g.L) else []
    for j in range(len(g.bs)):
        for l, sg in ((g.bx[j], 1), (g.bm[j], -1)):
            e = sg * c[nl + j] * np.exp(L[l]) / g.bs[j]
            wL = wL.copy(); wL[l] += e; H += e * np.outer(JL[l], JL[l])
    z = g.Z @ th + g.z0
    for l, zz in enumerate(g.L):
        k = g.Lm[l].sum()
        if k < 2 or wL[l] == 0: continue
        ids = g.Li[l, :k]; p = np.exp(z[ids] - L[l]); Zs = g.Z[ids]
        H += wL[l] * ((Zs.T * p) @ Zs - np.outer(JL[l], JL[l]))
    return H


def mode(g, th=None, tol=1e-9, maxit=2000, limit=0.7, gn=60):
    th = g.start() if th is None else th.copy()
    lo_i, hi_i = np.where(np.isfinite(g.lo))[0], np.where(np.isfinite(g.hi))[0]
    k = len(lo_i) + len(hi_i)
    damp = 1.0
    for it in range(maxit):
        J, r = g.jac_rows(th), g.rows(th)
        y, Jy = g.predict(th), g.jac_predict(th)
        n = g.n
        if it >= gn:                        # exact Hessian of the cost (second derivatives of the log sums, walls too)
            H = J.T @ J + curvature(g, th)
            w, V = np.linalg.eigh(H)
            w = np.maximum(np.abs(w), 1e-6)
            Jn = (V * np.sqrt(w)).T; r = (V / np.sqrt(w)).T @ (J.T @ r); J = Jn
        E = np.zeros((len(r) + k, n + k)); E[:len(r), :n] = J; E[len(r):, n:] = np.eye(k) / WALL
        f = np.concatenate([-r, np.zeros(k)])
        G, h = [], []
        for j, i in enumerate(lo_i):
            row = np.zeros(n + k); row[:n] = Jy[i]; row[n + j] = 1; G.append(row); h.append(g.lo[i] - y[i])
        for j, i in enumerate(hi_i):
            row = np.zeros(n + k); row[:n] = -Jy[i]; row[n + len(lo_i) + j] = 1; G.append(row); h.append(y[i] - g.hi[i])
        for bj, bv in zip(g.jac_bounds(th), g.bounds(th)):
            row = np.zeros(n + k); row[:n] = -bj; G.append(row); h.append(bv)
        d = lsi(E, f, np.array(G).reshape(-1, n + k), np.array(h))[:n]
        big = np.abs(d).max()
        if big < tol: return th + d, it
        step = min(1., limit / big)
        m0 = merit(g, th); t = step
        while merit(g, th + t * d) > m0 + 1e-13 * (1 + abs(m0)) and t > step / 1024: t /= 2
        th = th + t * d
    return th, -1


def best_mode(g, starts=8, seed=1):
    rng = np.random.default_rng(seed)
    found = []
    s0 = g.start()
    for k in range(starts):
        th0 = s0.copy()
        if k:
            for i, nm in enumerate(g.names):
                th0[i] += rng.normal() * dict(x=1.5, y=0.5, mu=0.06, d=0.1, delta=0.2)[nm[0]]
        try: th, it = mode(g, th0, maxit=500 if k else 5000)
        except Exception as e: continue
        if it >= 0 and (g.bounds(th) <= 1e-8).all(): found.append((g.cost(th), th, it))
    found.sort(key=lambda c: c[0])
    return found


def slsqp_check(g, th):
    """the same optimum from scipy's SLSQP in whitened coordinates, started away from it; returns cost difference"""
    C = np.linalg.inv(np.linalg.cholesky(g.jac_rows(th).T @ g.jac_rows(th))).T
    def grad(u):
        t = th + C @ u
        J = g.jac_predict(t); y = g.predict(t)
        w = (np.maximum(y - g.hi, 0) - np.maximum(g.lo - y, 0)) / WALL**2
        return C.T @ (g.jac_rows(t).T @ g.rows(t) + J.T @ w)
    cons = [dict(type='ineq', fun=lambda u: -g.bounds(th + C @ u), jac=lambda u: -g.jac_bounds(th + C @ u) @ C)] if len(g.gp) else []
    u0 = np.random.default_rng(3).normal(size=g.n) * 0.05
    res = minimize(lambda u: g.cost(th + C @ u), u0, jac=grad, method='SLSQP', constraints=cons, options=dict(maxiter=3000, ftol=1e-14))
    return res.fun - g.cost(th), np.abs(C @ res.x).max()


def quantities(g):
    """(key, period text, kind, z list or index) of everything reported of a group"""
    m = g.m; out = []
    sums = {s for s in m.sums}
    base = []
    for nm in g.names:
        if nm[0] != 'delta' and nm[1] not in base: base.append(nm[1])
    from density import Period
    def slots(s):
        q = m.parts(s)
        P = [Period(((t, 1, 12),)) for t in range(max(m.first[b] for b in q), min(m.last[b] for b in q) + 1)]
        R = set.intersection(*[set(m.runs[b]) for b in q])
        P += [Period(((t, a, b),)) for t, (a, b) in sorted(R)]
        for (ss, per) in m.spoken:
            if ss == s and len(per.runs) > 1 and per not in P: P.append(per)
        return P
    for s in base:
        if s in m.stocks:
            for d in m.dates[s]: out.append((s, d, 'level', [m.zdate(s, d)]))
        else:
            for p in slots(s): out.append((s, str(p), 'level', m.value(s, p)))
    for sg in sorted(sums):
        X = (sg[0], sg[1], 'exports') + sg[2:]
        if X in base:
            T = (sg[0], sg[1], 'turnover') + sg[2:]
            for p in slots(T): out.append((T, str(p), 'level', m.value(T, p)))
            M = (sg[0], sg[1], 'imports') + sg[2:]; B = (sg[0], sg[1], 'balance') + sg[2:]
            for p in slots(B): out.append((B, str(p), 'balance', (m.value(X, p), m.value(M, p))))
    for nm in g.names:
        if nm[0] == 'mu': out.append((nm[1], 'mu', 'raw', g.loc[m.idx[nm]]))
        if nm[0] == 'delta': out.append((nm[2], 'delta:' + nm[1], 'raw', g.loc[m.idx[nm]]))
    return out


def evaluate(g, q, TH):
    """values of a quantity for draws TH (draws x n)"""
    m = g.m
    def lv(zz):
        t = 0.
        for z in zz:
            v = np.full(len(TH), m.zs[z][1])
            for i, c in m.zs[z][0].items(): v = v + c * TH[:, g.loc[i]]
            t = t + np.exp(v)
        return t
    if q[2] == 'raw': return TH[:, q[3]]
    if q[2] == 'balance': return lv(q[3][0]) - lv(q[3][1])
    return lv(q[3])


def status(g, th):
    """series -> identified?"""
    m = g.m
    J = g.jac_rows(th)
    sd = np.sqrt(np.diag(np.linalg.inv(J.T @ J)))
    out = {}
    for nm in g.names:
        if nm[0] in ('x', 'y'):
            s = nm[1]
            lastd = m.last_stated[s] if nm[0] == 'x' else m.dates[s][-1]
            if nm[2] == lastd: out[s] = bool(sd[g.loc[m.idx[nm]]] <= 3)
    stated = {e['s'] for e in m.S if e['kind'] in ('level', 'stock')}
    for sg in m.sums:
        X = (sg[0], sg[1], 'exports') + sg[2:]; M = (sg[0], sg[1], 'imports') + sg[2:]
        if X in out:
            for ind in ('turnover', 'balance'):
                T = (sg[0], sg[1], ind) + sg[2:]
                out[T] = (out[X] and out[M]) or T in stated
    return out


def report(folder, as_of, horizon, name, span='last', check=True):
    m = load(folder, as_of, horizon, span)
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, 'tables', name + '.mode.csv')
    modes = []
    with open(path, 'w', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow('reporter partner indicator product entity period mode status group cost'.split())
        for gi, g in enumerate(m.groups()):
            found = best_mode(g)
            if not found: print(name, 'group', gi, 'NO MODE'); modes.append(None); continue
            c, th, it = found[0]
            others = []
            for cc, tt, _ in found:
                if all(abs(cc - o) > 1e-6 for o in others): others.append(cc)
            msg = f'{name} group {gi}: n={g.n} rows={len(g.b)} bounds={len(g.gp)} cost={c:.9g} iterations={it} distinct minima={["%.6g" % o for o in others]}'
            if check:
                dc, du = slsqp_check(g, th); msg += f'  SLSQP cost-mode {dc:.2e} max|dtheta| {du:.1e}'
            print(msg)
            modes.append(th); st = status(g, th)
            for q in quantities(g):
                w.writerow(list(q[0][:5]) + [q[1], repr(float(evaluate(g, q, th[None])[0])),
                           'identified' if st.get(q[0], True) else 'not_identified', gi, repr(float(c))])
    return m, modes


if __name__ == '__main__':
    import argparse
    a = argparse.ArgumentParser(); a.add_argument('folder'); a.add_argument('--as-of'); a.add_argument('--horizon', type=int, default=2)
    a.add_argument('--span', default='last'); a.add_argument('--name')
    o = a.parse_args()
    report(o.folder, o.as_of, o.horizon, o.name or os.path.basename(os.path.normpath(o.folder)), o.span)
