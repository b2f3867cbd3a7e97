#!/usr/bin/env python3
"""Accuracy and coverage of `turnover forecast` beside statsforecast and R's forecast, on collections whose future is known.

    python accuracy.py TURNOVER COLLECTIONS RESULTS [--models auto,ets,theta] [--jobs 2] [--quick] [--alone] [--single]

COLLECTIONS holds NAME_yearly.csv, NAME_quarterly.csv or NAME_monthly.csv, or the same as .csv.gz, with the columns series,
period, value, part (train or test), such as the M3 and tourism competitions; cut.py makes one of any panel. Published
results beside them, NAME_published.csv with the columns period_type, method, smape, mase, are put into the table.

sMAPE is the mean of 200 |y - f| / (|y| + |f|); MASE is scaled by the mean absolute seasonal change of the training part;
the Winkler score is that of the 95 % intervals, scaled likewise; all are means over the series. `--quick` takes a hundred
series of each collection at even distances; `--alone` leaves the peers out; `--single` gives the programs one series at a time,
150 of each collection at even distances, which takes the peers hours. Writes RESULTS/accuracy.md and prints it.
"""

import argparse
import csv
import gzip
import importlib.util
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict

PEERS = pathlib.Path(__file__).parent / "peers"
SEASONS = {"yearly": 1, "quarterly": 4, "monthly": 12}
NAME = re.compile(rf"(.*)_({'|'.join(SEASONS)})\.csv(\.gz)?")
# What each program calls the model.
NAMES = {"statsforecast": {"ets": "AutoETS", "theta": "Theta", "autotheta": "AutoTheta"},
         "R forecast": {"ets": "ets", "theta": "thetaf"}}
HEADER = ["collection", "series", "model", "program", "sMAPE", "MASE", "inside 80 %", "inside 95 %", "Winkler"]
COVERAGE = ((80, 76, 84), (95, 92, 98))


