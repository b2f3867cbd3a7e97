"""Hostile CSV texts and how Python's csv module reads them, for CSVModuleSlowTests.swift.

    python3 hostile.py SEED COUNT

Prints one JSON array a line: whether the text was written by csv.writer, the text in Latin-1 (a character a byte), and its
records, or null where the module refuses it in strict mode. A blank line is a record of one empty field, as RFC 4180 has it.
"""

import csv
import io
import json
import random
import sys

PIECES = ['a', 'é', '日本', '"', '""', ',', ',"', '",', '\n', '\r\n', '\r', 'xyz', '1.5', ' ', "'", ';', '\t', '\x00', '\ufeff', '""""']
FIELDS = ['', 'a', 'é', 'say "yes"', '"', 'a,b', 'line\nend', 'line\r\nend', 'lone\rreturn', ' blank ', 'x' * 300, '""', "it's", '\ufeff']


def written(draw):
    """Records by csv.writer, each line with its own dialect and end."""
    text = io.StringIO(newline="")
    for _ in range(draw.choice([1, 3, 10, 400])):
        quoting = draw.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])
        # The module leaves a lone carriage return bare where the line's own end is another.
        fields = draw.choices(FIELDS, k=draw.choice([1, 4, 4, 4, 9]))
        quoting = csv.QUOTE_ALL if any("\r" in field for field in fields) else quoting
        csv.writer(text, quoting=quoting, lineterminator=draw.choice(["\n", "\r\n"])).writerow(fields)
    text = text.getvalue()
    return ("\ufeff" if draw.random() < 0.2 else "") + (text.rstrip("\r\n") if draw.random() < 0.2 else text)


def records(text):
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error:
        return None
    return [row or [""] for row in rows]


def main(seed, count):
    draw = random.Random(seed)
    for _ in range(count):
        isWritten = draw.random() < 0.5
        text = written(draw) if isWritten else "".join(draw.choices(PIECES, k=draw.choice([2, 8, 40, 40, 3000])))
        json.dump([isWritten, text.encode().decode("latin-1"), records(text)], sys.stdout)
        sys.stdout.write("\n")


main(int(sys.argv[1]), int(sys.argv[2]))
