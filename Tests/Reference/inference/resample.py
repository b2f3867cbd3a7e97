"""Standard errors by resampling pairs with arch.

Run in this folder: python resample.py > arch.csv
Made with Python 3.11.7, arch 8.0.0, numpy 2.4.6.
"""

import csv

import numpy as np
from arch.bootstrap import IIDBootstrap

with open("data.csv") as file:
    rows = list(csv.DictReader(file))
y = np.array([float(row["y"]) for row in rows])
x = np.array([[1.0, float(row["x1"]), float(row["x2"])] for row in rows])
covariance = IIDBootstrap(x, y, seed=1).cov(lambda x, y: np.linalg.lstsq(x, y, rcond=None)[0], 50000)
print("coefficient,standard_error")
for index, variance in enumerate(np.diag(covariance)):
    print(f"{index},{variance ** 0.5:.6g}")
