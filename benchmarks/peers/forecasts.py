"""Times `turnover forecast` beside statsforecast and R's forecast on yearly panels, taking turns, with the accuracy of each.

    python forecasts.py TURNOVER FORECASTS RESULTS [--rounds 5] [--quick] [--panel CSV]

Each round runs every program once, so that a busy spell of the machine meets all of them. Two times are taken of each: of
its forecasts alone, calibration included, on data in memory after a first call on a few series, and of the whole process,
a peer's less that first call, which compiles: start, reading CSV, forecasting, writing CSV. FORECASTS is ours alone, of
benchmarks/Forecasts. All programs forecast the same series. The peers have as many processes as there are cores.

The panels are made by yearly.py, or the first is CSV with the columns series, period, value, part (train or test). MASE and
the Winkler score are scaled by the mean absolute change within the training part; both are means over the series, the
score also over levels and steps. The point forecasts of the theta method, which all programs have, are held against one
another: a run fails when they are no longer those of one method. Writes RESULTS/forecasts.csv and RESULTS/forecasts.md,
and prints the latter.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

import measure

HERE = pathlib.Path(__file__).parent
HORIZON = 6
NINE = "10,20,30,40,50,60,70,80,90"
# Of the published mark, AutoETS of statsforecast on M4 yearly: 58.19 s.
PUBLISHED_SERIES = 23_000
# How far point forecasts of the theta method may be apart, relatively: in the median and at the 99th percentile. The 4,000
# series give 3e-14 and 0.07 beside statsforecast, 5e-4 and 0.08 beside R; those two are 5e-4 and 0.1 from each other.
SAME_METHOD = {"statsforecast": (1e-6, 0.15), "R forecast": (2e-3, 0.15)}
NOTE = """
All programs forecast the same series; figures of accuracy are means over them. A peer's whole process is without its first
call, which compiles. The Winkler score is that of the levels of the row, of each series divided by the mean absolute change
of its past. The point forecasts of `turnover` alone and of its whole process are the same, the intervals are not: another
sample calibrates them, in memory every so-many-th series, from a file the 600 whose keys have the least hashes."""
COLUMNS = ["work", "tool", "version", "seconds median", "min", "max", "series", "series_per_second", "MASE", "coverage80",
           "coverage95", "winkler", "mean_winkler", "cpu seconds median"]


def run(command, environment=None):
    """Wall and processor seconds of a process and its children, and what it printed."""
    with tempfile.TemporaryFile() as printed:
        before = os.times()
        start = time.monotonic()
        status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=printed, env=environment).returncode
        wall = time.monotonic() - start
        after = os.times()
        if status != 0:
            sys.exit(f"bench: {' '.join(map(str, command))} ended with {status}")
        printed.seek(0)
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return wall, cpu, printed.read().decode()


def split(panel, train):
    """Writes the training rows, and gives past and future of each series."""
    past, future = defaultdict(list), defaultdict(list)
    with open(panel, encoding="utf-8", newline="") as file, open(train, "w", encoding="utf-8") as rows:
        rows.write("series,period,value\n")
        for row in csv.DictReader(file):
            part = past if row["part"] == "train" else future
            part[row["series"]].append(float(row["value"]))
            if part is past:
                # Calendars do not matter to any model: periods are counted.
                rows.write(f"{row['series']},{len(past[row['series']])},{row['value']}\n")
    return past, future


def read(path, past):
    """The rows of a file of forecasts by series; an error when not every series has every step."""
    steps = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            steps[row["series"]].append(row)
    short = [name for name in past if len(steps[name]) != HORIZON]
    if short or len(steps) != len(past):
        sys.exit(f"bench: {path.name} lacks forecasts of {len(short)} of {len(past)} series, such as {short[:3]}")
    return steps


def accuracy(steps, past, future, levels):
    """MASE, shares inside 80 % and 95 % in percent, Winkler score scaled by series, and the plain mean of the scores."""
    mases, inside, scaled, plain = [], defaultdict(list), [], []
    for name, values in past.items():
        change = statistics.fmean(abs(b - a) for a, b in zip(values, values[1:]))
        errors, scores = [], []
        for row, truth in zip(steps[name], future[name]):
            errors.append(abs(truth - float(row["mean"])))
            for level in levels:
                low, high = float(row[f"lo{level}"] or "nan"), float(row[f"hi{level}"] or "nan")
                inside[level].append(low <= truth <= high)
                if low <= high:
                    outside = max(low - truth, 0) + max(truth - high, 0)
                    scores.append(high - low + 200 / (100 - level) * outside)
        plain += scores
        if change > 0:
            mases.append(statistics.fmean(errors) / change)
            if scores:
                scaled.append(statistics.fmean(scores) / change)
    share = {level: 100 * statistics.fmean(hits) for level, hits in inside.items()}
    return statistics.fmean(mases), share.get(80), share.get(95), statistics.fmean(scaled), statistics.fmean(plain)


def apart(ours, theirs):
    """Median, 99th percentile and maximum of the relative differences of point forecasts.

    The values are all above zero, and so are our forecasts: a peer's below zero is taken for zero.
    """
    differences = sorted(
        abs(float(our["mean"]) - max(float(their["mean"]), 0)) / max(float(their["mean"]), sys.float_info.min)
        for name, rows in theirs.items() for our, their in zip(ours[name], rows, strict=True))
    return statistics.median(differences), differences[99 * len(differences) // 100], differences[-1]


def differences(model, answers):
    """How far our point forecasts are from the peers'; an error when they are of another method or our own two differ."""
    ours = answers["turnover"]
    if apart(ours, answers["turnover in memory"])[2] > 0:
        sys.exit(f"bench: point forecasts of {model} in memory and from CSV differ")
    # Of the other models the programs choose or weigh forms differently: their accuracy is compared.
    for program, (median, most) in SAME_METHOD.items() if model == "theta" else ():
        if program in answers:
            found = apart(ours, answers[program])
            if not (found[0] <= median and found[1] <= most):
                sys.exit(f"bench: point forecasts of {program}'s theta are {found[0]:.1e} away in the median and "
                         f"{found[1]:.1e} at the 99th percentile; {median:g} and {most:g} are allowed")
            yield (f"Point forecasts of the theta method differ from those of {program} by {found[0]:.1e} in the median,\n"
                   f"{found[1]:.1e} at the 99th percentile.")


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"


