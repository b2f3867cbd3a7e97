#!/usr/bin/env python3
"""Cuts a tidy panel into a collection whose future is known, for accuracy.py.

    python cut.py PANEL OUT --period COLUMN --value COLUMN --horizon N [--shortest N] [--longest N] [--sum 3|12] [--every N]

All other columns but those named by --leave are the key. Of each series the last run of values above zero without a gap is
taken; its last N values are the test part. `--sum` adds months up to quarters or years, whole ones only; `--longest` keeps
so many values of the training part at most, `--every` one series in so many. OUT has the columns series, period, value,
part, and its name should end in _yearly.csv, _quarterly.csv or _monthly.csv.
"""

import argparse
import csv
import gzip
import re
from collections import defaultdict


def number(period):
    """A count of periods: years, quarters or months, as the period is written."""
    match = re.fullmatch(r"(\d{4})(?:-?(Q?)(\d+))?", period)
    year, quarter, part = match.groups()
    return int(year) if part is None else int(year) * (4 if quarter else 12) + int(part) - 1


def summed(values, length):
    sums = defaultdict(list)
    for period, value in values.items():
        sums[period // length].append(value)
    return {period: sum(parts) for period, parts in sums.items() if len(parts) == length}


def last_run(values):
    run, after = [], None
    for period in sorted(values, reverse=True):
        if values[period] <= 0 or (after is not None and period != after - 1):
            break
        run.append((period, values[period]))
        after = period
    return run[::-1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("panel")
    parser.add_argument("out")
    parser.add_argument("--period", required=True)
    parser.add_argument("--value", required=True)
    parser.add_argument("--leave", nargs="*", default=[])
    parser.add_argument("--horizon", type=int, required=True)
    parser.add_argument("--shortest", type=int, default=3)
    parser.add_argument("--longest", type=int, default=10**9)
    parser.add_argument("--sum", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    panel = defaultdict(dict)
    opener = gzip.open if options.panel.endswith(".gz") else open
    with opener(options.panel, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            period, value = number(row[options.period]), row[options.value]
            key = " ".join(row[name] for name in row if name not in (options.period, options.value, *options.leave))
            if value not in ("", "NA"):
                panel[key][period] = float(value)
    with open(options.out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["series", "period", "value", "part"])
        for key, values in sorted(panel.items())[::options.every]:
            run = last_run(summed(values, options.sum) if options.sum > 1 else values)
            past = len(run) - options.horizon
            if past < options.shortest:
                continue
            for place, (period, value) in enumerate(run):
                if place >= past - options.longest:
                    writer.writerow([key, period, repr(value), "train" if place < past else "test"])


main()
