/// A result of the ledger that can be shown as a table.
public enum ResultKind: String, CaseIterable, Sendable {
  /// Adjusted figures of all periods.
  case adjusted
  /// Adjusted figures of years that are not complete.
  case nowcast
  /// Growth trends.
  case trends
  /// Targets with their verdicts.
  case targets
  /// Probability of each target by year.
  case targetPaths = "target_paths"
  /// Eurostat's indicator of each target beside our verdict; not a file of the report.
  case targetPathIndicator = "target_path_indicator"
  /// Statements that the others contradict.
  case conflicts
  /// Whether the statements' squares fit their σ, for each group of linked series.
  case globalTests = "global_tests"
  /// How each statement stands against the others.
  case residuals
  /// The series of the ledger, one a row.
  case series
}
