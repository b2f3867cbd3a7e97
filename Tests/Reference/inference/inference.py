"""Inference by statsmodels: what it has of covariances, tests, weighted and generalised least squares, collinearity.

Run in this folder: python inference.py > statsmodels.csv
Made with Python 3.11.7, statsmodels 0.15.0, numpy 2.4.6. Equal-weighted cosines are in no package that we know of: they
are summed here as Lazarus, Lewis, Stock & Watson (2018) define them.
"""

import csv

import numpy as np
import statsmodels.api as sm
from statsmodels.stats.diagnostic import acorr_breusch_godfrey, het_breuschpagan, het_white, linear_reset
from statsmodels.stats.outliers_influence import variance_inflation_factor
from statsmodels.stats.stattools import durbin_watson, jarque_bera

with open("data.csv") as file:
    rows = list(csv.DictReader(file))
column = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
print("sample,quantity,index,value")


def report(sample, quantity, values):
    for index, value in enumerate(np.atleast_1d(values).ravel(order="F")):
        print(f"{sample},{quantity},{index},{value:.17g}")


def cosines(fit, terms):
    n = len(fit.resid)
    scores = fit.model.exog * fit.resid[:, None]
    t = np.arange(1, n + 1)
    waves = [np.sqrt(2 / n) * (np.cos(np.pi * j * (t - 0.5) / n) @ scores) for j in range(1, terms + 1)]
    omega = sum(np.outer(wave, wave) for wave in waves) / terms
    bread = np.linalg.inv(fit.model.exog.T @ fit.model.exog)
    return bread @ (n * omega) @ bread


def analyse(sample, y, x):
    n = len(y)
    design = sm.add_constant(x)
    fit = sm.OLS(y, design).fit(method="qr")
    report(sample, "coefficient", fit.params)
    report(sample, "classical", fit.cov_params())
    for kind in ["HC0", "HC1", "HC2", "HC3"]:
        report(sample, kind.lower(), getattr(fit, "cov_" + kind))
    for lags in [0, 2, 4]:
        for corrected in [False, True]:
            robust = fit.get_robustcov_results("HAC", maxlags=lags, use_correction=corrected)
            report(sample, f"newey_west_{lags}" + ("_adjusted" if corrected else ""), robust.cov_params())
    report(sample, "cosine", cosines(fit, int(0.4 * n ** (2 / 3))))
    report(sample, "durbin_watson", durbin_watson(fit.resid))
    for order in [1, 2]:
        report(sample, f"breusch_godfrey_{order}", acorr_breusch_godfrey(fit, nlags=order)[:2])
    report(sample, "breusch_pagan", het_breuschpagan(fit.resid, design)[:2])
    if n > 12:
        report(sample, "white", het_white(fit.resid, design)[:2])
    report(sample, "jarque_bera", jarque_bera(fit.resid)[:2])
    reset = linear_reset(fit, power=3, test_type="fitted", use_f=True)
    report(sample, "reset", [reset.statistic, reset.pvalue])
    report(sample, "inflation", [variance_inflation_factor(design, j) for j in range(1, design.shape[1])])
    unit = design / np.linalg.norm(design, axis=0)
    _, values, vt = np.linalg.svd(unit)
    report(sample, "condition", values[0] / values)
    terms = (vt / values[:, None]) ** 2
    report(sample, "proportion", terms / terms.sum(axis=0))
    influence = fit.get_influence()
    report(sample, "leverage", influence.hat_matrix_diag)
    report(sample, "studentized", influence.resid_studentized_external)
    report(sample, "cook", influence.cooks_distance[0])
    report(sample, "dffits", influence.dffits[0])


x = np.column_stack([column["x1"], column["x2"]])
analyse("long", column["y"], x)
analyse("short", column["y"][:12], x[:12])
analyse("trend", column["y"][:12], column["t"][:12])

design = sm.add_constant(x)
fit = sm.WLS(column["y"], design, weights=column["weight"]).fit(method="qr")
report("weighted", "coefficient", fit.params)
report("weighted", "classical", fit.cov_params())
report("weighted", "sigma", np.sqrt(fit.scale))
report("weighted", "r_squared", fit.rsquared)

places = np.arange(40)
covariance = 0.7 ** np.abs(places[:, None] - places[None, :]) * np.sqrt(np.outer(column["weight"], column["weight"]))
fit = sm.GLS(column["y"], design, sigma=covariance).fit(method="qr")
report("general", "coefficient", fit.params)
report("general", "classical", fit.cov_params())
report("general", "sigma", np.sqrt(fit.scale))
report("general", "r_squared", fit.rsquared)
