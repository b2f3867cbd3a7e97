"""Log-linear fits and logarithms to 50 digits, from values as doubles: fits.csv and logarithms.csv.

    python make_tables.py        (mpmath 1.4.1)

Well-conditioned series, and ill-conditioned ones: constants of 1e12 with changes in the last digits, growth that a
double barely holds, residuals near the rounding of logarithms, values at the ends of the range. Numbers are written as
hexadecimal doubles, logarithms as the nearest double and what it lacks.
"""

import math
import random

import mpmath as mp

mp.mp.dps = 50
random.seed(1)


def series():
    for n in (3, 4, 7, 8, 9, 15, 16, 17, 20, 23, 40):
        for noise in (0.3, 0.1, 1e-2, 1e-4, 1e-7, 1e-12):
            growth = random.gauss(0.03, 0.05)
            level = 10 ** random.uniform(-3, 12)
            yield [level * math.exp(growth * t + random.gauss(0, noise)) for t in range(n)]
        yield [1e12 + random.randint(-9, 9) for _ in range(n)]
        yield [1e12 + random.randint(-9, 9) * 2.0 ** -13 for _ in range(n)]
        yield [1e12 + 3 * t + random.choice((0, 1)) for t in range(n)]
        yield [1e-300 * 1.5 ** t * random.uniform(1, 1.1) for t in range(n)]
        yield [5e-324 * random.randint(1, 1000) for _ in range(n)]
        yield [1e300 * random.uniform(1, 2) for _ in range(n)]


def fit(values):
    n = len(values)
    logs = [mp.log(mp.mpf(v)) for v in values]
    middle, mean = mp.mpf(n - 1) / 2, sum(logs) / n
    squares = sum((t - middle) ** 2 for t in range(n))
    slope = sum((t - middle) * log for t, log in enumerate(logs)) / squares
    errors = [log - mean - slope * (t - middle) for t, log in enumerate(logs)]
    residual, total = sum(e * e for e in errors), sum((log - mean) ** 2 for log in logs)
    sigma = mp.sqrt(residual / (n - 2))
    steps = sum((b - a) ** 2 for a, b in zip(errors, errors[1:]))
    return [mp.expm1(slope), mp.exp(slope) * sigma / mp.sqrt(squares), slope ** 2 * squares / total, sigma, steps / residual]


with open("fits.csv", "w", encoding="utf-8") as file:
    file.write("values,growth,se,r2,sigma,durbin_watson\n")
    for values in series():
        if len(set(values)) > 1:
            cells = [" ".join(v.hex() for v in values)] + [float(x).hex() for x in fit(values)]
            file.write(",".join(cells) + "\n")

with open("logarithms.csv", "w", encoding="utf-8") as file:
    file.write("x,log,rest\n")
    points = [random.uniform(0.7, 1.42) for _ in range(600)] + [2.0 ** random.uniform(-1070, 1023) for _ in range(300)]
    points += [1 + random.choice((-1, 1)) * 2.0 ** random.uniform(-52, -1) for _ in range(300)]
    points += [math.sqrt(0.5), math.sqrt(2), 1.0, 2.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
    for x in points:
        log = mp.log(mp.mpf(x))
        file.write(f"{x.hex()},{float(log).hex()},{float(log - mp.mpf(float(log))).hex()}\n")
