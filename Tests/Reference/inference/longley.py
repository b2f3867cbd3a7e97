"""Robust covariances of Longley's regression with 60 digits, by their definitions: (XᵀX)⁻¹·S·(XᵀX)⁻¹.

Run in this folder: python longley.py > mpmath.csv
Made with Python 3.11.7, mpmath 1.4.1.
"""

import csv

from mpmath import matrix, mp, mpf, nstr

mp.dps = 60
with open("../../../datasets/reference/nist/longley.csv") as file:
    rows = [[mpf(value) for value in row] for row in list(csv.reader(file))[1:]]
n, p = len(rows), 7
y = matrix([row[0] for row in rows])
x = matrix([[mpf(1), *row[1:]] for row in rows])
bread = (x.T * x) ** -1
e = y - x * (bread * (x.T * y))
leverages = [(x[i, :] * bread * x[i, :].T)[0] for i in range(n)]
print("sample,quantity,index,value")


def report(quantity, meat):
    covariance = bread * meat * bread
    for index in range(p * p):
        print(f"longley,{quantity},{index},{nstr(covariance[index % p, index // p], 20)}")


def weighted(factors):
    return sum((x[i, :].T * x[i, :] * (e[i] ** 2 * factors[i]) for i in range(n)), matrix(p, p))


report("hc0", weighted([mpf(1)] * n))
report("hc1", weighted([mpf(n) / (n - p)] * n))
report("hc2", weighted([1 / (1 - h) for h in leverages]))
report("hc3", weighted([1 / (1 - h) ** 2 for h in leverages]))
scores = [x[i, :] * e[i] for i in range(n)]
meat = sum((s.T * s for s in scores), matrix(p, p))
for lag in (1, 2):
    for t in range(lag, n):
        product = scores[t].T * scores[t - lag]
        meat += (1 - mpf(lag) / 3) * (product + product.T)
report("newey_west_2", meat)
report("newey_west_2_adjusted", meat * n / (n - p))
