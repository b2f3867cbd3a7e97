# Times CHOLMOD, by R's package Matrix, on the matrices that normal_matrix.py left in a folder.
#
#     Rscript benchmarks/peers/normal_matrix.R OUT

suppressMessages(library(Matrix))
cat(sprintf("%9s %12s %13s\n", "unknowns", "analyse ms", "refactor ms"))
for (file in sort(list.files(commandArgs(TRUE)[1], "[.]mtx$", full.names = TRUE))) {
  matrix <- as(readMM(file), "CsparseMatrix")
  right <- rep(1, nrow(matrix))
  timed <- function(action) 1000 * median(replicate(5, system.time(action())[["elapsed"]]))
  first <- timed(function() solve(Cholesky(matrix, perm = TRUE), right))
  factor <- Cholesky(matrix, perm = TRUE)
  again <- timed(function() solve(update(factor, matrix), right))
  cat(sprintf("%9d %12.1f %13.1f\n", nrow(matrix), first, again))
}
