# Inference by R, with sandwich and lmtest: covariances, tests and influence.
#
# Run in this folder: Rscript inference.R > r.csv
# Made with R 4.2.2, sandwich 3.0-2, lmtest 0.9-40 (Debian 12).
library(sandwich)
library(lmtest, warn.conflicts = FALSE)

data <- read.csv("data.csv")
longley <- read.csv("../../../datasets/reference/nist/longley.csv")

cat("sample,quantity,index,value\n")
report <- function(sample, quantity, values) {
  values <- as.vector(values)
  cat(sprintf("%s,%s,%d,%.17g\n", sample, quantity, seq_along(values) - 1L, values), sep = "")
}

analyse <- function(sample, frame, formula, chow, stage) {
  model <- lm(formula, frame)
  report(sample, "coefficient", coef(model))
  report(sample, "classical", vcov(model))
  # Longley's regressors cost sandwich half of its digits; longley.py has those covariances.
  if (stage > 1) {
    for (type in c("HC0", "HC1", "HC2", "HC3")) report(sample, tolower(type), vcovHC(model, type = type))
    report(sample, "newey_west_2", NeweyWest(model, lag = 2, prewhite = FALSE))
    report(sample, "newey_west_2_adjusted", NeweyWest(model, lag = 2, prewhite = FALSE, adjust = TRUE))
    report(sample, "newey_west_automatic", NeweyWest(model, prewhite = FALSE))
    bandwidth <- max(1, bwAndrews(model, kernel = "Bartlett", prewhite = 0))
    report(sample, "andrews", kernHAC(model, kernel = "Bartlett", bw = bandwidth, prewhite = 0, adjust = FALSE, tol = 0))
  }
  report(sample, "bandwidth_newey_west", floor(bwNeweyWest(model, prewhite = 0)) + 1)
  # Below 1 no lag has a weight.
  report(sample, "bandwidth_andrews", max(1, bwAndrews(model, kernel = "Bartlett", prewhite = 0)))
  report(sample, "durbin_watson", dwtest(model)$statistic)
  # More terms of Pan's sum than the 15 that are the default.
  report(sample, "durbin_watson_below", dwtest(model, iterations = 200)$p.value)
  for (order in 1:2) {
    test <- bgtest(model, order = order)
    report(sample, paste0("breusch_godfrey_", order), c(test$statistic, test$p.value))
  }
  if (stage > 1) {
    test <- bptest(model)
    report(sample, "breusch_pagan", c(test$statistic, test$p.value))
    test <- bptest(model, studentize = FALSE)
    report(sample, "breusch_pagan_original", c(test$statistic, test$p.value))
    test <- resettest(model, power = 2:3, type = "fitted")
    report(sample, "reset", c(test$statistic, test$p.value))
  }
  late <- seq_len(nrow(frame)) > chow
  both <- lm(update(formula, . ~ (.) * late), cbind(frame, late = late))
  test <- anova(model, both)
  report(sample, "chow", c(test$F[2], test$`Pr(>F)`[2]))
  report(sample, "leverage", hatvalues(model))
  report(sample, "standardized", rstandard(model))
  report(sample, "studentized", rstudent(model))
  report(sample, "cook", cooks.distance(model))
  report(sample, "dffits", dffits(model))
}

analyse("long", data, y ~ x1 + x2, 15, 2)
analyse("short", data[1:12, ], y ~ x1 + x2, 5, 2)
analyse("trend", data[1:12, ], y ~ t, 6, 2)
analyse("longley", longley, y ~ x1 + x2 + x3 + x4 + x5 + x6, 8, 1)

weighted <- lm(y ~ x1 + x2, data, weights = weight)
report("weighted", "coefficient", coef(weighted))
report("weighted", "classical", vcov(weighted))
report("weighted", "sigma", sigma(weighted))
report("weighted", "r_squared", summary(weighted)$r.squared)
report("weighted", "leverage", hatvalues(weighted))
for (type in c("HC0", "HC1", "HC2", "HC3")) report("weighted", tolower(type), vcovHC(weighted, type = type))
report("weighted", "newey_west_2", NeweyWest(weighted, lag = 2, prewhite = FALSE))
report("weighted", "bandwidth_andrews", bwAndrews(weighted, kernel = "Bartlett", prewhite = 0))
report("weighted", "cook", cooks.distance(weighted))
report("weighted", "dffits", dffits(weighted))
