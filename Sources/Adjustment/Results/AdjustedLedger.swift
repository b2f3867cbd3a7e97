import TradeSeries

/// A ledger solved: every figure with its uncertainty, every statement with its residual.
public struct AdjustedLedger: Sendable {
  /// The statements and targets known on the as-of date.
  public let ledger: StatementLedger
  /// What was known on this day counts.
  public let asOf: CalendarDate
  /// Years of forecast after the as-of year.
  public let horizon: Int
  /// Seed of the draws.
  public let seed: UInt64
  /// The beliefs used.
  public let hyperparameters: Hyperparameters
  /// Adjusted figures, by series and period.
  public let figures: [AdjustedFigure]
  /// One for each statement with a row, in ledger order.
  public let residuals: [ObservationResidual]
  /// The statements that the others contradict.
  public let conflicts: [Conflict]
  /// The global test of each linked group of series.
  public let globalTests: [GlobalTest]
  /// The statements without a row.
  public let unadjusted: [UnadjustedStatement]
  /// How well the draws mixed, at worst.
  public let diagnostics: SamplerDiagnostics
  /// How well the draws of each linked group mixed.
  public let groups: [GroupDiagnostics]
  /// Joint draws.
  public let posterior: Posterior
}
