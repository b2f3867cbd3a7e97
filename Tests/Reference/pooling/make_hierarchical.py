"""Reference values of the hierarchical model, by numerical integration with mpmath.

Run: pip install mpmath==1.4.1; python make_hierarchical.py > hierarchical.csv (after make_table.R)
Written from the model alone: y[i] ~ N(theta[i], v[i]), theta[i] ~ N(mu, tau^2), mu flat, w = s2/(s2 + tau^2) uniform on
0...1, s2 the harmonic mean of the v[i]. Everything is integrated over w by tanh-sinh quadrature, with 30 digits.
"""

import csv
import sys

import mpmath as mp

mp.mp.dps = 30
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow("set mean sd low95 high95 new_sd tau tau_low tau_high unit_mean unit_sd".split())
for row in csv.DictReader(open("units.csv")):
    y = [mp.mpf(x) for x in row["estimates"].split()]
    v = [mp.mpf(x) for x in row["variances"].split()]
    n = len(y)
    s2 = n / mp.fsum(1 / x for x in v)

    def center(t2):
        w = [1 / (x + t2) for x in v]
        return mp.fdot(w, y) / mp.fsum(w), 1 / mp.fsum(w)

    def density(u):
        t2 = s2 * (1 - u) / u
        m, c = center(t2)
        like = mp.sqrt(c) * mp.exp(-mp.fsum((a - m) ** 2 / (x + t2) for a, x in zip(y, v)) / 2)
        for x in v:
            like /= mp.sqrt(x + t2)
        return like

    nodes = [mp.mpf(0), mp.mpf("1e-6"), mp.mpf("1e-4"), mp.mpf("1e-3"), mp.mpf("0.01"), mp.mpf("0.03")]
    nodes += [mp.mpf("0.1"), mp.mpf("0.3"), mp.mpf("0.6"), mp.mpf("0.9"), mp.mpf(1)]

    def integral(f, low=mp.mpf(0), high=mp.mpf(1)):
        inside = [low] + [x for x in nodes if low < x < high] + [high]
        return mp.quad(lambda u: f(u) * density(u) if 0 < u else mp.mpf(0), inside)

    total = integral(lambda u: 1)

    def between(u):
        return s2 * (1 - u) / u

    def expect(f):
        return integral(lambda u: f(between(u))) / total

    mean = expect(lambda t: center(t)[0])
    var = expect(lambda t: center(t)[1] + (center(t)[0] - mean) ** 2)
    new = expect(lambda t: t + center(t)[1] + (center(t)[0] - mean) ** 2) if n > 4 else mp.nan

    def cdf(x):
        return expect(lambda t: mp.ncdf((x - center(t)[0]) / mp.sqrt(center(t)[1])))

    mp.mp.dps = 20
    sd = mp.sqrt(var) if n > 3 else mp.mpf("0.1")
    low = mp.findroot(lambda x: cdf(x) - mp.mpf("0.025"), (mean - 2 * sd, mean - 2.2 * sd), solver="secant", tol=1e-13)
    high = mp.findroot(lambda x: cdf(x) - mp.mpf("0.975"), (mean + 2 * sd, mean + 2.2 * sd), solver="secant", tol=1e-13)

    def tau(p):
        # tau falls as w rises
        f = lambda u: integral(lambda _: 1, high=u) / total - (1 - p)
        a, b = mp.mpf("1e-9"), mp.mpf(1) - mp.mpf("1e-12")
        for _ in range(60):
            mid = mp.sqrt(a * b) if b < mp.mpf("0.5") else (a + b) / 2
            if f(mid) < 0:
                a = mid
            else:
                b = mid
        return mp.sqrt(between((a + b) / 2))

    taus = [tau(p) for p in (mp.mpf("0.5"), mp.mpf("0.025"), mp.mpf("0.975"))]
    units = []
    for a, x in zip(y, v):
        def part(t):
            m, c = center(t)
            d = x / (x + t)
            return d * m + (1 - d) * a, (1 - d) * x + d * d * c
        e = expect(lambda t: part(t)[0])
        s = expect(lambda t: part(t)[1] + (part(t)[0] - e) ** 2)
        units.append((e, mp.sqrt(s)))
    mp.mp.dps = 30
    text = lambda z: "" if mp.isnan(z) else mp.nstr(z, 16)
    out.writerow(
        [row["set"]] + [text(z) for z in (mean, mp.sqrt(var), low, high, mp.sqrt(new), *taus)]
        + [" ".join(text(e) for e, _ in units), " ".join(text(s) for _, s in units)])
    sys.stdout.flush()
