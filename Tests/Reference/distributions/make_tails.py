"""Reference values far in the tails, by mpmath: down to 1e-300, and logarithms beyond what a double holds.

Run: pip install mpmath==1.4.1; python make_tails.py > tails.csv
One row: distribution, parameters, x, tail (below or above), its probability and the natural logarithm of that, 20 digits.
"""

from mpmath import betainc, binomial, erfc, exp, gammainc, log, mp, mpf, nstr, sqrt

mp.dps = 60


def beta_tail(a, b, w):
    """log I_w(a, b) for small w."""
    return log(betainc(a, b, 0, w, regularized=True))


def normal(x, tail):
    return log(erfc((x if tail == "above" else -x) / sqrt(2)) / 2)


def student(x, tail, v):
    x = x if tail == "above" else -x
    return beta_tail(v / 2, mpf(1) / 2, v / (v + x * x)) - log(2)


def gamma_law(x, tail, shape, scale):
    ends = (x / scale, mp.inf) if tail == "above" else (0, x / scale)
    return log(gammainc(shape, *ends, regularized=True))


def chi_squared(x, tail, v):
    return gamma_law(x, tail, v / 2, mpf(2))


def beta_law(x, tail, a, b):
    return beta_tail(b, a, 1 - x) if tail == "above" else beta_tail(a, b, x)


def fisher(x, tail, m, n):
    w = m * x / (m * x + n)
    return beta_tail(n / 2, m / 2, n / (m * x + n)) if tail == "above" else beta_tail(m / 2, n / 2, w)


def binomial_law(x, tail, n, q):
    count = int(n)
    counts = range(int(x) + 1, count + 1) if tail == "above" else range(0, int(x) + 1)
    return log(sum(binomial(count, k) * q**k * (1 - q) ** (count - k) for k in counts))


LAWS = [
    ("normal", normal, [()], [("15", "above"), ("30", "above"), ("-37", "below"), ("40", "above"), ("-1e5", "below")]),
    ("t", student, [("1",), ("3",), ("7.5",), ("30",)],
     [("1e10", "above"), ("-1e12", "below"), ("1e40", "above"), ("1e120", "above"), ("-1e200", "below")]),
    ("t", student, [("1000",)], [("60", "above"), ("-200", "below"), ("1e6", "above")]),
    ("chi_squared", chi_squared, [("1",), ("7.5",), ("300",)],
     [("700", "above"), ("1350", "above"), ("2000", "above"), ("1e6", "above"), ("1e-30", "below"), ("1e-200", "below")]),
    ("gamma", gamma_law, [("0.3", "2"), ("5", "0.25"), ("90", "1")],
     [("600", "above"), ("1400", "above"), ("1e5", "above"), ("1e-60", "below"), ("1e-300", "below")]),
    ("f", fisher, [("4", "60"), ("12", "3"), ("1", "500")],
     [("1e5", "above"), ("1e8", "above"), ("1e100", "above"), ("1e-60", "below"), ("1e-200", "below")]),
    ("beta", beta_law, [("3", "97"), ("40", "25"), ("500", "500")],
     [("0.9", "above"), ("0.9999", "above"), ("1e-4", "below"), ("1e-20", "below"), ("1e-300", "below")]),
    ("binomial", binomial_law, [("1000", "0.5"), ("400", "0.01"), ("5000", "0.25")],
     [("399", "above"), ("370", "above"), ("990", "above"), ("3", "below"), ("30", "below")]),
]

print("law,first,second,x,tail,probability,log_probability")
for name, law, parameters, points in LAWS:
    for parameter in parameters:
        for point, tail in points:
            # The double nearest to each decimal, since that is what the functions are given.
            arguments = [mpf(float(value)) for value in parameter]
            # An empty tail, or one that is nearly everything, is another table's matter.
            if name == "binomial" and tail == "above" and float(point) >= float(parameter[0]):
                continue
            value = law(mpf(float(point)), tail, *arguments)
            if value > -60:
                continue
            print(",".join([name, *[*parameter, "", ""][:2], point, tail, nstr(exp(value), 20), nstr(value, 20)]))
