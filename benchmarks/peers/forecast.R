# Forecasts a panel with R's forecast: Rscript forecast.R PANEL OUT MODEL HORIZON LEVELS PROCESSES [SEASON]
#
# Writes series,period,mean,loN,hiN,… and prints the seconds of the forecasts alone as {"warm": 0, "forecast": …}.
suppressPackageStartupMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
panel <- read.csv(arguments[1])
horizon <- as.integer(arguments[4])
levels <- as.integer(strsplit(arguments[5], ",")[[1]])
season <- if (length(arguments) > 6) as.integer(arguments[7]) else 1L
one <- function(rows) {
  y <- ts(rows$value, frequency = season)
  f <- if (arguments[3] == "theta") thetaf(y, h = horizon, level = levels) else forecast(ets(y), h = horizon, level = levels)
  ends <- do.call(cbind, lapply(seq_along(levels), function(place) cbind(f$lower[, place], f$upper[, place])))
  colnames(ends) <- as.vector(rbind(paste0("lo", sort(levels)), paste0("hi", sort(levels))))
  data.frame(series = rows$series[1], period = max(rows$period) + 1:horizon, mean = as.numeric(f$mean), ends)
}
parts <- split(panel, factor(panel$series, unique(panel$series)))
seconds <- system.time(all <- parallel::mclapply(parts, one, mc.cores = as.integer(arguments[6])))[["elapsed"]]
all <- Filter(is.data.frame, all)  # a series that the model refuses has no rows
write.csv(do.call(rbind, all), arguments[2], row.names = FALSE, quote = FALSE)
cat(sprintf('{"warm": 0, "forecast": %.3f}\n', seconds))
