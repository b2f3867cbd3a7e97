import TradeSeries

/// A ledger's statements held against each other: what needs the mode alone, and no draws.
public struct LedgerContradictions: Sendable {
  /// The statements known on the as-of date.
  public let ledger: StatementLedger
  /// What was known on this day counts.
  public let asOf: CalendarDate
  /// One for each statement with a row, in ledger order.
  public let residuals: [ObservationResidual]
  /// The statements that the others contradict.
  public let conflicts: [Conflict]
  /// The global test of each linked group of series.
  public let globalTests: [GlobalTest]
  /// The statements without a row.
  public let unadjusted: [UnadjustedStatement]
}
