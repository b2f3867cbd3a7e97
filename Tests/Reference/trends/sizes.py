"""How often 5 % tests of no trend reject where there is none: the table of sizes in Trends.md.

Run: python3 sizes.py (NumPy 2.4.6, SciPy 1.17.1). Written from the formulas, without the program: lines through 4,000 series of
n normal errors, independent or with an autocorrelation of 0.5 from one year to the next. The Monte Carlo error is below
one per cent.
"""

import numpy as np
from scipy import stats

REPLICATIONS = 4000
RHOS = np.tanh(np.arange(-2, 4.001, 0.1))


def newey_west(x, u, g):
    """Bartlett's weights, bandwidth of Newey & West (1994), times n/(n − 2)."""
    n, s = len(x), x * u
    m = min(n - 1, int(4 * (n / 100) ** (2 / 9)))
    a = [s[j:] @ s[: n - j] / n for j in range(m + 1)]
    s0, s1 = a[0] + 2 * sum(a[1:]), 2 * sum(j * a[j] for j in range(1, m + 1))
    b = min(n, int(1.1447 * ((s1 / s0) ** 2 * n) ** (1 / 3)) + 1)
    v = g @ g + 2 * sum((1 - j / b) * (g[j:] @ g[: n - j]) for j in range(1, b))
    return v * n / (n - 2), n - 2


def cosines(x, u, g):
    n = len(x)
    v = max(1, int(0.4 * n ** (2 / 3)))
    waves = np.cos(np.pi * np.outer(np.arange(1, v + 1), np.arange(n) + 0.5) / n) * np.sqrt(2 / v)
    return ((waves @ g) ** 2).sum(), v


def autoregressive(design, y):
    """t of the slope at the ρ of the greatest exact likelihood on a grid of atanh ρ, variance over n − 2."""
    n, best = len(y), (-np.inf, 0.0)
    for rho in RHOS:
        scale = np.sqrt(1 - rho * rho)
        x = np.vstack([design[0], (design[1:] - rho * design[:-1]) / scale])
        z = np.r_[y[0], (y[1:] - rho * y[:-1]) / scale]
        gram = np.linalg.inv(x.T @ x)
        b = gram @ (x.T @ z)
        squares = ((z - x @ b) ** 2).sum()
        likelihood = -n / 2 * np.log(squares) - (n - 1) * np.log(scale)
        if likelihood > best[0]:
            best = (likelihood, b[1] / np.sqrt(gram[1, 1] * squares / (n - 2)))
    return best[1]


random = np.random.default_rng(2)
print("n,rho,loglinear,loglinear_ar1,loglinear_newey_west,loglinear_ewc")
for n in (8, 16, 40):
    for rho in (0.0, 0.5):
        x = np.arange(n) - (n - 1) / 2
        design = np.c_[np.ones(n), x]
        rejected = np.zeros(4)
        for _ in range(REPLICATIONS):
            y = random.standard_normal(n)
            y[0] /= np.sqrt(1 - rho * rho)
            for t in range(1, n):
                y[t] += rho * y[t - 1]
            slope = x @ y / (x @ x)
            u = y - y.mean() - slope * x
            g = x * u / (x @ x)
            readings = [(u @ u / (n - 2) / (x @ x), n - 2), None, newey_west(x, u, g), cosines(x, u, g)]
            for k, reading in enumerate(readings):
                t, freedom = (
                    (autoregressive(design, y), n - 2) if reading is None
                    else (slope / np.sqrt(reading[0]), reading[1]))
                rejected[k] += 2 * stats.t.sf(abs(t), freedom) < 0.05
        print(f"{n},{rho}," + ",".join(f"{100 * share:.0f}" for share in rejected / REPLICATIONS), flush=True)
