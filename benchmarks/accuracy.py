#!/usr/bin/env python3
"""Accuracy and coverage of `turnover forecast` on collections whose future is known.

Usage: accuracy.py TURNOVER FOLDER [MODEL ...]

FOLDER holds collections as NAME.csv or NAME.csv.gz with the columns series, period, value, part (train or test), such as
the M3 and tourism competitions. Prints, for every model and collection: mean sMAPE (200 |y - f| / (|y| + |f|)), mean
MASE (scaled by the seasonal naive error within the training part), and the shares of test values inside the 80 % and
95 % intervals.
"""

import csv
import gzip
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

SEASONS = {"yearly": 1, "quarterly": 4, "monthly": 12}


def read(path):
    train, test = defaultdict(list), defaultdict(list)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            part = train if row["part"] == "train" else test
            part[row["series"]].append(float(row["value"]))
    return train, test


def forecast(command, model, train, horizon, season):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as panel:
        writer = csv.writer(panel)
        writer.writerow(["series", "period", "value"])
        for series, values in train.items():
            # Calendars differ within a collection and do not matter to any model: periods are counted.
            writer.writerows((series, number, repr(value)) for number, value in enumerate(values))
        panel.flush()
        out = subprocess.run(
            [command, "forecast", panel.name, "--model", model, "--horizon", str(horizon), "--season", str(season)],
            check=True, capture_output=True, text=True).stdout
    paths = defaultdict(list)
    for row in csv.DictReader(out.splitlines()):
        paths[row["series"]].append([float(row[name] or "nan") for name in ("mean", "lo80", "hi80", "lo95", "hi95")])
    return paths


def measure(train, test, paths, season):
    smapes, mases, inside80, inside95, count = [], [], 0, 0, 0
    for series, truth in test.items():
        past, path = train[series], paths[series]
        errors = [abs(step[0] - value) for step, value in zip(path, truth)]
        sizes = [abs(step[0]) + abs(value) for step, value in zip(path, truth)]
        smapes.append(sum(200 * e / s if s > 0 else 0 for e, s in zip(errors, sizes)) / len(truth))
        changes = [abs(a - b) for a, b in zip(past[season:], past)]
        if changes and sum(changes) > 0:
            mases.append(sum(errors) / len(errors) / (sum(changes) / len(changes)))
        for (_, low80, high80, low95, high95), value in zip(path, truth):
            count += 1
            inside80 += low80 <= value <= high80
            inside95 += low95 <= value <= high95
    return sum(smapes) / len(smapes), sum(mases) / len(mases), 100 * inside80 / count, 100 * inside95 / count


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    command, folder = sys.argv[1], Path(sys.argv[2])
    models = sys.argv[3:] or ["auto", "ets", "theta", "autotheta", "dotheta", "naive"]
    print("| collection | model | sMAPE | MASE | inside 80 % | inside 95 % |")
    print("|---|---|---|---|---|---|")
    for path in sorted(folder.glob("*.csv*")):
        frequency = next((name for name in SEASONS if f"_{name}.csv" in path.name), None)
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            if frequency is None or "part" not in file.readline().rstrip("\n").split(","):
                continue
        train, test = read(path)
        horizon = max(map(len, test.values()))
        for model in models:
            paths = forecast(command, model, train, horizon, SEASONS[frequency])
            smape, mase, inside80, inside95 = measure(train, test, paths, SEASONS[frequency])
            name = path.name.split(".")[0]
            print(f"| {name} | {model} | {smape:.2f} | {mase:.3f} | {inside80:.1f} | {inside95:.1f} |", flush=True)


main()
