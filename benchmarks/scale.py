"""Times `turnover adjust` on made-up ledgers of growing size, as one linked group and as many.

    python3 benchmarks/scale.py TURNOVER [PARTNERS ...]

Prints statements, unknown series, wall seconds, CPU seconds and peak memory of each, and the exponent of the growth of
CPU time from the smallest to the largest. The goal for two hundred partners is sixty seconds on two cores and 2 GB, and
an exponent of at most 1.5. A ledger that is given up after ten minutes has no figures.
"""

import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import synthetic

LIMIT = 600


def run(turnover, ledger):
    """Wall seconds, CPU seconds and peak megabytes; `None` when it failed or took too long."""
    start = time.monotonic()
    process = subprocess.Popen(
        ["timeout", str(LIMIT), turnover, "adjust", ledger, "--format", "csv", "--quiet"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(turnover, sizes):
    print(f"{'groups':<8}{'series':>8}{'statements':>12}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for world in (False, True):
        points = []
        for partners in sizes:
            with tempfile.TemporaryDirectory(prefix="turnover-scale-") as folder:
                ledger = pathlib.Path(folder) / "ledger"
                series, statements = synthetic.main(ledger, partners, world)
                measured = run(turnover, str(ledger))
            label = "one" if world else "many"
            if measured is None:
                print(f"{label:<8}{series:>8}{statements:>12}   failed or took over {LIMIT} s")
                continue
            wall, cpu, megabytes = measured
            points.append((statements, cpu))
            print(f"{label:<8}{series:>8}{statements:>12}{wall:>9.2f}{cpu:>9.2f}{megabytes:>9.0f}", flush=True)
        if len(points) > 1:
            (few, short), (many, long) = points[0], points[-1]
            print(f"exponent of CPU time: {math.log(long / short) / math.log(many / few):.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python3 benchmarks/scale.py TURNOVER [PARTNERS ...]")
    main(sys.argv[1], [int(size) for size in sys.argv[2:]] or [25, 50, 100, 200])
