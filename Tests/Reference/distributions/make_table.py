"""Reference values of distribution functions to 40 digits, by mpmath.

Run: pip install mpmath==1.4.1; python make_table.py > mpmath.csv
Quantiles are not tabled: the tests invert the functions. One row: distribution, parameters, x, then cdf, survival and
density, rounded to 20 digits.
"""

from mpmath import betainc, erfc, exp, gamma, gammainc, log, mp, mpf, pi, sqrt

mp.dps = 60


def normal(x):
    return erfc(-x / sqrt(2)) / 2, erfc(x / sqrt(2)) / 2, exp(-x * x / 2) / sqrt(2 * pi)


def student(x, v):
    tail = betainc(v / 2, mpf(1) / 2, 0, v / (v + x * x), regularized=True) / 2
    density = gamma((v + 1) / 2) / (sqrt(v * pi) * gamma(v / 2)) * (1 + x * x / v) ** (-(v + 1) / 2)
    return (tail, 1 - tail, density) if x < 0 else (1 - tail, tail, density)


def gamma_law(x, shape, scale):
    density = x ** (shape - 1) * exp(-x / scale) / (gamma(shape) * scale**shape)
    return (
        gammainc(shape, 0, x / scale, regularized=True),
        gammainc(shape, x / scale, mp.inf, regularized=True),
        density,
    )


def chi_squared(x, v):
    return gamma_law(x, v / 2, mpf(2))


def beta_law(x, a, b):
    density = x ** (a - 1) * (1 - x) ** (b - 1) * gamma(a + b) / (gamma(a) * gamma(b))
    return betainc(a, b, 0, x, regularized=True), betainc(b, a, 0, 1 - x, regularized=True), density


def fisher(x, m, n):
    y, z = m * x / (m * x + n), n / (m * x + n)
    density = gamma((m + n) / 2) / (gamma(m / 2) * gamma(n / 2)) * y ** (m / 2) * z ** (n / 2) / x
    return betainc(m / 2, n / 2, 0, y, regularized=True), betainc(n / 2, m / 2, 0, z, regularized=True), density


LAWS = [
    ("normal", normal, [()], ["-37", "-8.5", "-3", "-1e-3", "0.7", "2.5", "6", "20"]),
    ("t", student, [("1",), ("2.5",), ("4",), ("30",), ("1000",)], ["-40", "-3.2", "-0.1", "0.6", "5", "100"]),
    ("chi_squared", chi_squared, [("1",), ("2",), ("7.5",), ("300",)], ["0.01", "0.9", "8", "60", "290", "400"]),
    ("f", fisher, [("1", "5"), ("4", "60"), ("12", "3")], ["0.02", "0.8", "3.5", "40"]),
    ("beta", beta_law, [("0.5", "0.5"), ("3", "97"), ("40", "25")], ["0.001", "0.03", "0.5", "0.95"]),
    ("gamma", gamma_law, [("0.3", "2"), ("5", "0.25"), ("90", "1")], ["0.05", "1.2", "30", "110"]),
]

print("law,first,second,x,cdf,survival,density")
for name, law, parameters, points in LAWS:
    for parameter in parameters:
        for point in points:
            # The double nearest to each decimal, since that is what the functions are given.
            arguments = [mpf(float(value)) for value in (point, *parameter)]
            values = law(*arguments)
            padded = [*parameter, "", ""][:2]
            print(",".join([name, *padded, point, *(mp.nstr(value, 20) for value in values)]))
