"""Holds small fixed workloads to a budget of instructions and allocations, counted by valgrind.

    python3 benchmarks/budget.py TURNOVER [--update]

Counts do not depend on how busy the machine is: two runs differ by less than one part in a thousand. They depend on the
compiler, on the C library and on the processor only through the instructions that valgrind shows the program, which end
at AVX2. Exits with 1 when a workload takes more than its budget by more than its tolerance in per cent, and names it;
`--update` writes what was counted as the new budget. The start of the program, `--version`, is a workload of its own
and taken off the others.
"""

import argparse
import concurrent.futures
import csv
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BUDGETS = pathlib.Path(__file__).with_name("budgets.csv")
STATEMENTS = """id,reporter,partner,indicator,product,entity,period,kind,figure,unit,base,origin,known_on,source,locator,note
s1,BY,XA,exports,,,2017,level,over 1.59 billion,USD,,,2018-02-15,made-up,,
s2,BY,XA,exports,,,2018,level,1.78 billion,USD,,,2019-02-15,made-up,,
s3,BY,XA,exports,,,2019,growth,x0.98,,,,2020-02-15,made-up,,
s4,BY,XA,imports,,,2018,level,about 1.11 billion,USD,,,2019-02-15,made-up,,
"""
LISTS = {
    "areas.csv": "code,name,parent\nBY,Belarus,\nXA,Elsewhere,\n",
    "indicators.csv": "code,name,nature,unit_kind\nturnover,Turnover,flow,money\nexports,Exports,flow,money\n"
                      "imports,Imports,flow,money\n",
    "sources.csv": "id,title,publisher,published,url\nmade-up,Made up,budget.py,2024,\n",
}


def values(series, periods):
    """A walk of growth that is the same everywhere: a linear congruential generator, no library's random numbers."""
    state = series * 7919 + 1
    level = 1000.0 + series
    for _ in range(periods):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        level *= math.exp(0.03 + 0.2 * ((state >> 11) / 2**53 - 0.5))
        yield f"{level:.10g}"


def panel(path, series, periods, shuffled=False, quote=""):
    rows = [f"{quote}R{key:05d}{quote},{1990 + year},{value}\n"
            for key in range(series) for year, value in enumerate(values(key, periods))]
    if shuffled:
        rows = [rows[place * 7919 % len(rows)] for place in range(len(rows))]
    path.write_text("key,year,value\n" + "".join(rows))


def workloads(folder):
    panel(folder / "panel.csv", 2000, 20)
    panel(folder / "shuffled.csv", 1000, 20, shuffled=True)
    panel(folder / "quoted.csv", 1000, 20, quote='"')
    panel(folder / "few.csv", 100, 30)
    ledger = folder / "ledger"
    ledger.mkdir()
    (ledger / "statements.csv").write_text(STATEMENTS)
    for name, text in LISTS.items():
        (ledger / name).write_text(text)
    one = ["--threads", "1", "--quiet"]
    return {
        "start": ["--version"],
        "fit": ["fit", "panel.csv", *one],
        "fit-shuffled": ["fit", "shuffled.csv", *one],
        "fit-quoted": ["fit", "quoted.csv", *one],
        "forecast-ets": ["forecast", "few.csv", "--model", "ets", *one],
        "forecast-theta": ["forecast", "few.csv", "--model", "theta", *one],
        "adjust": ["adjust", "ledger", "--format", "csv", "--quiet"],
    }


def allocations(profile):
    """Calls to the functions that hand out memory, of a file that callgrind wrote."""
    names, count, callee = {}, 0, ""
    for line in profile.open():
        if line.startswith("cfn="):
            number, name = re.match(r"cfn=\((\d+)\)(?: (.*))?", line.rstrip("\n")).groups()
            callee = names.setdefault(number, name or names.get(number, ""))
        elif line.startswith("fn="):
            number, name = re.match(r"fn=\((\d+)\)(?: (.*))?", line.rstrip("\n")).groups()
            names.setdefault(number, name)
        elif line.startswith("calls=") and re.fullmatch(r"(malloc|calloc|realloc|posix_memalign|aligned_alloc)('\d+)?", callee or ""):
            count += int(line[6:].split()[0])
    return count


def count(program, name, arguments, folder):
    profile = folder / f"{name}.callgrind"
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", program, *arguments], cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})
    collected = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode != 0 or not collected:
        sys.exit(f"budget: {name} ended with {result.returncode}: {result.stderr[-800:]}")
    return int(collected[1]), allocations(profile)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("turnover")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="turnover-budget-") as folder:
        folder = pathlib.Path(folder)
        # Debian's valgrind does not know the compiler's form of debug information.
        program = folder / "turnover"
        subprocess.run(["strip", "--strip-debug", "-o", program, options.turnover], check=True)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = {name: pool.submit(count, program, name, arguments, folder)
                    for name, arguments in workloads(folder).items()}
            counts = {name: run.result() for name, run in runs.items()}
    for name in counts:
        if name != "start":
            counts[name] = tuple(max(0, whole - start) for whole, start in zip(counts[name], counts["start"]))
    with BUDGETS.open(newline="") as file:
        budgets = {row["workload"]: row for row in csv.DictReader(file)}
    if set(budgets) != set(counts):
        sys.exit(f"budget: {BUDGETS.name} and the workloads differ: {' '.join(sorted(set(budgets) ^ set(counts)))}")
    failures = []
    print(f"{'workload':<16}{'instructions':>16}{'budget':>16}{'':>8}{'allocations':>13}{'budget':>10}{'':>8}")
    for name, found in counts.items():
        budget, tolerance = budgets[name], float(budgets[name]["tolerance"])
        line = f"{name:<16}"
        for quantity, number, width in zip(("instructions", "allocations"), found, (16, 10)):
            allowed = int(budget[quantity])
            change = 100 * (number / allowed - 1) if allowed else 0
            line += f"{number:>{16 if quantity == 'instructions' else 13}}{allowed:>{width}}{change:>+7.1f}%"
            if change > tolerance:
                failures.append(f"{name}: {number} {quantity}, {change:.1f} % over the budget of {allowed}")
            budget[quantity] = number
        print(line)
    if options.update:
        with BUDGETS.open("w", newline="") as file:
            writer = csv.DictWriter(file, ["workload", "instructions", "allocations", "tolerance"], lineterminator="\n")
            writer.writeheader()
            writer.writerows(budgets.values())
    elif failures:
        sys.exit("\n".join(f"budget: {failure}" for failure in failures)
                 + "\nbudget: if that is meant, `make budget` writes the new numbers")


if __name__ == "__main__":
    main()
