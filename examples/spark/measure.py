"""Measures what the job costs a partition and a row on this machine: the figures of README.md.

    TURNOVER=PROGRAM python measure.py [SERIES]

CPU seconds are those of Spark, Python and `turnover` together; two worker processes of one core each work on a panel of
SERIES series (200,000 unless given) of twenty years. The program alone, on one thread, is measured beside them.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import panel_job
from test_panel_job import TURNOVER, start

TICK = os.sysconf("SC_CLK_TCK")


def busy():
    """CPU seconds of this process and all below it, those that have ended too."""
    parents, spent = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(words[1])
            spent[int(entry.name)] = sum(map(int, words[11:15]))
    total = 0
    for process in spent:
        above = process
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            total += spent[process]
    return total / TICK


def timed(deed):
    """Wall and CPU seconds."""
    wall, cpu = time.monotonic(), busy()
    deed()
    return time.monotonic() - wall, busy() - cpu


def shuffled(spark):
    """Bytes that have been written for shuffles."""
    executors = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(executors.apply(number).totalShuffleWrite() for number in range(executors.size()))


def main(series):
    spark = start()
    spark.sparkContext.setLogLevel("OFF")
    with tempfile.TemporaryDirectory(prefix="measure-") as folder:
        rows = 20 * series
        panel = spark.sql(f"""
            select 'BY' reporter, lpad(string(id div 20), 9, '0') partner, string(2000 + id % 20) year,
                string(round(100 * exp(0.03 * (id % 20)) * (1 + pmod(hash(id), 1000) / 5000.0), 3)) value
            from range({rows})""")
        csv, small = f"{folder}/csv", f"{folder}/small"
        panel.coalesce(4).write.csv(csv, header=True)
        panel.limit(20_000).coalesce(1).write.csv(small, header=True)
        size = sum(file.stat().st_size for file in pathlib.Path(csv).glob("*.csv"))
        number = iter(range(1000))

        def job(verb, path, partitions, **options):
            return timed(lambda: panel_job.run(
                spark, verb, path, f"{folder}/{next(number)}", TURNOVER, partitions, options))

        for _ in range(2):  # Java compiles what runs often.
            job("fit", small, 20)
        for verb, options, few, many in [("fit", {}, 10, 210), ("forecast", {"model": "drift"}, 4, 24),
                                         ("forecast", {"model": "auto"}, 4, 24)]:
            (wall_few, cpu_few), (wall, cpu) = (job(verb, small, count, **options) for count in (few, many))
            more = many - few
            print(f"{verb} {options.get('model', '')}: a partition more costs {(cpu - cpu_few) / more:.3f} CPU s, "
                  f"{2 * (wall - wall_few) / more:.3f} s of one core", flush=True)
        for verb, options in [("fit", {}), ("forecast", {"model": "naive"})]:
            before = shuffled(spark)
            wall, cpu = job(verb, csv, 8, **options)
            print(f"{verb} of {rows:,} rows, {size / 1e6:.0f} MB of CSV: {wall:.1f} s, {cpu:.1f} CPU s, "
                  f"{1e6 * cpu / rows:.2f} CPU s a million rows, "
                  f"{(shuffled(spark) - before) / rows:.1f} bytes shuffled a row", flush=True)
        spark.stop()
        files = sorted(str(file) for file in pathlib.Path(csv).glob("*.csv"))
        wall, cpu = timed(lambda: [subprocess.run(
            [TURNOVER, "fit", "--threads", "1", "--quiet", file, "--out", f"{folder}/alone.csv"], check=True)
            for file in files])
        print(f"turnover alone: {wall:.1f} s, {cpu:.1f} CPU s, {1e6 * cpu / rows:.2f} CPU s a million rows")
        header = files[0] + ".header"
        with open(files[0]) as file, open(header, "w") as empty:
            empty.write(file.readline())
        _, cpu = timed(lambda: [subprocess.run([TURNOVER, "fit", header], check=True, stdout=subprocess.DEVNULL)
                                for _ in range(100)])
        print(f"to start and end turnover: {cpu / 100:.3f} CPU s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
