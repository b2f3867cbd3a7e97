"""Fits or forecasts every series of a panel on a Spark cluster, with `turnover` at work in each partition.

    spark-submit panel_job.py fit PANEL RESULT [--partitions N] [--turnover PROGRAM]
    spark-submit panel_job.py forecast PANEL RESULT [--model NAME] [--horizon N] [--season N] [--levels LIST] ...

PANEL is a file or folder of CSV (plain or gzip) or Parquet with key columns of any name, period (or year) and value;
RESULT a folder of Parquet that is not there yet. The rows are those of a single `turnover fit` or `turnover forecast`,
in any order. Exit codes: 0 done, 1 the panel or the result has problems, 2 wrong usage, no program among it. README.md
beside this file says how the job is made and how large a cluster it wants.
"""

import argparse
import contextlib
import itertools
import math
import os
import re
import subprocess
import sys
import tempfile
import threading

import pyarrow
import pyarrow.csv
from pyspark import SparkFiles, StorageLevel, TaskContext
from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession, functions
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

# What the two verbs write behind the keys.
FIT = {
    "n": LongType(), "first": StringType(), "last": StringType(),
    **{name: DoubleType() for name in (
        "last_value", "growth", "se", "lo95", "hi95", "r2", "sigma", "durbin_watson")},
}
SAMPLE = {"period": StringType(), "value": StringType()}


def forecast_columns(levels):
    ends = [f"{end}{level}" for level in levels.split(",") for end in ("lo", "hi")]
    return {"model": StringType(), "period": StringType(), **dict.fromkeys(["mean", *ends], DoubleType())}


# Where Spark puts the text of a CSV row that has too few or too many fields.
BROKEN = "_broken_row"
# Parts whose samples are put together in one step.
FAN_IN = 64


class WorkerFailed(Exception):
    """The worker of a partition did not end well; Spark runs the partition again."""


class BadRows(Exception):
    """Rows of a partition that cannot be used, a line each."""


class NoProgram(Exception):
    """A machine lacks the program; every partition says the same."""


class Unusable(Exception):
    """A panel that cannot be read or a result that cannot be written, before any work, with the mend."""


class Worker:
    """Sends the rows of a partition through the program: what `rdd.pipe` does, with nothing lost on the way.

    Columns go by their place: `inputs` are the names that the program reads, `outputs` the Spark types of what it
    writes, by name.
    """

    def __init__(self, program, arguments, inputs, outputs, is_latin1=False, shared=None):
        self.program, self.arguments, self.inputs, self.outputs = program, arguments, inputs, outputs
        self.is_latin1, self.shared = is_latin1, shared

    def __call__(self, batches):
        batches = (batch for batch in batches if batch.num_rows > 0)
        first = next(batches, None)
        if first is None:  # A partition without rows has no results, and no header to tell the program of.
            return
        context = TaskContext.get()
        command = [self.program, *self.arguments, "--adjacent", "--threads", str(context.cpus()), "--quiet"]
        if self.shared:
            command += ["--calibrate-on", SparkFiles.get(self.shared)]
        with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as copy:
            try:
                process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
            except OSError as error:
                raise NoProgram(f"{self.program}: {error.strerror}; put the program on every machine and name its "
                                "place there by --turnover") from error
            feeder = Feeder(self, itertools.chain([first], batches), process, copy)
            feeder.start()
            unreadable = None
            try:
                try:
                    yield from self.results(process.stdout)
                except pyarrow.ArrowInvalid as error:
                    unreadable = error  # Cut off in the middle: the exit code says why.
                    process.stdout.read()
                feeder.join()
                code = process.wait()
            except BaseException:  # Nobody wants the rest.
                process.kill()
                process.wait()
                raise
            finally:
                process.stdout.close()
            if feeder.error:
                raise feeder.error
            if code:
                raise self.failure(code, errors, copy, context.partitionId())
            if unreadable:
                raise unreadable

    def results(self, output):
        """Record batches of what the program writes."""
        kinds = {"long": pyarrow.int64(), "double": pyarrow.float64(), "string": pyarrow.string()}
        reader = pyarrow.csv.open_csv(
            output,
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={name: kinds[kind.typeName()] for name, kind in self.outputs.items()},
                null_values=[""], strings_can_be_null=False))
        for batch in reader:
            yield pyarrow.RecordBatch.from_arrays(batch.columns, [place(number) for number in range(batch.num_columns)])

    def text(self, batch):
        """The rows of a batch as the program reads them: the bytes of the file that they come from."""
        broken = []
        if BROKEN in batch.schema.names:
            mark = batch.column(BROKEN)
            if mark.null_count < len(mark):
                # Handed over as they are: the program counts them and says what is wrong.
                broken = [row for row in mark.to_pylist() if row is not None]
                batch = batch.filter(mark.is_null())
        table = pyarrow.table(batch.columns[:len(self.inputs)], names=self.inputs)
        try:
            text = csv(table, "none")
        except pyarrow.ArrowInvalid:  # A comma, quote or line end in a key.
            text = csv(table, "needed")
        text += "".join(row + "\n" for row in broken).encode()
        return text.decode().encode("latin-1") if self.is_latin1 else text

    def header(self):
        return csv(pyarrow.table([[]] * len(self.inputs), names=self.inputs), "needed", header=True)

    def failure(self, code, errors, copy, partition):
        """What the program said, with the row behind each line number."""
        errors.seek(0)
        said = errors.read().decode(errors="replace").splitlines()
        places = [re.match(r"standard input:(\d+): (.*)", line) for line in said]
        if code != 1 or not any(places):
            return WorkerFailed(f"partition {partition}: turnover ended with {code}: {' '.join(said) or 'not a word'}")
        wanted = {int(place[1]) for place in places if place}
        copy.seek(0)
        rows = {number: row.decode(errors="replace").strip()[:200]
                for number, row in enumerate(itertools.islice(copy, max(wanted)), 1) if number in wanted}
        told = [
            f"partition {partition}, line {place[1]}: {place[2]}; the row is {rows.get(int(place[1]), '')!r}"
            if place else line.replace("standard input", f"partition {partition}")
            for place, line in zip(places, said)]
        return BadRows("\n".join(told))


