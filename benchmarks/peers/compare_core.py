"""The core of the panel fit in memory, ours beside NumPy's, taking turns, and beside the bare logarithms in it."""

import csv
import io
import pathlib
import statistics
import sys

import numpy

import measure

HERE = pathlib.Path(__file__).parent
PERIODS = 20
INNER = 5
AGREEMENT = 1e-9
# What both write of every series, one figure after the other.
FIGURES = ("growth", "se", "lo95", "hi95", "r2", "sigma", "durbin_watson")


def disagreement(ours, theirs, series):
    """Largest relative difference of all figures, and the figure that has it; what only one has is infinitely far."""
    ours, theirs = (figures.reshape(len(FIGURES), series) for figures in (ours, theirs))
    apart = abs(ours - theirs) / numpy.maximum(abs(theirs), 1e-3)
    apart[numpy.isnan(ours) & numpy.isnan(theirs)] = 0
    worst = numpy.nan_to_num(apart, nan=numpy.inf).max(axis=1)
    return worst.max(), FIGURES[worst.argmax()]


def compare(core, folder, series, rounds):
    """Every run, and the table's rows. Of the runs inside a process the least counts."""
    path = folder / "core.bin"
    random = numpy.random.default_rng(1)
    growth, level = random.normal(0.04, 0.05, (series, 1)), random.normal(10, 2, (series, 1))
    numpy.exp(level + growth * numpy.arange(PERIODS) + random.normal(0, 0.1, (series, PERIODS))).tofile(path)
    commands = {"turnover": [core], "numpy": [sys.executable, HERE / "core_numpy.py"]}
    runs, best = [], {}
    for number in range(rounds):
        for name, command in commands.items():
            printed = measure.text([*map(str, command), str(series), str(PERIODS), str(INNER), str(path)])
            inner = {}
            for row in csv.DictReader(io.StringIO(printed)):
                inner.setdefault((row["work"], int(row["threads"])), []).append(float(row["seconds"]))
            for (work, threads), times in inner.items():
                best.setdefault((name, work, threads), []).append(min(times))
                runs.append((name, work, threads, number, min(times)))
    ours, theirs = (numpy.fromfile(f"{path}.{name}") for name in ("fits", "numpy"))
    worst, figure = disagreement(ours, theirs, series)
    if not worst <= AGREEMENT:
        sys.exit(f"bench: NumPy's {figure} differs by {worst:.1e} in memory")
    median = {key: statistics.median(times) for key, times in best.items()}
    fit = median["turnover", "fit", 2]
    table = [(*key, f"{1000 * median[key]:.1f}", measure.spread([1000 * time for time in times], "{:.1f}"),
              f"{median[key] / fit:.2f}") for key, times in best.items()]
    return runs, table, worst


HEADER = ("program", "work", "threads", "median ms", "range ms", "times our fit on two threads")
