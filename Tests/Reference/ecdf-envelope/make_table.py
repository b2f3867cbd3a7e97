#!/usr/bin/env python3
"""Makes arviz.csv: simultaneous bands of the empirical distribution of uniform values, by another implementation.

Of Säilynoja, Bürkner & Vehtari (2022). Needs arviz (0.22.0 was used), numpy (2.4.6), scipy (1.17.1):
    python3 make_table.py > arviz.csv
"""
import numpy as np
from arviz.stats.ecdf_utils import ecdf_confidence_band

print("count,cells,probability,place,lower,upper")
for count, cells, probability in [(60, 100, 0.95), (250, 100, 0.95), (500, 100, 0.99), (1000, 100, 0.95), (100, 20, 0.9)]:
    points = np.arange(1, cells) / cells
    lower, upper = ecdf_confidence_band(count, points, points, prob=probability, method="optimized")
    for place in range(1, cells):
        low, high = lower[place - 1] * count, upper[place - 1] * count
        if place % 7 == 1:
            print(f"{count},{cells},{probability},{place},{round(low)},{round(high)}")
