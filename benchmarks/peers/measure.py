"""What all comparisons share: running programs by turns, and facts of the machine."""

import importlib.metadata
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys


def run(command, stdin=subprocess.DEVNULL):
    """Wall seconds, processor seconds and peak megabytes of a whole process."""
    launch = [sys.executable, "-I", "-S", pathlib.Path(__file__).with_name("launch.py")]
    result = subprocess.run([*launch, *map(str, command)], stdin=stdin, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} failed")
    wall, cpu, peak = map(float, result.stdout.split())
    return wall, cpu, peak / 1024


def r_version(package):
    """The version of a package of R; `None` where there is none. They are Debian's r-cran-data.table and r-cran-forecast."""
    if not shutil.which("Rscript"):
        return None
    result = subprocess.run(["Rscript", "-e", f'cat(as.character(packageVersion("{package}")))'],
                            capture_output=True, text=True)
    return result.stdout if result.returncode == 0 else None


def versions(turnover):
    """Versions of the programs that are compared, and of what they run in."""
    found = {"turnover": text([turnover, "--version"]), "Python": platform.python_version()}
    found |= {name: importlib.metadata.version(name) for name in ("polars", "duckdb", "numpy", "statsforecast")}
    peers = {name: r_version(package) for name, package in (("data.table", "data.table"), ("R forecast", "forecast"))}
    if any(peers.values()):
        found["R"] = text(["Rscript", "-e", "cat(as.character(getRversion()))"])
    return found | {name: version for name, version in peers.items() if version}


def text(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def machine(turnover):
    """Facts of the machine, by name."""
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    flags = next((line for line in open("/proc/cpuinfo") if line.startswith("flags")), "").split()
    facts = {"processor": f"{model or platform.machine()}, {os.cpu_count()} cores, "
                          + ("AVX-512" if "avx512dq" in flags else "AVX2" if "avx2" in flags else "no AVX2")}
    facts["memory"] = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    facts["kernel"] = f"Linux {platform.release()}"
    records = json.loads(text([turnover, "doctor", "--format", "json"]))
    facts |= {record["item"]: record["value"] for record in records
              if record["item"] in ("system", "OpenBLAS", "matrix product", "memory") and record["section"] == "software"}
    facts |= {f"{record['item']}, measured": record["value"] for record in records
              if record["section"] == "machine" and record["item"] in ("matrix product", "memory")}
    return facts


def markdown(header, rows):
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"


def spread(numbers, form="{:.2f}"):
    """Least and largest of some numbers."""
    return f"{form.format(min(numbers))}–{form.format(max(numbers))}"


def ratio(theirs, ours):
    """The ratio of the medians, as it can be reckoned again from a table of them."""
    return statistics.median(theirs) / statistics.median(ours)
