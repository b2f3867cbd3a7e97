"""NIST's linear regressions by statsmodels' OLS, as a user would call it. Prints: set, quantity, index, value.

    python nist.py FOLDER METHOD

FOLDER holds the sets; METHOD is statsmodels' own word, pinv (its default) or qr.
"""

import csv
import pathlib
import sys
import warnings

import numpy as np
import statsmodels
import statsmodels.api as sm

folder, method = pathlib.Path(sys.argv[1]), sys.argv[2]
warnings.simplefilter("ignore")
degrees = {"norris": 1, "pontius": 2, "noint1": 1, "noint2": 1, "filip": 10, "longley": 0}
degrees |= {f"wampler{k}": 5 for k in range(1, 6)}
for name, degree in degrees.items():
    with open(folder / f"{name}.csv") as file:
        data = np.array([[float(value) for value in row] for row in list(csv.reader(file))[1:]])
    x = data[:, 1:] if degree == 0 else data[:, 1:2] ** np.arange(1, degree + 1)
    design = x if name.startswith("noint") else sm.add_constant(x)
    fit = sm.OLS(data[:, 0], design).fit(method=method)
    for quantity, values in [("coef", fit.params), ("stderr", fit.bse), ("residual_sd", [fit.scale**0.5])]:
        for index, value in enumerate(values):
            print(f"{name},{quantity},{index},{value:.17g}")
print(f"version,statsmodels,0,{statsmodels.__version__}")
