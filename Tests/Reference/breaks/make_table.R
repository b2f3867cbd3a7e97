# Reference values of structural breaks, by R's strucchange (Zeileis et al. 2002, 2003).
#
# Run: apt-get install r-cran-strucchange; Rscript make_table.R
# Debian 12: R 4.2.2, strucchange 1.5-3. Writes series.csv (observations and regressors), partitions.csv (break dates and
# residual sums of squares of the best partitions, by breakpoints()), dates.csv (confint(), het.reg and het.err at their
# defaults and off), and tests.csv (sup-F by Fstats() and the recursive-residual CUSUM by efp(), p-values by sctest()).
# RealInt: the quarterly ex-post real interest rate of the United States 1961-1986 of Garcia & Perron (1996), as in
# Bai & Perron (2003, section 5); Nile: yearly flow at Aswan.
suppressMessages(library(strucchange))
options(digits = 17)
num <- function(x) paste(trimws(formatC(x, digits = 17, format = "g")), collapse = " ")
data(RealInt)
gdp <- log(c(2.1, 2.3, 2.35, 2.6, 2.8, 2.75, 3.2, 3.9, 4.6, 5.5, 6.9, 8.0, 9.9, 9.4, 9.7, 10.1, 9.8, 10.4, 10.2, 10.9))
short <- log(c(1, 1.1, 1.2, 1.35, 1.4, 1.2, 1.0, 0.85, 0.8, 0.64))
series <- list(
  realint = list(y = as.numeric(RealInt), x = NULL, h = 15, max = 5),
  nile = list(y = as.numeric(Nile), x = NULL, h = 15, max = 5),
  niletrend = list(y = as.numeric(Nile), x = 0:99, h = 15, max = 5),
  trend = list(y = gdp, x = 0:19, h = 3, max = 5),
  shorttrend = list(y = short, x = 0:9, h = 3, max = 2)
)
out <- function(name, header) { f <- file(name, "w"); writeLines(header, f); f }
fs <- out("series.csv", "name,values,regressor,segment")
fp <- out("partitions.csv", "series,breaks,rss,dates,bic")
fd <- out("dates.csv", "series,breaks,het,level,break,lower,upper")
ft <- out("tests.csv", "series,test,statistic,p")
for (name in names(series)) {
  s <- series[[name]]
  y <- s$y; n <- length(y)
  d <- if (is.null(s$x)) data.frame(y = y) else data.frame(y = y, x = s$x)
  f <- if (is.null(s$x)) y ~ 1 else y ~ x
  writeLines(paste(name, num(y), if (is.null(s$x)) "" else num(s$x), s$h, sep = ","), fs)
  b <- breakpoints(f, h = s$h, breaks = s$max, data = d)
  for (m in 0:s$max) {
    dates <- if (m > 0) breakpoints(b, breaks = m)$breakpoints else NA
    writeLines(paste(name, m, num(breakpoints(b, breaks = m)$RSS), if (m > 0) paste(dates, collapse = " ") else "",
      num(summary(b)$RSS["BIC", m + 1]), sep = ","), fp)
    if (m > 0 && n >= 50) for (het in c(TRUE, FALSE)) for (level in c(0.9, 0.95)) {
      ci <- confint(b, breaks = m, level = level, het.reg = het, het.err = het)$confint
      for (i in seq_len(m)) writeLines(paste(name, m, het, level, ci[i, 2], ci[i, 1], ci[i, 3], sep = ","), fd)
    }
  }
  F <- Fstats(f, from = s$h, to = n - s$h, data = d)
  t <- sctest(F, type = "supF")
  writeLines(paste(name, "supF", num(t$statistic), num(t$p.value), sep = ","), ft)
  e <- efp(f, type = "Rec-CUSUM", data = d)
  t <- sctest(e)
  writeLines(paste(name, "cusum", num(t$statistic), num(t$p.value), sep = ","), ft)
}
# Hansen's approximation over a grid of statistics, regressors and trimmings.
fh <- out("hansen.csv", "statistic,regressors,trimming,p")
for (k in 1:3) for (tau in c(0.05, 0.15, 0.171, 0.3, 0.495)) for (x in c(0.5, 3, 8, 12, 20, 35)) {
  p <- strucchange:::pvalue.Fstats(x, type = "supF", k = k, lambda = tau)
  writeLines(paste(num(x), k, tau, num(p), sep = ","), fh)
}
for (f in list(fs, fp, fd, ft, fh)) close(f)
