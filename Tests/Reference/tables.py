"""Writes tables of agreement into the pages of the documentation: the second half of `make tables`.

Run: python3 tables.py FOLDER. A file PAGE.NAME.csv of the folder becomes the Markdown table between the lines
`<!-- NAME -->` and `<!-- /NAME -->` of PAGE.md. The reference suites write those files when the environment variable
AGREEMENT names the folder.
"""

import csv
import pathlib
import re
import sys

PAGES = pathlib.Path(__file__).resolve().parents[2] / "Sources/TradeTurnover/TradeTurnover.docc"

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    page, name = path.name.removesuffix(".csv").split(".")
    header, *rows = csv.reader(path.open(encoding="utf-8"))
    numeric = [all(re.fullmatch(r"-?[\d.]+", row[k]) for row in rows) for k in range(len(header))]
    lines = [header, ["---:" if right else "---" for right in numeric], *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    target = next(PAGES.rglob(f"{page}.md"))
    text = target.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    assert pattern.search(text), f"{target}: no place for {name}"
    target.write_text(pattern.sub(lambda place: place[1] + "\n" + table + "\n\n" + place[2], text), encoding="utf-8")
    print(f"{target.name}: {name}, {len(rows)} rows")
