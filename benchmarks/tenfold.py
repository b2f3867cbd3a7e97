"""Writes a ledger ten times as large as another: ten copies that share no series.

    python3 benchmarks/tenfold.py LEDGER OUT

The first copy is the ledger as it is. In the others each area but the world has a code of its own under a
country code that ISO 3166 leaves to users (XA-1, XA-2, ... in the second copy, XB-1, ... in the third), and each
statement and target an id of its own. Sources, indicators, products and rates are shared.
"""

import csv
import pathlib
import shutil
import sys

COPIES = 10
WORLD = "W"
AREA_COLUMNS = ("reporter", "partner", "origin", "code", "parent")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, list(reader)


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def codes_of_copy(areas, copy):
    """The code of each area in a copy; the world's is the same in all."""
    country = "X" + chr(ord("A") + copy - 2)
    codes = {row["code"]: f"{country}-{number}" for number, row in enumerate(areas, start=1)}
    return codes | {WORLD: WORLD}


def copied(row, codes, copy):
    """A row under the codes of a copy. The whole of a share may be a series key, which begins with two areas."""
    result = dict(row)
    for column in AREA_COLUMNS:
        if column in row:
            result[column] = codes.get(row[column], row[column])
    if "id" in row:
        result["id"] = f"{row['id']}-copy-{copy}"
    if "name" in row and row["code"] != WORLD:
        result["name"] = f"{row['name']} (copy {copy})"
    base = row.get("base", "").split("/")
    if base[0] in codes and len(base) > 2:
        result["base"] = "/".join([codes[base[0]], codes[base[1]], *base[2:]])
    return result


def main(ledger, out):
    ledger, out = pathlib.Path(ledger), pathlib.Path(out)
    shutil.copytree(ledger, out)
    _, areas = read(ledger / "areas.csv")
    for name in ("areas.csv", "statements.csv", "targets.csv"):
        columns, rows = read(ledger / name)
        result = list(rows)
        for copy in range(2, COPIES + 1):
            codes = codes_of_copy(areas, copy)
            copies = (copied(row, codes, copy) for row in rows)
            result += [row for row in copies if row.get("code") != WORLD]
        write(out / name, columns, result)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 benchmarks/tenfold.py LEDGER OUT")
    main(*sys.argv[1:])
