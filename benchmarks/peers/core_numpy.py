"""The core of the panel fit in NumPy, vectorised over all series at once.

    python core_numpy.py SERIES PERIODS ROUNDS VALUES

Prints rows as benchmarks/Core does: round, work, threads, seconds. VALUES is a file of doubles, series by series; all
figures go to VALUES.numpy, one after the other. NumPy works on one thread; its logarithm is also timed on two, each with
half of the values.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy

series, periods, rounds = map(int, sys.argv[1:4])
values = numpy.fromfile(sys.argv[4]).reshape(series, periods)
logs = numpy.empty_like(values)
x = numpy.arange(periods) - (periods - 1) / 2
T_QUANTILE = 2.10092204024096  # 97.5 %, 18 degrees of freedom


def fit():
    y = numpy.log(values)
    centred = y - y.mean(axis=1, keepdims=True)
    b = centred @ x / (x @ x)
    errors = centred - b[:, None] * x
    rss = (errors**2).sum(axis=1)
    sigma = numpy.sqrt(rss / (periods - 2))
    se = sigma / numpy.sqrt(x @ x)
    watson = (numpy.diff(errors, axis=1) ** 2).sum(axis=1) / rss
    r2 = 1 - rss / (centred**2).sum(axis=1)
    low, high = numpy.expm1(b - T_QUANTILE * se), numpy.expm1(b + T_QUANTILE * se)
    return numpy.expm1(b), numpy.exp(b) * se, low, high, r2, sigma, watson


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


print("round,work,threads,seconds")
halves = list(zip(numpy.array_split(values, 2), numpy.array_split(logs, 2)))
with ThreadPoolExecutor(2) as pool:
    for number in range(rounds):
        print(f"{number},log,1,{seconds(lambda: numpy.log(values, out=logs))[0]}")
        print(f"{number},log,2,{seconds(lambda: list(pool.map(lambda half: numpy.log(half[0], out=half[1]), halves)))[0]}")
        time_of_fit, figures = seconds(fit)
        print(f"{number},fit,1,{time_of_fit}")
        if number == 0:
            numpy.concatenate(figures).tofile(sys.argv[4] + ".numpy")
