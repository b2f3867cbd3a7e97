"""Times `turnover report` on a ledger and on one ten times as large, side by side, against the project's goals.

    python3 benchmarks/report.py TURNOVER LEDGER

The two ledgers take turns, so that a busy spell of the machine meets both. Wall time is the median of the runs;
peak memory is the largest of any process in any run (the command's own, or gnuplot's). How long the draws take depends
on the seed, and each copy in the large ledger has draws of its own, so the last row shows the slowest of ten seeds.
Nothing is kept.
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
SEEDS = 10
GOAL_SECONDS = 5
GOAL_MEGABYTES = 300
GOAL_RATIO = 11


def run(turnover, ledger, out, seed=1):
    """Wall seconds and peak megabytes of one report."""
    start = time.monotonic()
    command = [turnover, "report", ledger, "--seed", str(seed), "--out", out, "--quiet"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(process.args)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def count(ledger, name):
    return len(tenfold.read(pathlib.Path(ledger) / name)[1])


def main(turnover, shipped):
    with tempfile.TemporaryDirectory(prefix="turnover-bench-") as folder:
        large = os.path.join(folder, "tenfold")
        out = os.path.join(folder, "report")
        tenfold.main(shipped, large)
        runs = [(run(turnover, shipped, out), run(turnover, large, out)) for _ in range(RUNS)]
        seeds = [run(turnover, shipped, out, seed) for seed in range(1, SEEDS + 1)]
        sizes = [(count(ledger, "statements.csv"), count(ledger, "targets.csv")) for ledger in (shipped, large)]

    seconds = [statistics.median(turn[index][0] for turn in runs) for index in (0, 1)]
    megabytes = [max(turn[index][1] for turn in runs) for index in (0, 1)]
    ratio = seconds[1] / seconds[0]
    slowest = max(seed[0] for seed in seeds)
    rows = [
        ("shipped", *sizes[0], seconds[0], megabytes[0], f"at most {GOAL_SECONDS} s, {GOAL_MEGABYTES} MB",
         seconds[0] <= GOAL_SECONDS and megabytes[0] <= GOAL_MEGABYTES),
        ("ten copies", *sizes[1], seconds[1], megabytes[1], f"at most {GOAL_RATIO} times as long; {ratio:.1f} times",
         ratio <= GOAL_RATIO),
        ("slowest seed", *sizes[0], slowest, max(seed[1] for seed in seeds), f"at most {GOAL_SECONDS} s",
         slowest <= GOAL_SECONDS),
    ]
    print(f"{'ledger':<14}{'statements':>10}{'targets':>9}{'wall s':>9}{'peak MB':>9}   goal")
    for label, statements, targets, wall, peak, goal, met in rows:
        print(f"{label:<14}{statements:>10}{targets:>9}{wall:>9.2f}{peak:>9.0f}   {goal}: {'met' if met else 'NOT MET'}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 benchmarks/report.py TURNOVER LEDGER")
    main(*sys.argv[1:])
