"""`turnover fit` beside Polars, DuckDB and R's data.table on one panel, taking turns, with a check that the answers agree.

Seconds and peak memory are those of whole processes, CSV in and CSV out. Each round runs every program once, so that a
busy spell of the machine meets all of them; ratios are those of the medians in the table.
"""

import math
import pathlib
import statistics
import subprocess
import sys

import polars

import measure

HERE = pathlib.Path(__file__).parent
AGREEMENT = 1e-9
NOTE = """\
All eleven figures of each series are compared; what is blank in one program alone would end the run. Rows may come in any
order. The peers are told whether the rows lie in order and that there are 20 years, `polars rows` also that these have no gaps;
`turnover` finds out.
"""
KEYS = ("reporter", "partner")
FIGURES = ("n", "first", "last", "last_value", "growth", "se", "lo95", "hi95", "r2", "sigma", "durbin_watson")


def answers(path):
    """The rows of a file of answers, in any order; what is not a number is blank."""
    return polars.read_csv(path, schema_overrides={name: polars.String for name in KEYS}
                           | {name: polars.Float64 for name in FIGURES}).with_columns(polars.col(FIGURES).fill_nan(None))


def disagreement(ours, theirs):
    """Largest relative difference of two files of answers, and the figure that has it.

    What is blank in one alone is infinitely far: the panels here give every series every figure. An error when a series
    stands in one file alone, or twice.
    """
    left, right = answers(ours), answers(theirs)
    both = left.join(right, on=KEYS, how="inner", suffix="_theirs")
    if not len(left) == len(right) == len(both) == both.select(KEYS).n_unique():
        sys.exit(f"bench: {theirs.name} has {len(right)} series, ours {len(left)}, both {len(both)}")

    def apart(name):
        one, other = polars.col(name), polars.col(f"{name}_theirs")
        difference = (one - other).abs() / polars.max_horizontal(other.abs(), 1e-3)
        return (polars.when(one.is_null() & other.is_null()).then(0.0).otherwise(difference)
                .fill_null(math.inf).fill_nan(math.inf).max().alias(name))

    worst = both.select(map(apart, FIGURES)).row(0, named=True)
    return max((difference, name) for name, difference in worst.items())


def programs(turnover, panel, folder):
    commands = {"turnover": [turnover, "fit", panel, "--out"]}
    commands |= {name: [sys.executable, HERE / f"fit_{name.replace(' ', '_')}.py", panel]
                 for name in ("polars", "polars rows", "duckdb")}
    if measure.r_version("data.table"):
        commands["data.table"] = ["Rscript", HERE / "fit_datatable.R", panel]
    return {name: [*command, folder / f"{name}.csv"] for name, command in commands.items()}


def compare(turnover, folder, series, rounds):
    """Every run, the table's rows, and the bytes of a panel."""
    runs, table, size = [], [], 0
    for order in ("adjacent", "shuffled"):
        panel = folder / f"{order}.csv"
        shuffled = ["--shuffled"] if order == "shuffled" else []
        subprocess.run([sys.executable, HERE / "panel.py", str(series), panel, *shuffled], check=True)
        size = panel.stat().st_size
        commands = programs(turnover, panel, folder)
        times = {name: [] for name in commands}
        for number in range(rounds):
            for name, command in commands.items():
                # To clear away what the last round wrote is no part of the work.
                command[-1].unlink(missing_ok=True)
                times[name].append(measure.run(command))
                runs.append((order, name, number, *times[name][-1]))
        for name in commands:
            wall, cpu, peak = ([run[column] for run in times[name]] for column in range(3))
            ratio = measure.ratio(wall, [run[0] for run in times["turnover"]])
            work = measure.ratio(cpu, [run[1] for run in times["turnover"]])
            difference = ""
            if name != "turnover":
                worst, figure = disagreement(folder / "turnover.csv", folder / f"{name}.csv")
                if not worst <= AGREEMENT:
                    sys.exit(f"bench: {figure} of {name} differs by {worst:.1e} on {order} rows")
                difference = f"{worst:.0e}"
            table.append((order, name, f"{statistics.median(wall):.2f}", measure.spread(wall),
                          f"{statistics.median(cpu):.2f}", f"{max(peak):.0f}", f"{ratio:.1f}", f"{work:.1f}", difference))
        panel.unlink()
    return runs, table, size


HEADER = ("rows", "program", "median s", "range s", "processor s", "peak MB", "times ours", "processor, times ours",
          "largest difference")
