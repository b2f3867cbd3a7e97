"""Reference values of log-linear trends, by SciPy.

Run: pip install scipy==1.17.1; python make_table.py > linregress.csv
Growth is exp(slope) - 1; its standard error is the slope's times exp(slope); the intervals are those of the slope by
Student's t, taken through exp(.) - 1; sigma is the residual standard deviation of the logarithms.
"""

import csv
import sys

import numpy as np
from scipy import stats

CASES = {
    "steady": ([2015, 2016, 2017, 2018, 2019, 2020], [100.0, 110.0, 121.0, 133.1, 146.41, 161.051 * 1.0001]),
    "noisy": ([2010, 2011, 2012, 2013, 2014, 2015, 2016], [3.1, 4.7, 2.9, 6.4, 5.5, 9.1, 7.7]),
    "gaps": ([2008, 2011, 2019, 2022], [5.2e8, 4.4e8, 1.03e9, 1.5e9]),
    "shrinking": ([2018, 2019, 2020, 2021, 2022], [9.7e9, 8.8e9, 6.1e9, 6.6e9, 4.9e9]),
    "three": ([2020, 2021, 2022], [1.0, 1.5, 1.8]),
    "one-part-in-a-million": ([2019, 2020, 2021, 2022], [5e9, 5e9 + 3e3, 5e9 - 1e3, 5e9 + 4e3]),
}

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow("case years values growth se lo80 hi80 lo95 hi95 r2 sigma".split())
for name, (years, values) in CASES.items():
    y = np.log(values)
    fit = stats.linregress(np.array(years) - np.mean(years), y)
    n = len(years)
    reach = {mass: stats.t.ppf((1 + mass) / 2, n - 2) * fit.stderr for mass in (0.8, 0.95)}
    residuals = y - fit.intercept - fit.slope * (np.array(years) - np.mean(years))
    row = [np.expm1(fit.slope), fit.stderr * np.exp(fit.slope)]
    for mass in (0.8, 0.95):
        row += [np.expm1(fit.slope - reach[mass]), np.expm1(fit.slope + reach[mass])]
    row += [fit.rvalue**2, np.sqrt((residuals**2).sum() / (n - 2))]
    out.writerow([name, " ".join(map(str, years)), " ".join(map(repr, values))] + [repr(float(v)) for v in row])
