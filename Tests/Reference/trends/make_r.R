# Reference values of the trend models by R, nlme, sandwich and mFilter: r.csv.
#
# Run: apt-get install r-base-core r-cran-nlme r-cran-mfilter r-cran-sandwich; Rscript make_r.R > r.csv
# Versions: r-base-core 4.2.2.20221110-2, r-cran-nlme 3.1.162-1, r-cran-mfilter 0.1.5-2,
# r-cran-sandwich 3.0-2-1.
# AR(1) errors: nlme::gls with corAR1 over the years themselves, so that years may be missing, method ML; the standard
# error is the one summary() prints, with n - p degrees of freedom.

suppressMessages({library(nlme); library(mFilter); library(sandwich)})
cases <- read.csv("cases.csv", stringsAsFactors = FALSE)
cat("case,model,quantity,value,tool\n")
put <- function(case, model, tool, values) {
  for (name in names(values)) {
    if (is.finite(values[[name]])) cat(sprintf("%s,%s,%s,%.17g,%s\n", case, model, name, values[[name]], tool))
  }
}
growth <- function(slope, error, freedom) {
  result <- list(growth = expm1(slope), se = error * exp(slope), p_value = 2 * pt(-abs(slope / error), freedom))
  for (mass in c(80, 95)) {
    reach <- qt((1 + mass / 100) / 2, freedom) * error
    result[[paste0("lo", mass)]] <- expm1(slope - reach)
    result[[paste0("hi", mass)]] <- expm1(slope + reach)
  }
  result
}
for (k in seq_len(nrow(cases))) {
  case <- cases$case[k]
  years <- as.numeric(strsplit(cases$years[k], " ")[[1]])
  values <- as.numeric(strsplit(cases$values[k], " ")[[1]])
  n <- length(years)
  if (any(values <= 0)) next
  # log1p keeps the digits of small changes.
  logs <- ifelse(abs(values / values[1] - 1) < 0.5, log1p((values - values[1]) / values[1]), log(values / values[1]))
  x <- years - years[n]
  if (n >= 3) {
    fit <- summary(lm(logs ~ x))
    put(case, "loglinear", "R lm", c(
      growth(fit$coefficients[2, 1], fit$coefficients[2, 2], n - 2), r2 = fit$r.squared, sigma = fit$sigma))
  }
  if (n >= 16 && max(diff(years)) == 1) {
    # Counted from the middle: the automatic bandwidth depends on the origin.
    centered <- x - mean(x)
    line <- lm(logs ~ centered)
    error <- sqrt(NeweyWest(line, prewhite = FALSE, adjust = TRUE)[2, 2])
    put(case, "loglinear_newey_west", "R sandwich", growth(coef(line)[[2]], error, n - 2))
  }
  if (n >= 4) {
    line <- lm(logs ~ x + I(x^2))
    weights <- c(0, 1, -1)
    error <- sqrt(drop(weights %*% vcov(line) %*% weights))
    put(case, "logquadratic", "R lm", c(
      growth(sum(weights * coef(line)), error, n - 3), r2 = summary(line)$r.squared, sigma = summary(line)$sigma))
  }
  if (n >= 5 && case != "steady") {
    frame <- data.frame(logs = logs, x = x, year = as.integer(years - years[1]))
    at <- function(rho) gls(
      logs ~ x, frame, correlation = corAR1(rho, form = ~year, fixed = TRUE), method = "ML")
    # gls's own optimiser finds rho to seven digits. Its likelihood at a given rho is good to all, so the root of the
    # five-point derivative is found instead, beside the most likely of a grid.
    likelihood <- function(rho) as.numeric(logLik(at(rho)))
    slope <- function(rho) {
      h <- 1e-3 * (1 - rho^2)
      (likelihood(rho - 2 * h) - 8 * likelihood(rho - h) + 8 * likelihood(rho + h) - likelihood(rho + 2 * h)) / (12 * h)
    }
    grid <- tanh(seq(5, -5, -0.05))
    best <- which.max(sapply(grid, likelihood))
    rho <- uniroot(slope, grid[best + c(1, -1)], tol = 1e-15)$root
    fit <- at(rho)
    table <- summary(fit)$tTable
    put(case, "loglinear_ar1", "R nlme gls", c(
      growth(table[2, 1], table[2, 2], n - 2), sigma = fit$sigma * sqrt(n / (n - 2)), rho = rho))
  }
  if (n >= 5 && max(diff(years)) == 1) {
    trend <- hpfilter(logs, freq = 6.25, type = "lambda")$trend
    put(case, "hodrick_prescott", "R mFilter", list(growth = expm1(trend[n] - trend[n - 1])))
  }
}