class Feeder(threading.Thread):
    """Writes a partition to the program while the task reads its results, and keeps a copy to quote from."""

    def __init__(self, worker, batches, process, copy):
        super().__init__(daemon=True)
        self.worker, self.batches, self.process, self.copy = worker, batches, process, copy
        self.error = None

    def run(self):
        try:
            self.write(self.worker.header())
            for batch in self.batches:
                self.write(self.worker.text(batch))
        except BrokenPipeError:
            pass  # The program has ended; its exit code says why.
        except BaseException as error:  # Rows that did not come must not look like the end of the rows.
            self.error = error
            self.process.kill()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def write(self, text):
        self.copy.write(text)
        self.process.stdin.write(text)
        self.process.stdin.flush()


def csv(table, quoting, header=False):
    sink = pyarrow.BufferOutputStream()
    options = pyarrow.csv.WriteOptions(include_header=header, quoting_style=quoting, batch_size=1 << 16)
    pyarrow.csv.write_csv(table, sink, options)
    return sink.getvalue().to_pybytes()


def place(number):
    """The name of a column within the job: names of files may hold dots and other things that Spark reads."""
    return f"c{number}"


def placed(panel):
    """The columns of a panel by their place, as text; a blank is no `null`, which would be another key."""
    texts = [panel[f"`{name.replace('`', '``')}`"].cast("string") for name in panel.columns if name != BROKEN]
    return [functions.coalesce(text, functions.lit("")).alias(place(number)) for number, text in enumerate(texts)]


def read_panel(spark, path):
    """The panel by the place of its columns, their names, and whether characters stand for bytes.

    CSV is read as Latin-1, in which every byte is a character: a byte that is not UTF-8 then reaches the program, which
    refuses it, while Spark would put a replacement character in its place without a word.
    """
    spark.conf.set("spark.sql.caseSensitive", True)
    try:
        files = spark.read.format("binaryFile").option("pathGlobFilter", "*.parquet").load(path).select("path").limit(1)
    except AnalysisException as error:
        if error.getCondition() != "PATH_NOT_FOUND":
            raise
        raise Unusable(f"{path}: no such file or folder; name a panel that every machine can read") from error
    if files.count() > 0:
        panel = spark.read.parquet(path)
        return panel.select(placed(panel)), panel.columns, False
    options = {
        "header": True, "encoding": "ISO-8859-1", "quote": '"', "escape": '"', "multiLine": True,
        "enforceSchema": False, "unescapedQuoteHandling": "RAISE_ERROR", "maxColumns": 1 << 20}
    schema = spark.read.options(**options).csv(path).schema
    panel = spark.read.options(**options, columnNameOfCorruptRecord=BROKEN).csv(
        path, schema=StructType(schema.fields + [StructField(BROKEN, StringType())]))
    names = [name.encode("latin-1").decode().removeprefix("\ufeff") for name in schema.names]
    return panel.select(*placed(panel), BROKEN), names, True


