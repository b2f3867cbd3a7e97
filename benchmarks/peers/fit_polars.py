"""The work of `turnover fit` in Polars: panel CSV in, one row a series out.

    python fit_polars.py PANEL OUT

A panel whose name begins with "shuffled" is sorted by year first; the rows of a series in others are in order already.
"""

import pathlib
import sys

import polars as pl

T_QUANTILE = 2.10092204024096  # 97.5 %, 18 degrees of freedom: the panels here have 20 years

keys = ["reporter", "partner"]
rows = pl.scan_csv(sys.argv[1]).with_columns(
    (pl.col("year") - 2000).cast(pl.Float64).alias("x"), pl.col("value").log().alias("y"))
if pathlib.Path(sys.argv[1]).name.startswith("shuffled"):
    rows = rows.sort("year")
x, y = pl.col("x"), pl.col("y")
sums = rows.group_by(keys).agg(
    pl.len().cast(pl.Float64).alias("n"), pl.col("year").min().alias("first"), pl.col("year").max().alias("last"),
    pl.col("value").last().alias("last_value"), pl.cov(x, y, ddof=0).alias("cxy"), x.var(ddof=0).alias("cxx"),
    y.var(ddof=0).alias("cyy"), (y.diff() ** 2).sum().alias("dyy"), (x.diff() * y.diff()).sum().alias("dxy"),
    (x.diff() ** 2).sum().alias("dxx"))
n, b, rss, se = map(pl.col, ("n", "b", "rss", "se"))
sums = sums.with_columns((pl.col("cxy") / pl.col("cxx")).alias("b")).with_columns(
    (n * (pl.col("cyy") - b * pl.col("cxy"))).alias("rss"))
sums = sums.with_columns(
    (rss / (n - 2) / (n * pl.col("cxx"))).sqrt().alias("se"),
    (pl.col("dyy") - 2 * b * pl.col("dxy") + b * b * pl.col("dxx")).alias("steps"))
sums.select(
    *keys, n.cast(pl.Int64), "first", "last", "last_value", (b.exp() - 1).alias("growth"), (b.exp() * se).alias("se"),
    ((b - T_QUANTILE * se).exp() - 1).alias("lo95"), ((b + T_QUANTILE * se).exp() - 1).alias("hi95"),
    (1 - rss / (n * pl.col("cyy"))).alias("r2"), (rss / (n - 2)).sqrt().alias("sigma"),
    (pl.col("steps") / rss).alias("durbin_watson"),
).sink_csv(sys.argv[2])
