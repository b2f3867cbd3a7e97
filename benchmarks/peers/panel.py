"""Makes a panel: 20 years of lognormal growth a series, as reporter,partner,year,value.

    python panel.py SERIES [--shuffled] > panel.csv

Seeded: the same series count gives the same bytes.
"""

import sys

import numpy

YEARS = 20
BATCH = 20_000


def rows(series):
    random = numpy.random.default_rng(1)
    for start in range(0, series, BATCH):
        count = min(BATCH, series - start)
        growth = random.normal(0.04, 0.05, count)[:, None]
        noise = random.normal(0, 0.1, (count, YEARS))
        level = random.normal(10, 2, count)[:, None]
        values = numpy.exp(level + growth * numpy.arange(YEARS) + noise).tolist()
        for place in range(count):
            reporter, partner = divmod(start + place, 1000)
            key = f"R{reporter:04d},P{partner:03d},"
            yield [f"{key}{2000 + year},{value:.10g}\n" for year, value in enumerate(values[place])]


def main(series, shuffled):
    out = sys.stdout
    out.write("reporter,partner,year,value\n")
    if not shuffled:
        for lines in rows(series):
            out.writelines(lines)
        return
    lines = [line for part in rows(series) for line in part]
    order = numpy.random.default_rng(2).permutation(len(lines))
    out.writelines(lines[place] for place in order)


if __name__ == "__main__":
    main(int(sys.argv[1]), "--shuffled" in sys.argv)
