"""Robust modes: two-sided statements by Student's t with 4 degrees of freedom, minimised by SciPy's BFGS.

Starts at the Gaussian mode; no weights anywhere.  Where structural bounds bind it is no reference and says so.
"""
import csv, os, sys
import numpy as np
from scipy.optimize import minimize
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from density import load, WALL
from mode import best_mode, quantities, evaluate, status

NU = 4.


def cost_and_slope(g, th):
    y, J = g.predict(th), g.jac_predict(th)
    p = g.P @ th - g.p
    r = (y - g.b) / g.sig
    two = ~np.isfinite(g.lo) & ~np.isfinite(g.hi)
    out = np.maximum(y - g.hi, 0) - np.maximum(g.lo - y, 0)
    c = .5 * p @ p + np.where(two, (NU + 1) / 2 * np.log1p(r * r / NU), .5 * r * r).sum() + .5 * ((out / WALL) ** 2).sum()
    f = np.where(two, (NU + 1) * r / (NU + r * r), r) / g.sig + out / WALL ** 2
    return c, g.P.T @ p + J.T @ f


def robust_mode(g):
    th = best_mode(g)[0][1]
    C = np.linalg.inv(np.linalg.cholesky(g.jac_rows(th).T @ g.jac_rows(th))).T
    for _ in range(20):                     # new coordinates at each stop: BFGS ends where rounding hides the slope
        f = lambda u: (lambda c, s: (c, C.T @ s))(*cost_and_slope(g, th + C @ u))
        u = minimize(f, np.zeros(g.n), jac=True, method='BFGS', options=dict(gtol=1e-11, maxiter=5000)).x
        th = th + C @ u
        if np.abs(C @ u).max() < 1e-10: break
    assert len(g.gp) == 0 or (g.bounds(th) < -1e-6).all(), 'a bound binds'
    return th


def report(folder, name, horizon):
    m = load(folder, None, horizon)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tables', name + '.robust.csv')
    with open(path, 'w', newline='') as h:
        w = csv.writer(h, lineterminator='\n')
        w.writerow('reporter partner indicator product entity period mode status group cost'.split())
        for gi, g in enumerate(m.groups()):
            th = robust_mode(g)
            c, s = cost_and_slope(g, th)
            print(name, gi, 'cost', c, 'Gaussian', cost_and_slope(g, best_mode(g)[0][1])[0], 'slope', np.abs(s).max())
            st = status(g, th)
            for q in quantities(g):
                w.writerow(list(q[0][:5]) + [q[1], repr(float(evaluate(g, q, th[None])[0])),
                           'identified' if st.get(q[0], True) else 'not_identified', gi, repr(float(c))])


if __name__ == '__main__':
    here = os.path.dirname(os.path.abspath(__file__))
    for name in sys.argv[1:]: report(os.path.join(here, 'ledgers', name), name, 2)
