# NIST's linear regressions by R's lm, as a user would call it. Prints: set, quantity, index, value.
folder <- commandArgs(trailingOnly = TRUE)[1]
powers <- list(norris = 1, pontius = 2, noint1 = 1, noint2 = 1, filip = 10, longley = 0,
               wampler1 = 5, wampler2 = 5, wampler3 = 5, wampler4 = 5, wampler5 = 5)
report <- function(set, quantity, values) {
  cat(sprintf("%s,%s,%d,%.17g\n", set, quantity, seq_along(values) - 1L, values), sep = "")
}
for (set in names(powers)) {
  data <- read.csv(file.path(folder, paste0(set, ".csv")))
  degree <- powers[[set]]
  terms <- if (degree == 0) paste0("x", 1:6) else c("x", if (degree > 1) sprintf("I(x^%d)", 2:degree))
  if (startsWith(set, "noint")) terms <- c(terms, "0")
  fit <- lm(reformulate(terms, "y"), data)
  # A coefficient that is left out is no answer.
  if (anyNA(coef(fit))) next
  summary <- suppressWarnings(summary(fit))
  report(set, "coef", coef(fit))
  report(set, "stderr", summary$coefficients[, 2])
  report(set, "residual_sd", summary$sigma)
}
cat("version,R,0,", paste(R.version$major, R.version$minor, sep = "."), "\n", sep = "")
