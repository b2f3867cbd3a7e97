"""Reference values of the trend models by statsmodels, SciPy and pymannkendall: python.csv.

Run: pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pymannkendall==1.4.3 mpmath==1.4.1
     python make_python.py > python.csv
Logarithms are of the value over the first one, by mpmath, so that no tool starts from a logarithm that has already lost
digits; all tools then work in doubles. Sen's interval up to twelve years is the set of slopes that SciPy's exact
Kendall test does not reject; Fieller's is the set of ratios that statsmodels' t test does not reject. Neither uses the
formula that is tested.
"""

import csv
import math
import sys
import warnings

import mpmath
import numpy as np
import pymannkendall
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.tsa.filters.hp_filter import hpfilter
from statsmodels.tsa.statespace.structural import UnobservedComponents

warnings.simplefilter("ignore")
mpmath.mp.dps = 40
LAMBDA = 6.25
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["case", "model", "quantity", "value", "tool"])


def write(case, model, tool, **quantities):
    for name, value in quantities.items():
        if value is not None and math.isfinite(value):
            out.writerow([case, model, name, repr(float(value)), tool])


def growth(slope, error, freedom):
    """Growth, its standard error, t intervals and p-value from a log growth."""
    result = {"growth": math.expm1(slope), "se": error * math.exp(slope), "p_value": 2 * stats.t.sf(abs(slope / error), freedom)}
    for mass in (80, 95):
        reach = stats.t.ppf((1 + mass / 100) / 2, freedom) * error
        result[f"lo{mass}"] = np.expm1(slope - reach)
        result[f"hi{mass}"] = np.expm1(slope + reach)
    return result


def log_models(case, years, logs, base):
    n = len(years)
    x = years - years[-1]
    if n >= 3:
        fit = sm.OLS(logs, sm.add_constant(x)).fit()
        slope, error = fit.params[1], fit.bse[1]
        common = growth(slope, error, n - 2)
        sigma = math.sqrt(fit.scale)
        write(case, "loglinear", "statsmodels OLS", **common, r2=fit.rsquared, sigma=sigma)
        variance = error**2
        common |= {
            "growth": math.expm1(slope - variance / 2),
            "se": math.exp(slope - variance / 2) * math.sqrt(-math.expm1(-variance)),
        }
        if n >= 8 and years[-1] - years[0] == n - 1:
            robust(case, fit, n)
        write(case, "loglinear_bias_adjusted", "statsmodels OLS", **common)
        last = fit.get_prediction([[1, 0]])
        leverage = last.se_mean[0] ** 2 / fit.scale
        low, high = last.conf_int(obs=True, alpha=0.2)[0]
        if abs(base) < 600:
            write(
                case, "loglinear", "statsmodels OLS",
                path_trend=math.exp(base + last.predicted_mean[0]),
                path_mean=math.exp(base + last.predicted_mean[0] + fit.scale * (1 - leverage) / 2),
                path_lo80=math.exp(base + low), path_hi80=math.exp(base + high),
            )
    if n >= 4:
        fit = sm.OLS(logs, np.column_stack([np.ones(n), x, x * x])).fit()
        test = fit.t_test([0, 1, -1])
        write(
            case, "logquadratic", "statsmodels OLS", **growth(test.effect[0], test.sd[0, 0], n - 3),
            r2=fit.rsquared, sigma=math.sqrt(fit.scale))
    if n >= 3:
        k = np.arange(1, 65)
        draws = np.array([
            logs[i] + 0.1 * np.sin(2 * math.pi * 0.7548776662466927 * k * (i + 1)) + 0.05 * np.cos(k)
            for i in range(n)])
        if n <= 20:
            fit = sm.GLS(draws.mean(axis=1), sm.add_constant(x), sigma=np.cov(draws)).fit()
            write(
                case, "loglinear_weighted", "statsmodels GLS", **growth(fit.params[1], fit.bse[1], n - 2),
                r2=fit.rsquared)
    growths = np.expm1((draws[-1] - draws[0]) / (years[-1] - years[0]))
    ends = {f"{end}{mass}": np.quantile(growths, 0.5 + side * mass / 200)
            for mass in (80, 95) for end, side in (("lo", -1), ("hi", 1))}
    write(case, "compound", "NumPy", growth=np.median(growths), se=growths.std(ddof=1), **ends)
    theil_sen(case, years, logs)
    filters(case, years, logs)


