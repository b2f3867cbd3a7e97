"""Times `turnover forecast` beside statsforecast and R's forecast on yearly panels, taking turns, with the accuracy of each.

    python forecasts.py TURNOVER FORECASTS RESULTS [--rounds 5] [--quick] [--panel CSV]

Each round runs every program once, so that a busy spell of the machine meets all of them. Two times are taken of each: of
its forecasts alone, calibration included, on data in memory after a first call on a few series, and of the whole process,
a peer's less that first call, which compiles: start, reading CSV, forecasting, writing CSV. FORECASTS is ours alone, of
benchmarks/Forecasts. R does a tenth of the series and is timed by series. The peers have as many processes as there are
cores.

The panels are made by yearly.py, or the first is CSV with the columns series, period, value, part (train or test). MASE is
scaled by the mean absolute change within the training part; the Winkler score is the mean over levels, series and steps.
Writes RESULTS/forecasts.csv and RESULTS/forecasts.md, and prints the latter.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

HERE = pathlib.Path(__file__).parent
HORIZON = 6
NINE = "10,20,30,40,50,60,70,80,90"
# Of the published mark, AutoETS of statsforecast on M4 yearly: 58.19 s.
PUBLISHED_SERIES = 23_000
COLUMNS = ["work", "tool", "version", "seconds median", "min", "max", "series", "series_per_second", "MASE", "coverage80",
           "coverage95", "mean_winkler", "cpu seconds median"]


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


def split(panel, train, few, fraction):
    """Writes the training rows, those of one series in so many too, and gives past and future of each series."""
    past, future = defaultdict(list), defaultdict(list)
    with open(panel, encoding="utf-8", newline="") as file, open(train, "w", encoding="utf-8") as rows:
        rows.write("series,period,value\n")
        for row in csv.DictReader(file):
            part = past if row["part"] == "train" else future
            part[row["series"]].append(float(row["value"]))
            if part is past:
                # Calendars do not matter to any model: periods are counted.
                rows.write(f"{row['series']},{len(past[row['series']])},{row['value']}\n")
    chosen = set(list(past)[::fraction])
    with open(train, encoding="utf-8") as rows, open(few, "w", encoding="utf-8") as out:
        out.writelines(line for number, line in enumerate(rows) if number == 0 or line.split(",", 1)[0] in chosen)
    return past, future, len(chosen)


def accuracy(path, past, future, levels):
    """MASE, share inside 80 % and 95 % in percent, and mean Winkler score of a file of forecasts."""
    mases, inside, scores, step = {}, defaultdict(list), [], defaultdict(int)
    changes = {name: statistics.fmean(abs(b - a) for a, b in zip(values, values[1:])) for name, values in past.items()}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["series"]
            place = step[name]
            step[name] += 1
            if place >= len(future[name]):
                continue
            truth = future[name][place]
            if changes[name] > 0:
                mases.setdefault(name, []).append(abs(truth - float(row["mean"])) / changes[name])
            for level in levels:
                low, high = float(row[f"lo{level}"] or "nan"), float(row[f"hi{level}"] or "nan")
                inside[level].append(low <= truth <= high)
                if low <= high:
                    outside = max(low - truth, 0) + max(truth - high, 0)
                    scores.append(high - low + 200 / (100 - level) * outside)
    share = {level: 100 * statistics.fmean(hits) for level, hits in inside.items()}
    return (statistics.fmean(map(statistics.fmean, mases.values())), share.get(80), share.get(95), statistics.fmean(scores))


def versions(turnover):
    import statsforecast
    found = {"turnover": run([turnover, "--version"])[2].strip(), "statsforecast": statsforecast.__version__}
    if shutil.which("Rscript"):
        probe = subprocess.run(["Rscript", "-e", 'cat(as.character(packageVersion("forecast")))'],
                               capture_output=True, text=True)
        if probe.returncode == 0:
            found["R forecast"] = probe.stdout
    return found


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"


def work(name, model, levels, panel, folder, options, found, rounds, with_r):
    """Runs one piece of work by all programs; gives the rows of the table."""
    past, future, few = split(panel, folder / "train.csv", folder / "few.csv", 10)
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
        programs["R forecast"] = ["Rscript", HERE / "forecast.R", folder / "few.csv", folder / "R forecast.csv", model,
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
    rows = []
    for (program, scope), measured in times.items():
        seconds = [wall for wall, _ in measured]
        count = few if program == "R forecast" else len(past)
        written = "turnover in memory" if (program, scope) == ("turnover", "forecasts alone") else program
        mase, inside80, inside95, winkler = accuracy(
            folder / f"{written}.csv", past, future, list(map(int, levels.split(","))))
        rows.append([name, f"{program}, {scope}", found[program], statistics.median(seconds), min(seconds), max(seconds),
                     count, count / statistics.median(seconds), mase, inside80, inside95, winkler,
                     statistics.median(cpu for _, cpu in measured)])
    return rows


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
    found = versions(options.turnover)
    count = 1 if options.quick else options.rounds
    rows = []
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
            rows += work(f"{title}, 80/95 %, yearly", model, "80,95", yearly, folder, options, found, rounds, True)
        rounds = {"turnover": count, "statsforecast": min(count, 2)}
        rows += work("AutoETS, nine levels, M4 yearly shape", "ets", NINE, folder / "m4.csv", folder, options, found, rounds,
                     False)
    with open(options.results / "forecasts.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([[f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in rows])
    lines = [f"{count} rounds; {machine()}", "",
             "| work | program | median s | range s | series/s | times slower | MASE | in 80 % | in 95 % | Winkler |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    ours = {(row[0], row[1].split(", ")[1]): row[7] for row in rows if row[1].startswith("turnover")}
    for row in rows:
        inside = ["" if share is None else f"{share:.1f}" for share in row[9:11]]
        lines.append(f"| {row[0]} | {row[1]} | {row[3]:.3f} | {row[4]:.3f}–{row[5]:.3f} | {row[7]:,.0f} "
                     f"| {ours[row[0], row[1].split(', ')[1]] / row[7]:.1f} | {row[8]:.3f} | {inside[0]} | {inside[1]} | {row[11]:.4g} |")
    text = "\n".join(lines) + "\n"
    (options.results / "forecasts.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
