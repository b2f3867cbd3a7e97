#!/usr/bin/env python3
"""Makes items.csv: initial estimates, variances and balanced figures; needs Python 3 only.

    python3 make_table.py > items.csv
"""
from fractions import Fraction as F

EXAMPLES = {
    # name: (identities as rows, [(item, initial, variance, printed or None)])
    "flows": (
        [[1, -1, -1, 0, 0, 0], [0, 1, 0, -1, 0, 0], [0, 0, 1, 0, -1, 0], [0, 0, 0, 1, 1, -1]],
        [
            ("1", "101.91", "1", "100.22"), ("2", "64.45", "1", "64.50"), ("3", "34.65", "1", "35.72"),
            ("4", "64.20", "1", "64.50"), ("5", "36.44", "1", "35.72"), ("6", "98.88", "1", "100.22"),
        ],
    ),
    "accounts": (
        [[1, 1, 1, 1, -1, -1, -1, -1], [0, 0, 1, 0, 0, 0, 0, -1]],
        [
            ("1", "220", "10", None), ("2", "130", "5", None), ("3", "200", "25", None), ("4", "100", "55", None),
            ("5", "450", "0", None), ("6", "70", "15", None), ("7", "120", "10", None), ("8", "221", "12", None),
        ],
    ),
}


def solve(matrix, right):
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    n = len(rows)
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k])]
    return [row[n] for row in rows]


print("example,item,initial,variance,a,b,c,d,balanced,decimals")
for name, (identities, items) in EXAMPLES.items():
    y = [F(item[1]) for item in items]
    v = [F(item[2]) for item in items]
    a = [[F(x) for x in row] for row in identities]
    gaps = [sum(c * x for c, x in zip(row, y)) for row in a]
    inner = [[sum(p * q * w for p, q, w in zip(one, other, v)) for other in a] for one in a]
    multipliers = solve(inner, gaps)
    balanced = [x - w * sum(row[k] * m for row, m in zip(a, multipliers)) for k, (x, w) in enumerate(zip(y, v))]
    for k, (item, z) in enumerate(zip(items, balanced)):
        if item[3] is not None:
            assert abs(z - F(item[3])) <= F(1, 200), (name, item[0], float(z), item[3])
        coefficients = [str(row[k]) for row in identities] + [""] * (4 - len(identities))
        shown, decimals = (item[3], 2) if item[3] is not None else (f"{float(z):.10f}", 10)
        print(",".join([name, item[0], item[1], item[2], *coefficients, shown, str(decimals)]))
