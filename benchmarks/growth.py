"""How the cost of `turnover fit` grows: panels of 10,000 series and more, generated while they are read through a pipe."""

import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "peers"))
import measure

GENERATOR = pathlib.Path(__file__).parent / "peers/panel.py"


def once(turnover, size):
    generator = subprocess.Popen([sys.executable, GENERATOR, str(size), "/dev/stdout"], stdout=subprocess.PIPE)
    measured = measure.run([turnover, "fit", "-", "--adjacent", "--out", "/dev/null"], stdin=generator.stdout)
    generator.stdout.close()
    if generator.wait() != 0:
        sys.exit("bench: the panel could not be made")
    return measured


def grow(turnover, sizes, rounds):
    """Size, wall seconds, processor seconds beyond those of one series, and peak megabytes of each: medians.

    Ten million series are 6.3 GB of text: once is enough.
    """
    start = statistics.median(once(turnover, 1)[1] for _ in range(2 * rounds + 1))
    rows = []
    for size in sizes:
        runs = [once(turnover, size) for _ in range(rounds if size <= 1_000_000 else 1)]
        wall, cpu, peak = (statistics.median(run[column] for run in runs) for column in range(3))
        rows.append((size, wall, cpu - start, peak))
    return rows


HEADER = ("series", "wall s, with the generator", "processor s beyond the start", "peak MB")