def robust(case, fit, n):
    """EWC as Lazarus and others define it, written out; Newey and West's automatic bandwidth is in R's table."""
    scores = fit.model.exog * fit.resid[:, None]
    terms = max(1, int(0.4 * n ** (2 / 3)))
    waves = np.array([
        np.sqrt(2 / n) * np.cos(np.pi * (j + 1) * (np.arange(n) + 0.5) / n) @ scores for j in range(terms)])
    omega = waves.T @ waves / terms
    covariance = n * fit.normalized_cov_params @ omega @ fit.normalized_cov_params
    write(case, "loglinear_ewc", "NumPy", **growth(fit.params[1], math.sqrt(covariance[1, 1]), terms))


def theil_sen(case, years, logs):
    n = len(years)
    slope = stats.theilslopes(logs, years).slope
    result = {"growth": math.expm1(slope)}
    for mass in (80, 95):
        if n > 12:
            fit = stats.theilslopes(logs, years, alpha=mass / 100)
            ends = fit.low_slope, fit.high_slope
        else:
            slopes = sorted((logs[j] - logs[i]) / (years[j] - years[i]) for i in range(n) for j in range(i + 1, n))
            slopes = [a for a, b in zip(slopes, slopes[1:] + [math.inf]) if b - a > 1e-12]
            middles = [slopes[0] - 1] + [(a + b) / 2 for a, b in zip(slopes, slopes[1:])] + [slopes[-1] + 1]
            kept = [
                k for k, m in enumerate(middles)
                if stats.kendalltau(years, logs - m * years, method="exact").pvalue > 1 - mass / 100 + 1e-12]
            if 0 in kept or len(slopes) in kept:
                continue
            ends = slopes[kept[0] - 1], slopes[kept[-1]]
        result[f"lo{mass}"], result[f"hi{mass}"] = np.expm1(ends[0]), np.expm1(ends[1])
    write(case, "theil_sen", "SciPy theilslopes" if n > 12 else "SciPy kendalltau", **result)


def filters(case, years, logs):
    n = len(years)
    span = int(years[-1] - years[0]) + 1
    if n >= 3:
        series = np.full(span, np.nan)
        series[(years - years[0]).astype(int)] = logs
        if span == n:
            trend = hpfilter(logs, LAMBDA)[1]
            write(case, "hodrick_prescott", "statsmodels hpfilter", growth=math.expm1(trend[-1] - trend[-2]))
        model = UnobservedComponents(series, level="smooth trend", use_exact_diffuse=True)
        smooth = model.smooth([1, 1 / LAMBDA])
        value, variance = smooth.smoothed_state[1, -2], smooth.smoothed_state_cov[1, 1, -2]
        ordinary = [
            t for t in range(span)
            if np.isfinite(series[t]) and t >= smooth.filter_results.nobs_diffuse]
        quadratic = sum(
            smooth.filter_results.forecasts_error[0, t] ** 2 / smooth.filter_results.forecasts_error_cov[0, 0, t]
            for t in ordinary)
        if len(ordinary) == n - 2:
            sigma = math.sqrt(quadratic / (n - 2))
            write(
                case, "hodrick_prescott", "statsmodels UnobservedComponents",
                **growth(value, sigma * math.sqrt(variance), n - 2), sigma=sigma)
    if n >= 5 and span == n:
        fit = sm.OLS(logs[2:], sm.add_constant(logs[:-2])).fit()
        write(
            case, "hamilton", "statsmodels OLS", growth=math.expm1(fit.fittedvalues[-1] - fit.fittedvalues[-2]),
            r2=fit.rsquared, sigma=math.sqrt(fit.scale))