def work(name, model, levels, panel, folder, options, found, rounds, with_r):
    """Runs one piece of work by all programs; gives the rows of the table, and what is to be said of the answers."""
    past, future = split(panel, folder / "train.csv")
    processes = str(os.cpu_count())
    programs = {
        "turnover": [options.turnover, "forecast", folder / "train.csv", "--model", model, "--horizon", str(HORIZON),
                     "--levels", levels, "--out", folder / "turnover.csv"],
        "turnover in memory": [options.forecasts, folder / "train.csv", model, str(HORIZON), levels, "1",
                               folder / "turnover in memory.csv"],
        "statsforecast": [sys.executable, HERE / "forecast_statsforecast.py", folder / "train.csv",
                          folder / "statsforecast.csv", model, str(HORIZON), levels, processes],
    }
    if with_r and "R forecast" in found and model != "autotheta":
        programs["R forecast"] = ["Rscript", HERE / "forecast.R", folder / "train.csv", folder / "R forecast.csv", model,
                                  str(HORIZON), levels, processes]
    times = defaultdict(list)
    for number in range(rounds["turnover"]):
        for program, command in programs.items():
            if number >= rounds.get(program, rounds["turnover"]):
                continue
            # The command sees to this by itself.
            environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"} if program != "turnover" else None
            # A new file: to take the place of an old one makes the file system write at once.
            (folder / f"{program}.csv").unlink(missing_ok=True)
            wall, cpu, printed = run(command, environment)
            if program == "turnover":
                times[program, "whole process"].append((wall, cpu))
            elif program == "turnover in memory":
                times["turnover", "forecasts alone"].append((float(printed), cpu))
            else:
                inner = json.loads(printed.splitlines()[-1])
                times[program, "forecasts alone"].append((inner["forecast"], cpu))
                times[program, "whole process"].append((wall - inner["warm"], cpu))
    answers = {program: read(folder / f"{program}.csv", past) for program in programs}
    figures = {program: accuracy(steps, past, future, list(map(int, levels.split(",")))) for program, steps in answers.items()}
    rows = []
    for (program, scope), measured in times.items():
        seconds = [wall for wall, _ in measured]
        *figures_of, plain = figures["turnover in memory" if (program, scope) == ("turnover", "forecasts alone") else program]
        rows.append([name, f"{program}, {scope}", found[program], statistics.median(seconds), min(seconds), max(seconds),
                     len(past), len(past) / statistics.median(seconds), *figures_of,
                     # Series of large values outweigh all others in it; it is what is published of M4.
                     plain if levels == NINE else None, statistics.median(cpu for _, cpu in measured)])
    return rows, list(differences(model, answers))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("turnover")
    parser.add_argument("forecasts", type=pathlib.Path)
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="a tenth of the series, a twentieth of the M4 shape, one round")
    parser.add_argument("--panel", type=pathlib.Path, help="series,period,value,part in place of the made-up 4,000 series")
    options = parser.parse_args()
    options.results.mkdir(parents=True, exist_ok=True)
    found = measure.versions(options.turnover)
    count = 1 if options.quick else options.rounds
    rows, said = [], []
    with tempfile.TemporaryDirectory(prefix="turnover-bench-") as folder:
        folder = pathlib.Path(folder)
        panels = {"yearly": [400 if options.quick else 4000, "14", "60", "1"],
                  "m4": [PUBLISHED_SERIES // 20 if options.quick else PUBLISHED_SERIES, "13", "50", "2"]}
        for name, (series, shortest, longest, seed) in panels.items():
            with open(folder / f"{name}.csv", "w", encoding="utf-8") as file:
                subprocess.run([sys.executable, HERE / "yearly.py", str(series), "--shortest", shortest, "--longest", longest,
                                "--horizon", str(HORIZON), "--seed", seed], stdout=file, check=True)
        yearly = options.panel or folder / "yearly.csv"
        rounds = {"turnover": count, "R forecast": min(count, 2)}
        for model, title in (("theta", "Theta"), ("autotheta", "AutoTheta"), ("ets", "AutoETS")):
            more, notes = work(f"{title}, 80/95 %, yearly", model, "80,95", yearly, folder, options, found, rounds, True)
            rows += more
            said += notes
        rounds = {"turnover": count, "statsforecast": min(count, 2)}
        rows += work("AutoETS, nine levels, M4 yearly shape", "ets", NINE, folder / "m4.csv", folder, options, found, rounds,
                     False)[0]
    with open(options.results / "forecasts.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([[f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in rows])
    lines = [f"Rounds: {count}; of R, and of statsforecast on the M4 shape, {min(count, 2)}. {machine()}", "",
             "| work | program | median s | range s | series/s | times slower | MASE | in 80 % | in 95 % | Winkler |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    ours = {(row[0], row[1].split(", ")[1]): row[7] for row in rows if row[1].startswith("turnover")}
    for row in rows:
        inside = ["" if share is None else f"{share:.1f}" for share in row[9:11]]
        lines.append(f"| {row[0]} | {row[1]} | {row[3]:.3f} | {row[4]:.3f}–{row[5]:.3f} | {row[7]:,.0f} "
                     f"| {ours[row[0], row[1].split(', ')[1]] / row[7]:.1f} | {row[8]:.3f} | {inside[0]} | {inside[1]} "
                     f"| {row[11]:.2f} |")
    lines += ["", *said, NOTE]
    text = "\n".join(lines) + "\n"
    (options.results / "forecasts.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
