"""A series of forty periods with two regressors and correlated errors of unequal variance, rounded to six decimals.

Run: python make_data.py > data.csv, with Python's standard library. The tests use all rows and the first twelve.
"""

import random

source = random.Random(2026)
error = 0.0
print("t,x1,x2,y,weight")
for t in range(1, 41):
    x1 = 10 + 0.5 * t + source.gauss(0, 2)
    x2 = round(0.3 * x1 + source.gauss(0, 1), 6)
    error = 0.6 * error + source.gauss(0, 0.2 + 0.05 * x1)
    y = 3 + 0.8 * x1 - 1.5 * x2 + error
    print(f"{t},{x1:.6f},{x2:.6f},{y:.6f},{1 + t % 5}")
