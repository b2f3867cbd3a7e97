"""Writes the table of certified digits: ours, R's, gretl's and statsmodels's, measured on this machine.

    python3 benchmarks/peers/nist_table.py TURNOVER

Replaces what stands between the marks `nist` in LeastSquares.md. Digits are −log10 of the largest relative error (of the
absolute one for a certified 0) of coefficients, standard errors and residual standard deviation, at most 15. A program
that is not installed stops it: the table is written whole or not at all. R and gretl are Debian's r-base-core and gretl;
statsmodels is of the Python that runs this.
"""

import csv
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = ROOT / "datasets/reference/nist"
HERE = ROOT / "benchmarks/peers"
PAGE = ROOT / "Sources/TradeTurnover/TradeTurnover.docc/LeastSquares.md"
QUANTITIES = ("coef", "stderr", "residual_sd")


def lines(*command, folder=None):
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"tables: {' '.join(map(str, command))} ended with {result.returncode}: {result.stderr.strip()[-300:]}")
    return result.stdout.splitlines()


def values(rows):
    """Values by set and quantity, and the version."""
    found, version = {}, ""
    for name, quantity, _, value in rows:
        if name == "version":
            version = value
        else:
            found.setdefault(name, {}).setdefault(quantity, []).append(float(value))
    return found, version


def certified():
    found = {}
    with open(SETS / "certified.csv") as file:
        for row in csv.DictReader(file):
            if row["statistic"] in QUANTITIES:
                found.setdefault(row["dataset"], {}).setdefault(row["statistic"], []).append(float(row["value"]))
    return found


def digits(estimates, truths):
    least = 15.0
    for value, truth in zip(estimates, truths, strict=True):
        error = abs(value - truth) / (abs(truth) or 1)
        # Not a number is no digit.
        if not error <= 1:
            return 0.0
        least = min(least, -math.log10(error)) if error else least
    return max(0.0, least)


def main(turnover):
    truths = certified()
    records = json.loads("\n".join(lines(turnover, "doctor", "--format", "json")))
    ours = {record["item"].lower(): record["value"] for record in records if record["section"] == "certified digits"}
    version = next(record["value"] for record in records if record["item"] == "turnover")
    columns = [(f"turnover {version}", ours)]
    titles = {record["item"].lower(): record["item"] for record in records if record["section"] == "certified digits"}

    with tempfile.TemporaryDirectory(prefix="turnover-peers-") as folder:
        for file in SETS.glob("*.csv"):
            shutil.copy(file, folder)
        shutil.copy(HERE / "nist.inp", folder)
        gretl = [line[6:].split(",") for line in lines("gretlcli", "-b", "nist.inp", folder=folder) if line[:6] == "table,"]
    gretl.append(["version", "gretl", "0", lines("gretlcli", "--version")[0].split()[-1]])
    peers = [
        ("R {} `lm`", [line.split(",") for line in lines("Rscript", HERE / "nist.R", SETS)]),
        ("gretl {} `ols`", gretl),
    ]
    for method in ("pinv", "qr"):
        rows = [line.split(",") for line in lines(sys.executable, HERE / "nist.py", SETS, method)]
        peers.append(("statsmodels {} `OLS`, " + method, rows))
    for title, rows in peers:
        found, number = values(rows)
        cells = {}
        for name, truth in truths.items():
            estimates = found.get(name)
            cells[name] = (
                " ".join(f"{digits(estimates[quantity], truth[quantity]):.1f}" for quantity in QUANTITIES)
                if estimates else "refuses"
            )
        columns.append((title.format(number), cells))

    table = ["| set | " + " | ".join(title for title, _ in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in ours:
        table.append(f"| {titles[name]} | " + " | ".join(cells[name] for _, cells in columns) + " |")
    text = PAGE.read_text()
    start, end = "<!-- nist -->\n", "<!-- /nist -->"
    before, rest = text.split(start)
    PAGE.write_text(before + start + "\n" + "\n".join(table) + "\n\n" + end + rest.split(end)[1])


if __name__ == "__main__":
    main(sys.argv[1])
