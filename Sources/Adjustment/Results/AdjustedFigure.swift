import TradeSeries

/// One quantity of one period after the adjustment.
public struct AdjustedFigure: Hashable, Sendable {
  /// What kind of period it is, seen from the as-of date.
  public enum Status: String, CaseIterable, Sendable {
    /// The period is over.
    case adjusted
    /// The year is not complete on the as-of date.
    case nowcast
    /// The period has not begun on the as-of date.
    case forecast
    /// No statement ties the level down.
    case notIdentified = "not_identified"
  }

  /// The series.
  public let series: SeriesKey
  /// Its unit of account.
  public let unit: UnitOfMeasure
  /// Year, run of months, or date of a stock.
  public let period: ReferencePeriod
  /// What kind of period it is.
  public let status: Status
  /// The figure; `nil` exactly when the level is not identified.
  public let summary: PosteriorSummary?
  /// How many statements speak of this very series and period.
  public let statementCount: Int

  /// An adjusted figure of given parts.
  public init(
    series: SeriesKey, unit: UnitOfMeasure, period: ReferencePeriod, status: Status, summary: PosteriorSummary?,
    statementCount: Int
  ) {
    (self.series, self.unit, self.period, self.status) = (series, unit, period, status)
    (self.summary, self.statementCount) = (summary, statementCount)
  }
}
