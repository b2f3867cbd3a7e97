"""Makes a panel: 20 years of lognormal growth a series, as reporter,partner,year,value.

    python panel.py SERIES OUT [--shuffled] [--start N]

Seeded: the same series give the same values. OUT may be /dev/stdout. `--start` numbers the series from N on and leaves
out the header when N is above 0, so that a panel larger than memory comes in parts.
"""

import argparse

import numpy
import polars

YEARS = 20
BATCH = 1_000_000


def part(start, count):
    random = numpy.random.default_rng([1, start])
    growth = random.normal(0.04, 0.05, count)[:, None]
    level = random.normal(10, 2, count)[:, None]
    values = numpy.exp(level + growth * numpy.arange(YEARS) + random.normal(0, 0.1, (count, YEARS)))
    number = polars.Series(numpy.repeat(numpy.arange(start, start + count), YEARS))
    return polars.select(
        reporter=polars.format("R{}", (number // 1000).cast(polars.String).str.zfill(4)),
        partner=polars.format("P{}", (number % 1000).cast(polars.String).str.zfill(3)),
        year=numpy.tile(numpy.arange(2000, 2000 + YEARS), count),
        value=polars.Series(values.ravel()).round_sig_figs(10))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("series", type=int)
    parser.add_argument("out")
    parser.add_argument("--shuffled", action="store_true")
    parser.add_argument("--start", type=int, default=0)
    options = parser.parse_args()
    end = options.start + options.series
    if options.shuffled:
        part(options.start, options.series).sample(fraction=1, shuffle=True, seed=2).write_csv(options.out)
        return
    with open(options.out, "wb") as file:
        for start in range(options.start, end, BATCH):
            part(start, min(BATCH, end - start)).write_csv(file, include_header=start == 0)


if __name__ == "__main__":
    main()
