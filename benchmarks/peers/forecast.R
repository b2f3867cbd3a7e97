# Forecasts a panel with R's forecast: Rscript forecast.R PANEL OUT MODEL HORIZON LEVELS PROCESSES [SEASON]
#
# Writes series,period,mean,loN,hiN,… and prints seconds: of a forecast of twenty series first, which R compiles in, and of
# the forecasts of the whole panel alone, as {"warm": …, "forecast": …}.
suppressPackageStartupMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
panel <- read.csv(arguments[1])
horizon <- as.integer(arguments[4])
levels <- sort(as.integer(strsplit(arguments[5], ",")[[1]]))
processes <- as.integer(arguments[6])
season <- if (length(arguments) > 6) as.integer(arguments[7]) else 1L
one <- function(values) {
  y <- ts(values, frequency = season)
  f <- if (arguments[3] == "theta") thetaf(y, h = horizon, level = levels) else forecast(ets(y), h = horizon, level = levels)
  cbind(f$mean, f$lower, f$upper)
}
names <- unique(panel$series)
series <- factor(panel$series, names)
parts <- split(panel$value, series)
warm <- system.time(lapply(head(parts, 20), function(values) try(one(values), silent = TRUE)))[["elapsed"]]
seconds <- system.time(all <- parallel::mclapply(parts, one, mc.cores = processes))[["elapsed"]]
refused <- !vapply(all, is.numeric, NA)  # a series that the model refuses has no rows
ends <- tapply(panel$period, series, max)
table <- do.call(rbind, all[!refused])
places <- 1 + as.vector(rbind(seq_along(levels), length(levels) + seq_along(levels)))
table <- data.frame(
  rep(names[!refused], each = horizon), rep(ends[!refused], each = horizon) + seq_len(horizon), table[, c(1, places)])
colnames(table) <- c("series", "period", "mean", as.vector(rbind(paste0("lo", levels), paste0("hi", levels))))
write.csv(table, arguments[2], row.names = FALSE, quote = FALSE)
cat(sprintf('{"warm": %.3f, "forecast": %.3f}\n', warm, seconds))
