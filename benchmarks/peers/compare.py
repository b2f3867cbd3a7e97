"""Times `turnover fit` beside Polars and DuckDB on one panel, taking turns, and checks that the answers agree.

    python compare.py TURNOVER RESULTS [--series N] [--rounds N]

Wall seconds and peak memory are those of whole processes, CSV in and CSV out. Each round runs every program once, so
that a busy spell of the machine meets all of them; the ratio is the median of the ratios inside the rounds. Writes
RESULTS/bulk-fit.csv with every run, and prints a Markdown table.
"""

import argparse
import csv
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
GOALS = {("adjacent", "polars"): 4, ("adjacent", "duckdb"): 5, ("shuffled", "polars"): 2, ("shuffled", "duckdb"): 2}
GOAL_MEGABYTES = 150
AGREEMENT = 1e-9


def run(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def answers(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (row["reporter"], row["partner"]), [float(row[name]) for name in ("n", "growth", "se", "durbin_watson")]


def disagreement(path, other):
    """Largest relative difference of two files of answers, and how many series stand in one alone."""
    ours = dict(answers(path))
    worst = 0
    for key, numbers in answers(other):
        for left, right in zip(ours.pop(key, [math.inf] * 4), numbers):
            worst = max(worst, abs(left - right) / max(abs(right), 1e-3))
    return worst, len(ours)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("turnover")
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    options.results.mkdir(parents=True, exist_ok=True)
    runs, table = [], []
    with tempfile.TemporaryDirectory(prefix="turnover-bench-") as folder:
        folder = pathlib.Path(folder)
        for order in ("adjacent", "shuffled"):
            panel = folder / f"{order}.csv"
            with open(panel, "w", encoding="utf-8") as file:
                subprocess.run([sys.executable, HERE / "panel.py", str(options.series)] + ["--shuffled"] * (order == "shuffled"),
                               stdout=file, check=True)
            programs = {
                name: ([options.turnover, "fit", panel, "--out"] if name == "turnover"
                       else [sys.executable, HERE / f"fit_{name}.py", panel]) + [folder / f"{name}.csv"]
                for name in ("turnover", "polars", "duckdb")
            }
            for number in range(options.rounds):
                for name, command in programs.items():
                    runs.append((order, name, number, *run(command)))
            ours = {number: seconds for o, name, number, seconds, _ in runs if (o, name) == (order, "turnover")}
            for name in programs:
                mine = [(number, seconds, peak) for o, n, number, seconds, peak in runs if (o, n) == (order, name)]
                seconds = [seconds for _, seconds, _ in mine]
                ratio = statistics.median(seconds / ours[number] for number, seconds, _ in mine)
                worst, missing = (0, 0) if name == "turnover" else disagreement(folder / "turnover.csv", folder / f"{name}.csv")
                goal = f"at most {GOAL_MEGABYTES} MB" if name == "turnover" and order == "adjacent" else (
                    f"at least {GOALS[order, name]} times" if name != "turnover" else "")
                peak = max(peak for _, _, peak in mine)
                met = (peak <= GOAL_MEGABYTES if name == "turnover" else ratio >= GOALS[order, name]) if goal else True
                table.append((order, name, statistics.median(seconds), min(seconds), max(seconds), peak, ratio, worst,
                              goal + (": met" if met else ": NOT MET") if goal else ""))
                if worst > AGREEMENT or missing:
                    sys.exit(f"bench: {name} differs by {worst:.1e} on {order} rows, {missing} series missing")
    with open(options.results / "bulk-fit.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rows", "program", "round", "seconds", "peak_mb"])
        writer.writerows(runs)
    lines = [f"{options.series} series of 20 years, {options.rounds} rounds; {machine()}", "",
             "| rows | program | median s | range s | peak MB | times ours | largest difference | goal |",
             "|---|---|---|---|---|---|---|---|"]
    lines += [f"| {o} | {n} | {m:.2f} | {low:.2f}–{high:.2f} | {p:.0f} | {r:.1f} | {w:.0e} | {g} |"
              for o, n, m, low, high, p, r, w, g in table]
    text = "\n".join(lines) + "\n"
    (options.results / "bulk-fit.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
