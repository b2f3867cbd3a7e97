"""Times `turnover report` on a ledger and on one ten times as large, side by side, against the project's goals.

    python3 benchmarks/report.py TURNOVER LEDGER

The two ledgers take turns, so that a busy spell of the machine meets both. Wall time is the median of the runs;
peak memory is the largest of any process in any run (the command's own, or gnuplot's). Nothing is kept.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import tenfold

RUNS = 3
GOAL_SECONDS = 5
GOAL_MEGABYTES = 300
GOAL_RATIO = 11


def run(turnover, ledger, out):
    """Wall seconds and peak megabytes of one report."""
    start = time.monotonic()
    process = subprocess.Popen([turnover, "report", ledger, "--out", out, "--quiet"], stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(process.args)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def count(ledger, name):
    return len(tenfold.read(pathlib.Path(ledger) / name)[1])


def main(turnover, ledger):
    with tempfile.TemporaryDirectory(prefix="turnover-bench-") as folder:
        large = os.path.join(folder, "tenfold")
        tenfold.main(ledger, large)
        measured = {ledger: [], large: []}
        for turn in range(RUNS):
            for index, (name, runs) in enumerate(measured.items()):
                runs.append(run(turnover, name, os.path.join(folder, f"report-{turn}-{index}")))

        seconds = [statistics.median(run[0] for run in runs) for runs in measured.values()]
        megabytes = [max(run[1] for run in runs) for runs in measured.values()]
        print(f"{'ledger':<10}{'statements':>12}{'targets':>9}{'wall s':>9}{'peak MB':>9}   goal")
        goals = (
            f"at most {GOAL_SECONDS} s and {GOAL_MEGABYTES} MB",
            f"at most {GOAL_RATIO} times as long: {seconds[1] / seconds[0]:.1f} times",
        )
        met = (
            seconds[0] <= GOAL_SECONDS and megabytes[0] <= GOAL_MEGABYTES,
            seconds[1] <= GOAL_RATIO * seconds[0],
        )
        for index, (label, path) in enumerate((("shipped", ledger), ("ten times", large))):
            print(
                f"{label:<10}{count(path, 'statements.csv'):>12}{count(path, 'targets.csv'):>9}"
                f"{seconds[index]:>9.2f}{megabytes[index]:>9.0f}   {goals[index]}: {'met' if met[index] else 'NOT MET'}"
            )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 benchmarks/report.py TURNOVER LEDGER")
    main(*sys.argv[1:])
