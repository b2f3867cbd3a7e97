"""Holds the job to single runs of the program, on a Spark of two worker processes; and kills what works for it.

    TURNOVER=PROGRAM python test_panel_job.py
"""

import csv
import gzip
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

import pyarrow
import pyarrow.parquet
import pyspark
from pyspark.sql.types import StringType

import panel_job

TURNOVER = os.environ["TURNOVER"]
LOOPBACK = "127.0.0.1"
# Small virtual machines that start fast.
JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"


def start():
    os.environ.update(
        SPARK_HOME=os.path.dirname(pyspark.__file__), SPARK_LOCAL_IP=LOOPBACK, PYSPARK_PYTHON=sys.executable)
    return panel_job.session(**{
        "spark.master": "local-cluster[2,1,1024]", "spark.driver.memory": "1g", "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": LOOPBACK, "spark.driver.bindAddress": LOOPBACK, "spark.sql.shuffle.partitions": 4,
        "spark.driver.extraJavaOptions": JAVA, "spark.executor.extraJavaOptions": JAVA})


def rows(random):
    """A panel whose keys and series are awkward, its rows in no order."""
    for number in range(1500):
        key = (["plain", 'with, "quotes"', "Türkiye", "two\nlines", "", " blank "][number % 6], str(number))
        value, count = random.uniform(1, 1e6), random.choice([1, 2, 3, 8, 12])
        form = ["{0}", "{0}-Q{1}", "{0}-S{2}"][number % 3]
        for step in range(count):
            value *= random.lognormvariate(0.03, 0.1)
            period = form.format(2000 + step // (1, 4, 2)[number % 3], step % 4 + 1, step % 2 + 1)
            yield (*key, period, "0" if number % 50 == 7 and step == 1 else repr(value))


def write(path, panel, header=("place", "number", "period", "value"), compress=False):
    with (gzip.open if compress else open)(path, "wt", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(panel)


def exact(row):
    """The row with its numbers to the last bit; what is blank is `None`."""
    return tuple(value.hex() if isinstance(value, float) else value for value in row)


def single(path, *arguments):
    """Names and rows of a single run."""
    run = subprocess.run([TURNOVER, *arguments, "--quiet", path], capture_output=True, text=True, check=True)
    table = list(csv.reader(run.stdout.splitlines(keepends=True)))
    columns = {**panel_job.FIT, **panel_job.forecast_columns("50,80,95")}
    kinds = [{"long": int, "double": float}.get(
        columns[name].typeName(), str) if name in columns else str for name in table[0]]
    return table[0], sorted(repr(exact(
        (None if value == "" and kind is not str else kind(value)) for kind, value in zip(kinds, row)))
        for row in table[1:])


def found(path):
    """Names and rows of a result of the job."""
    table = pyarrow.parquet.read_table(path)
    return table.column_names, sorted(repr(exact(row.values())) for row in table.to_pylist())


class WorkerTest(unittest.TestCase):
    def test_rows_that_do_not_come_are_not_the_end_of_the_rows(self):
        def batches():
            yield pyarrow.RecordBatch.from_arrays([["a"], ["2000"], ["1"]], ["c0", "c1", "c2"])
            raise RuntimeError("lost")

        worker = panel_job.Worker(TURNOVER, ["fit"], ["k", "year", "value"], {"k": StringType(), **panel_job.FIT})
        with unittest.mock.patch("panel_job.TaskContext") as context:
            context.get().cpus.return_value = 1
            with self.assertRaisesRegex(RuntimeError, "lost"):
                list(worker(batches()))

    def test_a_program_that_fails_is_told_with_what_it_said(self):
        batch = pyarrow.RecordBatch.from_arrays([["a"], ["2000"], ["1"]], ["c0", "c1", "c2"])
        worker = panel_job.Worker(TURNOVER, ["fit", "--no-such"], ["k", "year", "value"], {})
        with unittest.mock.patch("panel_job.TaskContext") as context:
            context.get().cpus.return_value = 1
            context.get().partitionId.return_value = 5
            with self.assertRaisesRegex(panel_job.WorkerFailed, "partition 5: turnover ended with 2: .*no-such"):
                list(worker([batch]))


class PanelJobTest(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.spark = start()
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="panel-job-"))
        generator = random.Random(7)
        cls.panel = list(rows(generator))
        generator.shuffle(cls.panel)
        cls.file = str(cls.folder / "panel.csv")
        write(cls.file, cls.panel)
        cls.fit = single(cls.file, "fit")

    @classmethod
    def tearDownClass(cls):
        application = cls.spark.sparkContext.applicationId
        cls.spark.stop()
        shutil.rmtree(cls.folder)
        shutil.rmtree(pathlib.Path(os.environ["SPARK_HOME"], "work", application), ignore_errors=True)

    def job(self, verb, panel, program=TURNOVER, partitions=4, **options):
        """The result of a job."""
        result = str(self.folder / f"result-{self.id()}-{verb}-{len(os.listdir(self.folder))}")
        panel_job.run(self.spark, verb, panel, result, program, partitions, options)
        return result

    def once(self, victim, before=":"):
        """A program that kills a process in the partition that comes first, and is `turnover` ever after."""
        script, mark = self.folder / f"{self.id()}.sh", self.folder / f"{self.id()}.mark"
        script.write_text(f"""#!/bin/bash
            parent() {{ read -r _ _ _ parent _ < /proc/$1/stat; echo $parent; }}
            if mkdir '{mark}' 2> /dev/null; then
                {before}
                victim={victim}
                echo $victim $(cat /proc/$victim/comm) > '{mark}/victim'
                kill -9 $victim
            fi
            exec '{TURNOVER}' "$@"
            """)
        script.chmod(0o755)
        return str(script), mark

    def assert_killed(self, mark, name):
        number, comm = (mark / "victim").read_text().split()
        self.assertTrue(comm.startswith(name), comm)
        self.assertFalse(os.path.exists(f"/proc/{number}"), "is still there")

    def test_fit_of_csv_is_a_single_run(self):
        folder = self.folder / "parts"
        folder.mkdir()
        half = len(self.panel) // 2
        write(folder / "a.csv", self.panel[:half])
        write(folder / "b.csv.gz", self.panel[half:], compress=True)
        self.assertEqual(found(self.job("fit", str(folder))), self.fit)

    def test_fit_of_parquet_is_a_single_run(self):
        places, numbers, periods, values = zip(*self.panel)
        # Blank keys are null or not; values are numbers.
        places = [None if place == "" and number.endswith("0") else place for place, number in zip(places, numbers)]
        path = str(self.folder / "panel.parquet")
        pyarrow.parquet.write_table(pyarrow.table({
            "place": places, "number": list(map(int, numbers)), "period": periods,
            "value": list(map(float, values))}), path)
        self.assertEqual(found(self.job("fit", path)), self.fit)

    def test_forecasts_are_a_single_run_with_one_calibration(self):
        self.assertEqual(
            found(self.job("forecast", self.file, partitions=3, model="drift", horizon=2, levels="50,80")),
            single(self.file, "forecast", "--model=drift", "--horizon=2", "--levels=50,80"))

    def test_partitions_may_be_empty_and_a_panel_without_rows(self):
        few = str(self.folder / "few.csv")
        write(few, [["2000", "1"], ["2001", "2"]], header=["year", "value"])
        self.assertEqual(found(self.job("fit", few)), single(few, "fit"))
        write(few, [["a", "2000", "1"], ["a", "2001", "2"]], header=["k", "year", "value"])
        self.assertEqual(found(self.job("fit", few, partitions=9)), single(few, "fit"))
        with open(few, "w") as file:  # As spreadsheets save it.
            file.write("\ufeffK,k.`x`,year,value\na,b,2000,1\n")
        self.assertEqual(found(self.job("fit", few)), single(few, "fit"))
        write(few, [], header=["k", "year", "value"])
        self.assertEqual(self.spark.read.parquet(self.job("fit", few)).count(), 0)

    def test_a_killed_program_has_its_partition_run_again(self):
        # It has written results of the first rows by then.
        program, mark = self.once("$$", before=f"head -c 4000 | head -n -1 | '{TURNOVER}' \"$@\"")
        self.assertEqual(found(self.job("fit", self.file, program=program)), self.fit)
        self.assert_killed(mark, self.id()[:15])

    def test_a_killed_python_worker_has_its_partition_run_again(self):
        program, mark = self.once("$PPID")
        self.assertEqual(found(self.job("fit", self.file, program=program)), self.fit)
        self.assert_killed(mark, "python")

    def test_a_killed_executor_has_its_partitions_run_again(self):
        # The machine of Spark itself: above the Python worker and what forks these.
        program, mark = self.once("$(parent $(parent $PPID))")
        self.assertEqual(found(self.job("fit", self.file, program=program)), self.fit)
        self.assert_killed(mark, "java")

    def test_bad_rows_are_told_with_partition_and_line(self):
        path = str(self.folder / "bad.csv")
        write(path, self.panel[:2000])
        with open(path, "ab") as file:
            file.write(b"plain,9001,2000,12x\nplain,9002,2000\nT\xfcrkiye,9003,2000,1\n")
        with self.assertRaises(Exception) as caught:
            self.job("fit", path, partitions=1)
        told = re.findall(r"partition 0, line (\d+): (.*); the row is (.*)", str(caught.exception))
        rows, _, _ = panel_job.read_panel(self.spark, path)
        parts = panel_job.spread(rows, ["c0", "c1"], 1)
        place = {row["c1"]: line for line, row in enumerate(parts.collect(), 2)}
        lines = {re.search("900.", row)[0]: int(line) for line, _, row in told}
        self.assertEqual(set(lines), {"9001", "9002", "9003"})
        said = {re.search("900.", row)[0]: text for _, text, row in told}
        self.assertIn('"12x" is no finite number', said["9001"])
        self.assertIn("3 fields where the header has 4", said["9002"])
        self.assertIn("a key is not UTF-8", said["9003"])
        self.assertIn("partition 0: 3 rows were left out", str(caught.exception))
        self.assertEqual(list(self.folder.glob(f"result-{self.id()}*/*.parquet")), [])

    def command(self, *arguments):
        """A run of the command, on a Spark of its own."""
        return subprocess.run(
            [sys.executable, "panel_job.py", *map(str, arguments), "--partitions", "1"],
            capture_output=True, text=True, env={
                **os.environ, "PYSPARK_SUBMIT_ARGS": f"--master local[2] --driver-java-options '{JAVA}' pyspark-shell"})

    def test_the_command_tells_bad_rows_in_the_end_and_leaves_no_result(self):
        path, result = str(self.folder / "one.csv"), self.folder / "none"
        write(path, [["a", "2000", "1"], ["a", "2001", "x"], ["a", "2002", "3"]], header=["k", "year", "value"])
        run = self.command("fit", path, result, "--turnover", TURNOVER)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr.splitlines()[-2:], [
            'partition 0, line 3: "x" is no finite number; write digits with a point, such as 1234.5; '
            "the row is 'a,2001,x'", "partition 0: 1 row was left out"])
        self.assertFalse((result / "_SUCCESS").exists())
        self.assertEqual(list(result.glob("*.parquet")), [])

    def test_the_command_names_what_is_missing_or_in_the_way_in_its_last_line(self):
        here, there, missing = self.folder / "here.csv", self.folder / "there", self.folder / "missing"
        write(here, [["a", "2000", "1"], ["a", "2001", "2"]], header=["k", "year", "value"])
        there.mkdir()
        for verb, panel, result, program, code, message in [
                ("fit", missing, self.folder / "r1", TURNOVER, 1,
                 f"{missing}: no such file or folder; name a panel that every machine can read"),
                ("forecast", here, there, TURNOVER, 1, f"{there}: is there already; name a folder that is not, or remove it"),
                ("fit", here, self.folder / "r2", missing, 2,
                 f"{missing}: No such file or directory; put the program on every machine and name its place there by "
                 "--turnover"),
                ("fit", here, self.folder / "r3", here, 2,
                 f"{here}: Permission denied; put the program on every machine and name its place there by --turnover")]:
            with self.subTest(message):
                run = self.command(verb, panel, result, "--turnover", program)
                self.assertEqual((run.returncode, run.stderr.splitlines()[-1]), (code, message))
                self.assertEqual(list(self.folder.glob("r?/*.parquet")), [])

    def test_quotes_that_do_not_belong(self):
        path, right = str(self.folder / "quotes.csv"), str(self.folder / "right.csv")
        text = "k,year,value\nc,2000,1\n{}\nd,2000,1\n"
        for file, row in [(path, 'a"b,2000,1'), (right, '"a""b",2000,1')]:
            pathlib.Path(file).write_text(text.format(row))
        self.assertEqual(found(self.job("fit", path)), single(right, "fit"))
        for row, message in [
                ('"a"b,2000,1', "reading file .*quotes.csv"), ('"a,2000,1', "a quote that does not close")]:
            pathlib.Path(path).write_text(text.format(row))
            with self.assertRaisesRegex(Exception, message):
                self.job("fit", path)

    def test_files_with_other_columns_are_refused(self):
        folder = self.folder / "mixed"
        folder.mkdir()
        write(folder / "a.csv", [["x", "1", "2000", "5"]])
        write(folder / "b.csv", [["1", "x", "2000", "5"]], header=["number", "place", "period", "value"])
        with self.assertRaisesRegex(Exception, "header"):
            self.job("fit", str(folder))


if __name__ == "__main__":
    unittest.main(verbosity=2)
