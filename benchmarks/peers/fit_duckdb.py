"""The work of `turnover fit` in DuckDB: panel CSV in, one row a series out.

    python fit_duckdb.py PANEL OUT
"""

import sys

import duckdb

T_QUANTILE = 2.10092204024096  # 97.5 %, 18 degrees of freedom: the panels here have 20 years

# The Durbin-Watson sum needs the residuals one after the other, so the fit is joined to its rows again.
duckdb.execute(f"""
COPY (
  WITH fits AS (
    SELECT reporter, partner, count(*) AS n, min(year) AS first, max(year) AS last, arg_max(value, year) AS last_value,
      regr_slope(ln(value), year) AS b, regr_sxx(ln(value), year) AS sxx, regr_syy(ln(value), year) AS syy,
      regr_r2(ln(value), year) AS r2, list(ln(value) ORDER BY year) AS logs
    FROM read_csv('{sys.argv[1]}') GROUP BY reporter, partner
  ), errors AS (
    SELECT *, syy * (1 - r2) AS rss, list_sum(list_transform(range(1, n), lambda i:
      (logs[i + 1] - logs[i] - b) * (logs[i + 1] - logs[i] - b))) AS steps FROM fits
  )
  SELECT reporter, partner, n, first, last, last_value, exp(b) - 1 AS growth,
    exp(b) * sqrt(rss / (n - 2) / sxx) AS se,
    exp(b - {T_QUANTILE} * sqrt(rss / (n - 2) / sxx)) - 1 AS lo95,
    exp(b + {T_QUANTILE} * sqrt(rss / (n - 2) / sxx)) - 1 AS hi95,
    r2, sqrt(rss / (n - 2)) AS sigma, steps / rss AS durbin_watson
  FROM errors
) TO '{sys.argv[2]}' (HEADER)
""")
