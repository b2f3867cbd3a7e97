#!/usr/bin/env python3
"""Makes mpmath.csv: moments and quantiles of the standard normal cut to an interval, to 20 of 50 digits.

Needs mpmath (1.4.1 was used): python3 make_table.py > mpmath.csv
"""
from mpmath import mp, mpf, npdf, ncdf, erfinv, sqrt, inf, nstr

mp.dps = 50


def tail(x):
    """Probability above x, without loss in the upper tail."""
    return ncdf(-x)


print("lower,upper,mass,mean,variance,q10,q50,q90")
for lower, upper in [("0", "inf"), ("1", "inf"), ("-1", "inf"), ("3", "inf"), ("6", "inf"), ("-0.5", "0.5"), ("0.5", "2"), ("2", "2.5")]:
    a, b = mpf(lower), (inf if upper == "inf" else mpf(upper))
    above = mpf(0) if b == inf else tail(b)
    mass = tail(a) - above
    fa, fb = npdf(a), (mpf(0) if b == inf else npdf(b))
    mean = (fa - fb) / mass
    variance = 1 + (a * fa - (mpf(0) if b == inf else b * fb)) / mass - mean**2
    quantiles = []
    for p in ("0.1", "0.5", "0.9"):
        q = tail(a) - mpf(p) * mass  # probability above the quantile
        quantiles.append(sqrt(2) * erfinv(1 - 2 * q))
    print(",".join([lower, upper] + [nstr(x, 20) for x in (mass, mean, variance, *quantiles)]))
