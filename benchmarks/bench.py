"""Ours and theirs on one machine in one run: the panel fit from CSV to CSV and in memory, its growth, and the forecasts.

    python bench.py TURNOVER CORE FORECASTS RESULTS [--quick] [--page PAGE]

Writes RESULTS/*.csv with every run, RESULTS/bench.md with the tables and the facts of the machine, and charts as SVG, and
prints the tables; the first says of each goal whether it is reached. `--quick` takes panels of a tenth the size and
fewer rounds: two minutes, for a look and not for a claim. `--page` puts the tables between the marks `bench` of a page of
the documentation. Forecasts take their turns by peers/forecasts.py.
"""

import argparse
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "peers"))

import compare_core
import compare_fit
import goals
import growth
import measure


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def tell(stage):
    print(f"bench: {stage}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("turnover", type=pathlib.Path)
    parser.add_argument("core", type=pathlib.Path)
    parser.add_argument("forecasts", type=pathlib.Path)
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--page", type=pathlib.Path)
    options = parser.parse_args()
    turnover, results = options.turnover.resolve(), options.results
    results.mkdir(parents=True, exist_ok=True)
    rounds, series = (3, 100_000) if options.quick else (5, 1_000_000)
    load = os.getloadavg()[0]
    parts = []
    with tempfile.TemporaryDirectory(prefix="turnover-bench-") as folder:
        folder = pathlib.Path(folder)
        tell("in memory")
        runs, table, worst = compare_core.compare(options.core.resolve(), folder, series, rounds)
        write(results / "core.csv", ("program", "work", "threads", "round", "seconds"), runs)
        parts += [f"## In memory: {series} series of 20 years\n", measure.markdown(compare_core.HEADER, table),
                  f"All seven figures of each series agree with NumPy's; the largest relative difference is {worst:.0e}.\n"]
        tell("CSV to CSV")
        runs, table, size = compare_fit.compare(turnover, folder, series, rounds)
        write(results / "fit.csv", ("rows", "program", "round", "wall_s", "processor_s", "peak_mb"), runs)
        parts += [f"## CSV to CSV: {series} series of 20 years, {size / 1e6:.0f} MB\n",
                  measure.markdown(compare_fit.HEADER, table), compare_fit.NOTE]
        tell("growth through a pipe")
        sizes = [10_000, 30_000, 100_000] if options.quick else [10_000, 100_000, 1_000_000, 10_000_000]
        rows = growth.grow(turnover, sizes, rounds)
        write(results / "growth.csv", ("series", "wall_s", "processor_s", "peak_mb"), rows)
        slope = goals.slope_of([(size, cpu) for size, _, cpu, _ in rows])
        parts += ["## Growth, through a pipe\n",
                  measure.markdown(growth.HEADER, [(size, f"{wall:.2f}", f"{cpu:.3f}", f"{peak:.0f}")
                                                   for size, wall, cpu, peak in rows]),
                  f"Processor time grows with the power {slope:.3f} of the series.\n"]
    tell("forecasts")
    subprocess.run([sys.executable, HERE / "peers/forecasts.py", turnover, options.forecasts.resolve(), results]
                   + (["--quick"] if options.quick else ["--rounds", str(rounds)]), check=True, stdout=subprocess.DEVNULL)
    parts += ["## Forecasts\n", (results / "forecasts.md").read_text(encoding="utf-8")]
    parts = ["## Goals\n", measure.markdown(goals.HEADER, goals.rows(results)), *parts]
    facts = measure.machine(turnover)
    facts["load"] = f"{load:.1f} before, {os.getloadavg()[0]:.1f} after"
    facts |= {f"{name} is": version for name, version in measure.versions(turnover).items()}
    head = ["# Benchmarks\n", measure.markdown(("fact", "value"), facts.items()),
            f"{rounds} rounds; medians of wall time where nothing else is said, and ratios of such medians.\n"]
    if options.quick:
        head.append("Panels of a tenth the size, where the start of a process counts ten times as much: the goals are those of "
                    "`make bench`.\n")
    if options.page:
        before, rest = options.page.read_text().split("<!-- bench -->\n")
        tables = "\n".join(head[1:] + parts).replace("## ", "### ")
        options.page.write_text(f"{before}<!-- bench -->\n\n{tables}\n<!-- /bench -->{rest.split('<!-- /bench -->')[1]}")
    text = "\n".join(head + parts)
    (results / "bench.md").write_text(text, encoding="utf-8")
    print(text)
    subprocess.run(["gnuplot", "-e", f"folder='{results}'", HERE / "charts.gp"], check=True)


if __name__ == "__main__":
    main()
