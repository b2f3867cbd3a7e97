"""Reference values of structural trends, by statsmodels' UnobservedComponents with exact diffuse initialisation.

Run: pip install statsmodels==0.15.0; python make_table.py
Writes fixed.csv (log-likelihood and smoothed states at given variances) and maxima.csv (the greatest log-likelihood that
statsmodels finds from many starts). statsmodels' known ways: its log-likelihood counts every observation in
n·log(2π)/2, as Durbin & Koopman (2012, equation 7.4) do; estimates near 0 are left where the optimiser stops; its filter
takes a covariance for converged when the determinant of the squared change is below 1e-19, which costs half the digits
of series with small variances: the tolerance is set to 0 here.
Nile: the yearly flow at Aswan 1871-1970, 10^8 m³, public figures (Cobb 1978), as in `statsmodels.datasets.nile`.
The other series are logarithms of the numbers shown.
"""

import csv
import sys
import warnings

import numpy as np
import statsmodels
import statsmodels.api as sm

warnings.simplefilter("ignore")
print("statsmodels", statsmodels.__version__, "numpy", np.__version__, file=sys.stderr)

NILE = sm.datasets.nile.load_pandas().data["volume"].to_numpy(dtype=float)
GAPPED = NILE.copy()
GAPPED[20:40] = np.nan
GAPPED[60:80] = np.nan
GDP = np.log(sm.datasets.macrodata.load_pandas().data["realgdp"].to_numpy(dtype=float)[::4])
SHORT = np.log([3.1, 4.7, 2.9, 6.4, 5.5, 9.1, 7.7])
HOLES = np.log([1.2, np.nan, 1.9, 1.7, np.nan, np.nan, 2.8, 3.3, 2.6])
FOUR = np.log([10.0, 12.5, 12.0, 17.0])
FALL = np.log([9.7, 8.8, 6.1, 6.6, 4.9, 5.2, 4.1, 4.4, 3.0, 3.3])

SERIES = {"nile": NILE, "nile-gaps": GAPPED, "gdp": GDP, "short": SHORT, "holes": HOLES, "four": FOUR, "fall": FALL}
KINDS = {
    "level": ("llevel", 2),
    "linear": ("lltrend", 3),
    "smooth": ("strend", 2),
}
# (irregular, level, slope) in units of the variance of the first differences
RATIOS = [(1.0, 0.1, 0.01), (1.0, 0.0, 0.05), (0.3, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.2), (1.0, 1e-4, 1e-5)]


def model(kind, y):
    m = sm.tsa.UnobservedComponents(y, KINDS[kind][0], use_exact_diffuse=True)
    m.ssm.tolerance = 0
    m.ssm.smooth_method = 0x01  # conventional smoother
    return m


def parameters(kind, v):
    return {"level": [v[0], v[1]], "linear": list(v), "smooth": [v[0], v[2]]}[kind]


def cell(x):
    return " ".join("" if np.isnan(v) else repr(float(v)) for v in np.atleast_1d(x))


with open("series.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["name", "values"])
    for name, y in SERIES.items():
        out.writerow([name, " ".join("NA" if np.isnan(v) else repr(float(v)) for v in y)])

with open("fixed.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow("series kind irregular level slope loglik level_mean level_variance slope_mean slope_variance".split())
    for name, y in SERIES.items():
        size = np.nanvar(np.diff(y))
        for kind in KINDS:
            for ratio in RATIOS:
                v = [r * size for r in ratio]
                if kind == "level":
                    v[2] = 0.0
                if kind == "smooth":
                    v[1] = 0.0
                if sum(v) == 0 or (kind == "level" and v[0] + v[1] == 0):
                    continue
                if kind == "smooth" and v[0] == 0 and v[2] == 0:
                    continue
                r = model(kind, y).smooth(parameters(kind, v))
                s, V = r.smoothed_state, r.smoothed_state_cov
                row = [name, kind] + [repr(float(x)) for x in v] + [repr(float(r.llf))]
                row += [cell(s[0]), cell(V[0, 0])]
                row += [cell(s[1]), cell(V[1, 1])] if kind != "level" else ["", ""]
                out.writerow(row)

with open("maxima.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow("series kind loglik irregular level slope growth growth_se".split())
    for name, y in SERIES.items():
        for kind in KINDS:
            m = model(kind, y)
            size = np.nanvar(np.diff(y))
            best = None
            for ratio in RATIOS:
                start = [max(x, 1e-3) * size for x in parameters(kind, ratio)]
                for method in ("lbfgs", "nm"):
                    try:
                        r = m.fit(start, method=method, maxiter=4000, disp=0, cov_type="none")
                    except Exception:
                        continue
                    if best is None or r.llf > best.llf:
                        best = r
            p = best.params
            v = {"level": [p[0], p[1], 0], "linear": list(p), "smooth": [p[0], 0, p[1]]}[kind]
            g = ["", ""]
            if kind != "level":
                g = [repr(float(best.filtered_state[1, -1])), repr(float(best.filtered_state_cov[1, 1, -1] ** 0.5))]
            out.writerow([name, kind, repr(float(best.llf))] + [repr(float(x)) for x in v] + g)