def lines(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read(path, most):
    """Past and future of each series, of so many at most."""
    past, future = defaultdict(list), defaultdict(list)
    for row in lines(path):
        (past if row["part"] == "train" else future)[row["series"]].append(float(row["value"]))
    keys = [key for key in past if future[key]]
    most = min(most, len(keys))
    chosen = [keys[place * len(keys) // most] for place in range(most)]
    return [past[key] for key in chosen], [future[key] for key in chosen]


def command(program, options, panel, out, model, horizon, season):
    match program:
        case "turnover":
            return [options.turnover, "forecast", panel, "--model", model, "--horizon", str(horizon), "--season", str(season),
                    "--out", out, "--quiet"]
        case "statsforecast":
            return [sys.executable, PEERS / "forecast_statsforecast.py", panel, out, model, str(horizon), "80,95",
                    str(options.jobs), str(season)]
        case _:
            return ["Rscript", PEERS / "forecast.R", panel, out, model, str(horizon), "80,95", str(options.jobs), str(season)]


def forecasts(program, options, past, model, horizon, season):
    """The steps of each series, of a panel or of each on its own."""
    if options.single:
        return [forecast(program, options, [values], model, horizon, season)[0] for values in past]
    return forecast(program, options, past, model, horizon, season)


def forecast(program, options, past, model, horizon, season):
    """The steps of each series of a panel: mean, and the ends of both intervals."""
    with tempfile.TemporaryDirectory(prefix="turnover-accuracy-") as folder:
        panel, out = pathlib.Path(folder, "panel.csv"), pathlib.Path(folder, "out.csv")
        with open(panel, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["series", "period", "value"])
            for series, values in enumerate(past):
                # Calendars differ within a collection and do not matter to any model: periods are counted.
                writer.writerows((series, number, repr(value)) for number, value in enumerate(values, 1))
        line = command(program, options, panel, out, model, horizon, season)
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(line, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            sys.exit(f"accuracy: {' '.join(map(str, line))} failed\n{done.stderr}")
        paths = [[] for _ in past]
        for row in lines(out):
            numbers = [float(row[name]) if row[name] not in ("", "NA") else math.nan
                       for name in ("mean", "lo80", "hi80", "lo95", "hi95")]
            paths[int(row["series"])].append(numbers)
        return paths


def measure(past, future, paths, season):
    """sMAPE, MASE, both coverages in percent, and the scaled Winkler score of the 95 % intervals."""
    smapes, mases, winklers, inside, count = [], [], [], [0, 0], 0
    for values, truth, path in zip(past, future, paths):
        if len(path) < len(truth) or any(math.isnan(step[0]) for step in path):
            continue
        errors = [abs(step[0] - value) for step, value in zip(path, truth)]
        sizes = [abs(step[0]) + abs(value) for step, value in zip(path, truth)]
        smapes.append(sum(200 * e / s if s > 0 else 0 for e, s in zip(errors, sizes)) / len(truth))
        changes = [abs(a - b) for a, b in zip(values[season:], values)]
        scale = sum(changes) / len(changes) if changes else 0
        if scale > 0:
            mases.append(sum(errors) / len(errors) / scale)
        scores = []
        for (_, low80, high80, low95, high95), value in zip(path, truth):
            count += 1
            inside[0] += low80 <= value <= high80
            inside[1] += low95 <= value <= high95
            scores.append(high95 - low95 + 40 * (max(low95 - value, 0) + max(value - high95, 0)))
        if scale > 0 and not any(map(math.isnan, scores)):
            winklers.append(sum(scores) / len(scores) / scale)
    mean = lambda numbers: sum(numbers) / len(numbers) if numbers else math.nan
    return mean(smapes), mean(mases), 100 * inside[0] / max(count, 1), 100 * inside[1] / max(count, 1), mean(winklers)


def published(folder, stem, frequency):
    """Method, sMAPE and MASE of the published results with the least sMAPE, and of the theta method."""
    path = folder / f"{stem}_published.csv"
    if not path.exists():
        return
    rows = sorted((row for row in lines(path) if row["period_type"] == frequency), key=lambda row: float(row["smape"]))
    for place, row in enumerate(rows):
        if place == 0 or row["method"] == "THETA":
            yield row["method"], float(row["smape"]), float(row["mase"])


def has_forecast():
    return bool(shutil.which("Rscript")) and subprocess.run(
        ["Rscript", "-e", "library(forecast)"], capture_output=True).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("turnover", type=pathlib.Path)
    parser.add_argument("collections", type=pathlib.Path)
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--models", default="auto,ets,theta,autotheta")
    parser.add_argument("--jobs", type=int, default=2, help="processes of each peer")
    parser.add_argument("--quick", action="store_true", help="a hundred series of each collection")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--single", action="store_true", help="each series on its own, 150 of each collection")
    options = parser.parse_args()
    found = [(path, match) for path in sorted(options.collections.glob("*.csv*")) if (match := NAME.fullmatch(path.name))
             and "part" in next(iter(lines(path)), {})]
    if not found:
        sys.exit(f"accuracy: no NAME_yearly.csv, _quarterly.csv or _monthly.csv with a column part in {options.collections}")
    programs = ["turnover"]
    if not options.alone:
        programs += ["statsforecast"] if importlib.util.find_spec("statsforecast") else []
        programs += ["R forecast"] if has_forecast() else []
    table, notes = ["| " + " | ".join(HEADER) + " |", "|" + "---|" * len(HEADER)], []
    print("\n".join(table), flush=True)

    def add(*cells):
        table.append("| " + " | ".join(cells) + " |")
        print(table[-1], flush=True)

    for path, match in found:
        stem, season = match[1], SEASONS[match[2]]
        past, future = read(path, 100 if options.quick else 150 if options.single else 10**9)
        horizon = max(map(len, future))
        name, count = f"{stem}_{match[2]}", str(len(past))
        for model in options.models.split(","):
            ours = None
            for program in programs:
                if program != "turnover" and model not in NAMES[program]:
                    continue
                smape, mase, inside80, inside95, winkler = measure(
                    past, future, forecasts(program, options, past, model, horizon, season), season)
                title = program if program == "turnover" else f"{program} {NAMES[program][model]}"
                add(name, count, model, title, f"{smape:.2f}", f"{mase:.3f}", f"{inside80:.1f}", f"{inside95:.1f}",
                    f"{winkler:.1f}")
                if program == "turnover":
                    ours = smape, mase
                    notes += [f"{name}, {model}: {share:.1f} % inside {level} %, {low} … {high} wanted"
                              for share, (level, low, high) in zip((inside80, inside95), COVERAGE)
                              if not low <= share <= high]
                else:
                    notes += [f"{name}, {model}: {what} {mine / theirs - 1:.1%} above that of {title}"
                              for what, mine, theirs in zip(("sMAPE", "MASE"), ours, (smape, mase))
                              if mine > 1.01 * theirs]
        # Of the whole collection.
        for method, smape, mase in [] if options.single else published(options.collections, stem, match[2]):
            add(name, "all", "published", method, f"{smape:.2f}", f"{mase:.3f}", "", "", "")
    tail = ["", "Goals missed:" if notes else "No goal is missed.", ""] + [f"- {note}" for note in notes]
    print("\n".join(tail))
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "accuracy.md").write_text("\n".join(table + tail) + "\n", encoding="utf-8")


main()