def spread(panel, keys, count):
    """Whole series in each partition, the rows of a series side by side, always in the same order."""
    rows = panel.repartition(count, *keys) if keys else panel.repartition(1)
    return rows.sortWithinPartitions(*keys, *[name for name in panel.columns if name not in keys])


def run(spark, verb, panel, result, program="turnover", partitions=None, options=None):
    """Runs a verb over a panel, `forecast` with options by name; the result is there when it is whole."""
    spark.sparkContext.addPyFile(os.path.abspath(__file__))
    # Spark would say so too, but of forecasts only after it has read the panel.
    folder = spark._jvm.org.apache.hadoop.fs.Path(result)
    if folder.getFileSystem(spark._jsparkSession.sessionState().newHadoopConf()).exists(folder):
        raise Unusable(f"{result}: is there already; name a folder that is not, or remove it")
    rows, names, is_latin1 = read_panel(spark, panel)
    keys = [name for name in names if name not in ("period", "year", "value")]
    partitions = partitions or int(spark.conf.get("spark.sql.shuffle.partitions"))

    def through(rows, arguments, names, columns, **more):
        outputs = {**dict.fromkeys(keys, StringType()), **columns}
        schema = StructType([StructField(place(number), kind) for number, kind in enumerate(outputs.values())])
        return rows.mapInArrow(Worker(program, arguments, names, outputs, **more), schema)

    def named(rows, columns):
        return rows.toDF(*keys, *columns)

    parts = spread(rows, [place(names.index(key)) for key in keys], partitions)
    if verb == "fit":
        named(through(parts, ["fit"], names, FIT, is_latin1=is_latin1), FIT).write.parquet(result)
        return
    options = {"levels": "80,95", **(options or {})}
    columns = forecast_columns(options["levels"])
    arguments = ["forecast", *[f"--{name}={value}" for name, value in options.items()]]
    parts = parts.persist(StorageLevel.DISK_ONLY)  # Read twice, as a single run reads its input twice.
    sampled = [*keys, *SAMPLE]
    sample = through(parts, [*arguments, "--sample"], names, SAMPLE, is_latin1=is_latin1)
    count = partitions
    while count > 1:
        count = math.ceil(count / FAN_IN)
        few = spread(sample, [place(number) for number in range(len(keys))], count)
        sample = through(few, [*arguments, "--sample"], sampled, SAMPLE)
    with tempfile.NamedTemporaryFile(prefix="calibration-", suffix=".csv") as file:
        file.write(csv(named(sample, SAMPLE).toArrow(), "needed", header=True))
        file.flush()
        spark.sparkContext.addFile(file.name)
        calibrated = through(
            parts, arguments, names, columns, is_latin1=is_latin1, shared=os.path.basename(file.name))
        named(calibrated, columns).write.parquet(result)
    parts.unpersist()


def session(**more):
    builder = SparkSession.builder.appName("turnover")
    # The first committer moves files when the job is done; the second would leave those of a job that fails.
    builder = builder.config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 1)
    for name, value in more.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def told(error):
    """What workers said, out of the traces that Spark puts around it, and the exit code."""
    missing = re.search(r"(?m)^\S*NoProgram: (.*)$", str(error))
    if missing:
        return [missing[1]], 2
    return list(dict.fromkeys(re.findall(
        r"(?m)^(?:\S*(?:BadRows|WorkerFailed): )?(partition \d+(?:, line \d+)?: .*)$", str(error)))), 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["fit", "forecast"])
    parser.add_argument("panel")
    parser.add_argument("result")
    parser.add_argument("--turnover", default="turnover", metavar="PROGRAM", help="its path on every machine")
    parser.add_argument("--partitions", type=int, help="by default spark.sql.shuffle.partitions")
    forecast = ("model", "horizon", "season", "levels")
    for name in forecast:
        parser.add_argument(f"--{name}", help="as in `turnover forecast`")
    given = parser.parse_args()
    options = {name: getattr(given, name) for name in forecast if getattr(given, name) is not None}
    if options and given.verb == "fit":
        parser.error(f"--{next(iter(options))} is for forecast")
    spark = session()
    try:
        run(spark, given.verb, given.panel, given.result, given.turnover, given.partitions, options)
    except Unusable as error:
        sys.exit(str(error))
    except Exception as error:
        lines, code = told(error)
        if not lines:
            raise
        print(*lines, sep="\n", file=sys.stderr)
        sys.exit(code)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
