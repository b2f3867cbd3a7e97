# The work of `turnover fit` in R's data.table: panel CSV in, one row a series out.
#
#     Rscript fit_datatable.R PANEL OUT
#
# A panel whose name begins with "shuffled" is sorted first; others are in order already.

suppressMessages(library(data.table))
paths <- commandArgs(trailingOnly = TRUE)
quantile <- 2.10092204024096 # 97.5 %, 18 degrees of freedom: the panels here have 20 years

d <- fread(paths[1])
if (startsWith(basename(paths[1]), "shuffled")) setorder(d, reporter, partner, year)
d[, `:=`(log = log(value), series = .GRP), by = .(reporter, partner)]
means <- d[, .(n = .N, x = mean(year), y = mean(log)), by = series]
d[, `:=`(x = year - means$x[series], y = log - means$y[series])]
d[, `:=`(xx = x * x, xy = x * y, yy = y * y)]
sums <- d[, .(xx = sum(xx), xy = sum(xy), yy = sum(yy)), by = series]
b <- sums$xy / sums$xx
d[, error := y - b[series] * x]
d[, step := error - shift(error)]
d[c(TRUE, series[-1] != series[-.N]), step := 0]
d[, `:=`(ee = error * error, ss = step * step)]
rest <- d[, .(ee = sum(ee), ss = sum(ss)), by = series]
se <- sqrt(rest$ee / (means$n - 2) / sums$xx)
ends <- d[, .(first = first(year), last = last(year), last_value = last(value)), by = .(reporter, partner)]
fwrite(ends[, .(reporter, partner, n = means$n, first, last, last_value, growth = exp(b) - 1, se = exp(b) * se,
  lo95 = exp(b - quantile * se) - 1, hi95 = exp(b + quantile * se) - 1, r2 = 1 - rest$ee / sums$yy,
  sigma = sqrt(rest$ee / (means$n - 2)), durbin_watson = rest$ss / rest$ee)], paths[2])
