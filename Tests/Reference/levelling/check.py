#!/usr/bin/env python3
"""Computes both networks with exact fractions and compares every printed digit; needs Python 3 only."""
import csv
import math
import os
from fractions import Fraction as F

here = os.path.dirname(os.path.abspath(__file__))
observations = list(csv.DictReader(open(os.path.join(here, "observations.csv"))))
heights = list(csv.DictReader(open(os.path.join(here, "heights.csv"))))


def solve(matrix, columns):
    """Gauss-Jordan elimination; `columns` is a list of right sides as rows of the augmented part."""
    n = len(matrix)
    rows = [list(row) + list(right) for row, right in zip(matrix, columns)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(n):
            if i != k and rows[i][k] != 0:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k])]
    return [row[n:] for row in rows]


bad = 0


def compare(name, value, printed, decimals):
    global bad
    if printed == "":
        return
    ok = abs(float(value) - float(printed)) <= 0.5 * 10 ** -int(decimals) * (1 + 1e-9)
    bad += not ok
    print(f"{'ok ' if ok else 'NOT'} {name}: {float(value):.6f}, printed {printed}")


for network in ("ghilani", "siki"):
    points = [h for h in heights if h["network"] == network]
    free = [h["point"] for h in points if h["held"] == "no"]
    held = {h["point"]: F(h["height"]) for h in points if h["held"] == "yes"}
    own = [o for o in observations if o["network"] == network]
    design, right, weights = [], [], []
    for o in own:
        row, value = [F(0)] * len(free), F(o["difference"])
        for point, sign in ((o["from"], -1), (o["to"], 1)):
            if point in held:
                value -= sign * held[point]
            else:
                row[free.index(point)] += sign
        design.append(row)
        right.append(value)
        weights.append(1 / (F(o["sigma_mm"]) / 1000) ** 2)
    n = len(free)
    normal = [[sum(w * a[i] * a[j] for w, a in zip(weights, design)) for j in range(n)] for i in range(n)]
    side = [sum(w * a[i] * b for w, a, b in zip(weights, design, right)) for i in range(n)]
    identity = [[F(i == j) for j in range(n)] for i in range(n)]
    solved = solve(normal, [[s] + e for s, e in zip(side, identity)])
    x, inverse = [row[0] for row in solved], [row[1:] for row in solved]
    residuals = [b - sum(p * q for p, q in zip(a, x)) for a, b in zip(design, right)]
    squares = sum(w * v * v for w, v in zip(weights, residuals))
    factor = math.sqrt(squares / (len(own) - n))
    first = points[0]
    compare(f"{network} vPv", squares, first["squares"], first["squares_decimals"] or 0)
    compare(f"{network} s0", factor, first["factor"], first["factor_decimals"] or 0)
    for h in points:
        if h["held"] == "no":
            k = free.index(h["point"])
            compare(f"{network} height {h['point']}", x[k], h["height"], h["decimals"])
            compare(f"{network} sd {h['point']}", 1000 * factor * math.sqrt(inverse[k][k]), h["sd_mm"], 2)
    for o, a, w, v in zip(own, design, weights, residuals):
        leverage = w * sum(a[i] * inverse[i][j] * a[j] for i in range(n) for j in range(n))
        u = abs(v) * math.sqrt(w) / math.sqrt(1 - leverage)
        name = f"{network} {o['from']}-{o['to']}"
        compare(f"{name} residual", 1000 * v, o["residual_mm"], o["residual_decimals"])
        compare(f"{name} u", u, o["u"], 1)
        compare(f"{name} t", u / factor, o["t"], 1)
        compare(f"{name} r", 1 - leverage, o["redundancy"], 1)
print("differences:", bad)
