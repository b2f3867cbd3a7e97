"""`turnover fit` beside Polars, DuckDB and R's data.table on one panel, taking turns, with a check that the answers agree.

Seconds and peak memory are those of whole processes, CSV in and CSV out. Each round runs every program once, so that a
busy spell of the machine meets all of them; the ratio is the median of the ratios inside the rounds.
"""

import pathlib
import statistics
import subprocess
import sys

import polars

import measure

HERE = pathlib.Path(__file__).parent
AGREEMENT = 1e-9
FIGURES = ("n", "growth", "se", "lo95", "hi95", "durbin_watson")


def disagreement(ours, theirs):
    """Largest relative difference of two files of answers; an error when a series stands in one alone."""
    keys = ["reporter", "partner"]
    left, right = (polars.read_csv(path, schema_overrides={key: polars.String for key in keys}) for path in (ours, theirs))
    both = left.join(right, on=keys, how="inner", suffix="_theirs")
    if not len(left) == len(right) == len(both):
        sys.exit(f"bench: {theirs.name} has {len(right)} series, ours {len(left)}, both {len(both)}")
    return max(
        both.select(((polars.col(name) - polars.col(f"{name}_theirs")).abs()
                     / polars.max_horizontal(polars.col(f"{name}_theirs").abs(), 1e-3)).max()).item()
        for name in FIGURES)


def programs(turnover, panel, folder):
    commands = {"turnover": [turnover, "fit", panel, "--out"]}
    commands |= {name: [sys.executable, HERE / f"fit_{name}.py", panel] for name in ("polars", "duckdb")}
    if measure.has_data_table():
        commands["data.table"] = ["Rscript", HERE / "fit_datatable.R", panel]
    return {name: [*command, folder / f"{name}.csv"] for name, command in commands.items()}


def compare(turnover, folder, series, rounds):
    """Every run, and the table's rows."""
    runs, table = [], []
    for order in ("adjacent", "shuffled"):
        panel = folder / f"{order}.csv"
        shuffled = ["--shuffled"] if order == "shuffled" else []
        subprocess.run([sys.executable, HERE / "panel.py", str(series), panel, *shuffled], check=True)
        commands = programs(turnover, panel, folder)
        times = {name: [] for name in commands}
        for number in range(rounds):
            for name, command in commands.items():
                times[name].append(measure.run(command))
                runs.append((order, name, number, *times[name][-1]))
        for name in commands:
            wall, cpu, peak = ([run[column] for run in times[name]] for column in range(3))
            ratio = measure.ratio(wall, [run[0] for run in times["turnover"]])
            work = measure.ratio(cpu, [run[1] for run in times["turnover"]])
            difference = ""
            if name != "turnover":
                worst = disagreement(folder / "turnover.csv", folder / f"{name}.csv")
                if not worst <= AGREEMENT:
                    sys.exit(f"bench: {name} differs by {worst:.1e} on {order} rows")
                difference = f"{worst:.0e}"
            table.append((order, name, f"{statistics.median(wall):.2f}", measure.spread(wall),
                          f"{statistics.median(cpu):.2f}", f"{max(peak):.0f}", f"{ratio:.1f}", f"{work:.1f}", difference))
        panel.unlink()
    return runs, table


HEADER = ("rows", "program", "median s", "range s", "processor s", "peak MB", "times ours", "processor, times ours",
          "largest difference")
