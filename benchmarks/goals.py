"""What the bulk path is to reach, and whether the runs in a folder of results reach it.

    python goals.py RESULTS

Reads RESULTS/{core,fit,growth,forecasts}.csv as bench.py leaves them and prints a Markdown table. Times are medians of
wall time and ratios are of such medians, as in the tables; growth is of processor time, since what comes through a pipe
waits for its generator. Forecasts are compared in memory, calibration included, and as whole processes, from CSV to CSV,
without what statsforecast takes to compile.
"""

import csv
import math
import pathlib
import statistics
import sys

HEADER = ("work", "goal", "measured", "reached")
PANEL = "80/95 %, yearly"
PUBLISHED = "AutoETS, nine levels, M4 yearly shape"


def table(path, *keys):
    """The rows of a file by the columns `keys`."""
    found = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found


def medians(rows, column):
    return {key: statistics.median(float(row[column]) for row in several) for key, several in rows.items()}


def in_memory(results):
    seconds = medians(table(results / "core.csv", "program", "work", "threads"), "seconds")
    fit = seconds["turnover", "fit", "2"]
    numpy = seconds["numpy", "fit", "1"] / fit
    log = min(seconds["turnover", "log", "2"], seconds["numpy", "log", "2"]) / fit
    work = f"fit in memory, {1000 * fit:.1f} ms"
    yield work, "10 times NumPy", f"{numpy:.1f} times", numpy >= 10
    yield work, "half the speed of bare logarithms", f"{log:.2f} of it", log >= 0.5


def csv_to_csv(results):
    runs = table(results / "fit.csv", "rows", "program")
    wall = medians(runs, "wall_s")
    for order, least in (("adjacent", {"polars": 4, "polars rows": 4, "duckdb": 5}),
                         ("shuffled", {"polars": 2, "polars rows": 2, "duckdb": 2})):
        ours = wall[order, "turnover"]
        for program, times in least.items():
            ratio = wall[order, program] / ours
            yield f"CSV to CSV, {order}, {ours:.2f} s", f"{times} times {program}", f"{ratio:.1f} times", ratio >= times
    peak = max(float(row["peak_mb"]) for row in runs["adjacent", "turnover"])
    yield "CSV to CSV, adjacent", "at most 150 MB", f"{peak:.0f} MB", peak <= 150


def forecasts(results):
    rows = {key: several[0] for key, several in table(results / "forecasts.csv", "work", "tool").items()}

    def both(work, scope):
        return rows[work, f"turnover, {scope}"], rows[work, f"statsforecast, {scope}"]

    for name, times in (("Theta", 100), ("AutoTheta", 50), ("AutoETS", 20)):
        for scope, where in (("forecasts alone", "in memory"), ("whole process", "CSV to CSV")):
            ours, theirs = both(f"{name}, {PANEL}", scope)
            ratio = float(ours["series_per_second"]) / float(theirs["series_per_second"])
            speed = f"{name} {PANEL}, {where}, {float(ours['series_per_second']):,.0f} series/s"
            yield speed, f"{times} times statsforecast", f"{ratio:.1f} times", ratio >= times
    # AutoETS, the last of them: accuracy as it is printed, coverage by its distance from what was asked for.
    mase, other = (round(float(row["MASE"]), 3) for row in (ours, theirs))
    yield f"AutoETS {PANEL}", "MASE of statsforecast or less", f"{mase:.3f}, statsforecast {other:.3f}", mase <= other
    for level in (80, 95):
        share, other = (float(row[f"coverage{level}"]) for row in (ours, theirs))
        yield (f"AutoETS {PANEL}", f"coverage as near {level} % or nearer", f"{share:.1f} %, statsforecast {other:.1f} %",
               abs(share - level) <= abs(other - level))
    ours, _ = both(PUBLISHED, "whole process")
    seconds = float(ours["seconds median"])
    yield f"{PUBLISHED}, {ours['series']} series", "under 6 s", f"{seconds:.2f} s", seconds < 6


def growth(results):
    runs = table(results / "growth.csv", "series")
    rows = [several[0] for several in runs.values()]
    slope = slope_of([(float(row["series"]), float(row["processor_s"])) for row in rows])
    sizes = f"{int(rows[0]['series']):,} to {int(rows[-1]['series']):,} series"
    yield f"growth, {sizes}", "power 1 ± 0.05 of the series", f"{slope:.3f}", abs(slope - 1) <= 0.05


def slope_of(points):
    """The power with which the second numbers grow with the first: a line through their logarithms."""
    return statistics.linear_regression(*zip(*[map(math.log, point) for point in points])).slope


def rows(results):
    """The rows of the table: work, goal, what was measured, whether the goal is reached."""
    for part in (in_memory, csv_to_csv, forecasts, growth):
        for work, goal, measured, is_reached in part(results):
            yield work, goal, measured, "yes" if is_reached else "NO"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 benchmarks/goals.py RESULTS")
    for row in (HEADER, ["---"] * len(HEADER), *rows(pathlib.Path(sys.argv[1]))):
        print("| " + " | ".join(row) + " |")