def level_models(case, years, values):
    n = len(years)
    unit = 2.0 ** math.floor(math.log2(max(abs(values))))
    y, x = values / unit, years - years[-1]
    for degree, model in ((1, "linear"), (2, "quadratic")):
        if n <= degree + 1:
            continue
        fit = sm.OLS(y, np.column_stack([x**p for p in range(degree + 1)])).fit()
        change = np.array([0, 1, -1][: degree + 1], dtype=float)
        level = np.array([1, -1, 1][: degree + 1], dtype=float)
        if level @ fit.params <= 0 or (level + change) @ fit.params <= 0:
            continue
        ratio = (change @ fit.params) / (level @ fit.params)
        gradient = (change - ratio * level) / (level @ fit.params)
        result = {
            "growth": ratio, "se": math.sqrt(gradient @ fit.cov_params() @ gradient), "r2": fit.rsquared,
            "p_value": fit.t_test(change).pvalue, "sigma": math.sqrt(fit.scale) / (level @ fit.params)}
        for mass in (80, 95):
            t = stats.t.ppf((1 + mass / 100) / 2, n - degree - 1)
            excess = lambda g: float(np.squeeze(fit.t_test(change - g * level).tvalue)) ** 2 - t * t
            grid = [ratio + s * 2.0**e for e in range(-40, 12) for s in (-1, 1)]
            high = [g for g in grid if g > ratio and excess(g) > 0]
            low = [g for g in grid if g < ratio and excess(g) > 0]
            bounded = (level @ fit.params) ** 2 > t * t * (level @ fit.cov_params() @ level)
            if bounded and low and high:
                result[f"lo{mass}"] = optimize.brentq(excess, max(low), ratio, xtol=1e-15, rtol=1e-14)
                result[f"hi{mass}"] = optimize.brentq(excess, ratio, min(high), xtol=1e-15, rtol=1e-14)
        write(case, model, "statsmodels t_test", **result)


def tail(test):
    """The p-value from z: pymannkendall's own, 2(1 - Phi(z)), has lost its digits by then."""
    return 2 * stats.norm.sf(abs(test.z))


def tests(case, years, values):
    n = len(values)
    if max(abs(values)) > 1e100 or max(abs(values)) < 1e-100:
        return
    ties = len(set(values)) < n
    if n <= 12 and not ties:
        write(case, "mann_kendall", "SciPy kendalltau", p_value=stats.kendalltau(years, values, method="exact").pvalue)
    elif n <= 8:
        def score(y):
            return sum(np.sign(y[j] - y[i]) for i in range(n) for j in range(i + 1, n))
        test = stats.permutation_test(
            (values,), score, permutation_type="pairings", n_resamples=np.inf, alternative="two-sided")
        write(case, "mann_kendall", "SciPy permutation_test", p_value=test.pvalue)
    elif n > 12:
        write(case, "mann_kendall", "pymannkendall", p_value=tail(pymannkendall.original_test(values)))
    if n >= 4 and years[-1] - years[0] == n - 1:
        for model, test in (
            ("mann_kendall_hamed_rao", pymannkendall.hamed_rao_modification_test),
            ("mann_kendall_prewhitened", pymannkendall.pre_whitening_modification_test),
            ("mann_kendall_trend_free", pymannkendall.trend_free_pre_whitening_modification_test),
        ):
            write(case, model, "pymannkendall", p_value=tail(test(values)))


for row in csv.DictReader(open("cases.csv")):
    years = np.array([float(word) for word in row["years"].split()])
    values = np.array([float(word) for word in row["values"].split()])
    if min(values) > 0:
        first = mpmath.mpf(float(values[0]))
        logs = np.array([float(mpmath.log(mpmath.mpf(float(v)) / first)) for v in values])
        log_models(row["case"], years, logs, float(mpmath.log(first)))
    level_models(row["case"], years, values)
    tests(row["case"], years, values)
