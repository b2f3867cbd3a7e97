"""Times dense LAPACK and SuperLU on normal matrices shaped like those of the adjustment's mode; CHOLMOD by R.

    python3 benchmarks/peers/normal_matrix.py [OUT]
    Rscript benchmarks/peers/normal_matrix.R OUT

Needs numpy and scipy; R's package Matrix has CHOLMOD and reads the matrices that are left in the folder OUT. One
partner is nine base series: ten years in a random walk, a drift, two runs of months, rows of the levels that were
stated, shares of products in exports, and the bounds that bind. BLAS runs on one thread.
"""

import os
import pathlib
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import statistics
import time

import numpy
import scipy.io
import scipy.linalg
import scipy.sparse
import scipy.sparse.linalg

YEARS, SERIES, RUNS = 10, 9, 2
WIDTH = YEARS + 1 + RUNS
DENSE_LIMIT = 6000
REPEATS = 5


def rows_of(partners, rng):
    """Triples of the design: row, column, value."""
    entries, count = [], 0

    def add(terms, sigma):
        nonlocal count
        entries.extend((count, column, value / sigma) for column, value in terms)
        count += 1

    for partner in range(partners):
        for series in range(SERIES):
            base = (partner * SERIES + series) * WIDTH
            add([(base + YEARS, 1)], 0.06)
            add([(base, 1)], 20)
            for year in range(1, YEARS):
                add([(base + year, 1), (base + year - 1, -1), (base + YEARS, -1)], 0.24)
            for run in range(RUNS):
                year = rng.integers(1, YEARS)
                add([(base + YEARS + 1 + run, 1), (base + year, -1.1), (base + year - 1, 0.1)], 0.1)
            for year in rng.choice(YEARS, 4, replace=False):
                add([(base + year, 1)], rng.choice([0.002, 0.05, 0.08]))
            if series > 1:
                whole = partner * SERIES * WIDTH
                year = rng.integers(YEARS)
                add([(base + year, 1), (whole + year, -1)], 0.01)
                for year in rng.choice(YEARS, 3, replace=False):
                    add([(base + year, 1), (whole + year, -1)], 0.005)
    order = partners * SERIES * WIDTH
    design = scipy.sparse.coo_matrix(
        ([value for _, _, value in entries], ([row for row, _, _ in entries], [column for _, column, _ in entries])),
        shape=(count, order)).tocsc()
    return design


def timed(function):
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def main():
    rng = numpy.random.default_rng(1)
    print(f"{'unknowns':>9}{'non-zeros':>11}{'dense ms':>11}{'SuperLU ms':>12}")
    for partners in (2, 5, 10, 25, 50, 100, 200):
        design = rows_of(partners, rng)
        matrix = (design.T @ design).tocsc()
        order = matrix.shape[0]
        right = numpy.ones(order)
        dense = "-"
        if order <= DENSE_LIMIT:
            full = matrix.toarray()
            dense = f"{timed(lambda: scipy.linalg.cho_solve(scipy.linalg.cho_factor(full), right)):.1f}"
        superlu = timed(lambda: scipy.sparse.linalg.splu(matrix, permc_spec="MMD_AT_PLUS_A").solve(right))
        print(f"{order:>9}{matrix.nnz:>11}{dense:>11}{superlu:>12.1f}", flush=True)
        if len(sys.argv) > 1:
            pathlib.Path(sys.argv[1]).mkdir(exist_ok=True)
            scipy.io.mmwrite(pathlib.Path(sys.argv[1]) / f"{order:06}.mtx", matrix, symmetry="symmetric")


if __name__ == "__main__":
    main()
