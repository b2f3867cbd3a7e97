"""The work of `turnover fit` in Polars: panel CSV in, one row a series out.

    python fit_polars.py PANEL OUT

A panel whose name begins with "shuffled" has its series sorted by year first; others are in order already.
"""

import pathlib
import sys

import polars as pl

T_QUANTILE = 2.10092204024096  # 97.5 %, 18 degrees of freedom: the panels here have 20 years

keys = ["reporter", "partner"]
is_shuffled = pathlib.Path(sys.argv[1]).name.startswith("shuffled")
x, y, value = (pl.col(name).sort_by("year") if is_shuffled else pl.col(name) for name in ("year", "log", "value"))
rows = pl.scan_csv(sys.argv[1]).with_columns(pl.col("value").log().alias("log"))
moments = rows.group_by(keys, maintain_order=True).agg(
    pl.len().alias("n"), x.min().alias("first"), x.max().alias("last"), value.last().alias("last_value"),
    ((x - x.mean()) * (y - y.mean())).sum().alias("sxy"), ((x - x.mean()) ** 2).sum().alias("sxx"),
    ((y - y.mean()) ** 2).sum().alias("syy"),
    (((y - y.mean()) - (x - x.mean()) * (((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()))
     .diff() ** 2).sum().alias("steps"))
b = pl.col("sxy") / pl.col("sxx")
rss = pl.col("syy") - b * pl.col("sxy")
se = (rss / (pl.col("n") - 2) / pl.col("sxx")).sqrt()
moments.select(
    *keys, "n", "first", "last", "last_value", (b.exp() - 1).alias("growth"), (b.exp() * se).alias("se"),
    ((b - T_QUANTILE * se).exp() - 1).alias("lo95"), ((b + T_QUANTILE * se).exp() - 1).alias("hi95"),
    (1 - rss / pl.col("syy")).alias("r2"), (rss / (pl.col("n") - 2)).sqrt().alias("sigma"),
    (pl.col("steps") / rss).alias("durbin_watson"),
).collect(engine="streaming").write_csv(sys.argv[2])
