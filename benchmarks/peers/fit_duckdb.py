"""The work of `turnover fit` in DuckDB: panel CSV in, one row a series out.

    python fit_duckdb.py PANEL OUT

A panel whose name begins with "shuffled" is sorted first; the rows of others are taken to be in order. What needs the row
before, the steps of the logarithms, is made over all rows at once, since lists of each series cost more.
"""

import pathlib
import sys

import duckdb

T_QUANTILE = 2.10092204024096  # 97.5 %, 18 degrees of freedom: the panels here have 20 years

order = "ORDER BY reporter, partner, year" if pathlib.Path(sys.argv[1]).name.startswith("shuffled") else ""
duckdb.execute(f"""
COPY (
  WITH rows AS (
    SELECT reporter, partner, year, value, ln(value) AS y FROM read_csv('{sys.argv[1]}') {order}
  ), steps AS (
    SELECT *, CASE WHEN lag(partner) OVER () = partner AND lag(reporter) OVER () = reporter
      THEN y - lag(y) OVER () END AS step FROM rows
  ), sums AS (
    SELECT reporter, partner, count(*) AS n, min(year) AS first, max(year) AS last, arg_max(value, year) AS last_value,
      n * var_pop(year) AS sxx, n * var_pop(y) AS syy, n * covar_pop(y, year) AS sxy, sum(step) AS rise,
      sum(step * step) AS squares
    FROM steps GROUP BY reporter, partner
  ), fits AS (
    SELECT *, sxy / sxx AS b, syy - b * sxy AS rss, sqrt(rss / (n - 2) / sxx) AS se FROM sums
  )
  SELECT reporter, partner, n, first, last, last_value, exp(b) - 1 AS growth, exp(b) * se AS se,
    exp(b - {T_QUANTILE} * fits.se) - 1 AS lo95, exp(b + {T_QUANTILE} * fits.se) - 1 AS hi95, 1 - rss / syy AS r2,
    sqrt(rss / (n - 2)) AS sigma, (squares - 2 * b * rise + (n - 1) * b * b) / rss AS durbin_watson
  FROM fits
) TO '{sys.argv[2]}' (HEADER)
""")
