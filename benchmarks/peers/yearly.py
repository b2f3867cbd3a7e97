"""Makes a panel of yearly series with their future, as series,period,value,part.

    python yearly.py SERIES [--shortest 14] [--longest 60] [--horizon 6] [--seed 1] > panel.csv

The growth of a series is a mean that changes once, an autoregression with heavy tails, and errors of measurement; it adds
up between lines and exponentials, on a scale of Box and Cox. Means, spreads, correlations and tails are drawn so that their
quantiles over the series, and the errors of the last value as a forecast, are about those of the yearly M3 and tourism
competitions. Of lengths between the bounds shorter ones are likelier. Seeded: the same arguments give the same bytes.
"""

import argparse
import sys

import numpy


def series(random, length):
    """Values of one series."""
    spread = min(0.09 * numpy.exp(0.7 * random.normal()), 0.3)
    memory = numpy.clip(random.normal(0.1, 0.25), -0.5, 0.8)
    noise = spread * random.uniform(0, 0.3)
    means = random.normal(0.04, 0.03) + random.normal(0, 0.02, 2)
    turn = random.integers(0, length)
    # Student's t with 5 degrees of freedom, of unit variance.
    shocks, errors = random.standard_t(5, (2, length)) / numpy.sqrt(5 / 3)
    power, size = random.uniform(0.05, 1), numpy.exp(random.normal(8, 1.2))
    level, wave = 0.0, 0.0
    levels = numpy.empty(length)
    for time in range(length):
        wave = memory * wave + spread * numpy.sqrt(1 - memory ** 2) * shocks[time]
        level += means[int(time >= turn)] + wave
        levels[time] = level + noise * errors[time]
    return size * numpy.maximum(1 + power * levels, 0.05) ** (1 / power)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("series", type=int)
    parser.add_argument("--shortest", type=int, default=14)
    parser.add_argument("--longest", type=int, default=60)
    parser.add_argument("--horizon", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = numpy.random.default_rng(options.seed)
    sys.stdout.write("series,period,value,part\n")
    for number in range(options.series):
        length = options.shortest + int((options.longest + 1 - options.shortest) * random.random() ** 2)
        for time, value in enumerate(series(random, length + options.horizon)):
            part = "train" if time < length else "test"
            sys.stdout.write(f"Y{number + 1},{1960 + time},{value:.6g},{part}\n")


if __name__ == "__main__":
    main()
