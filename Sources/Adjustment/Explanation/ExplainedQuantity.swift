import TradeSeries

/// A quantity to take apart: a figure, or the ratio of a figure to an earlier one of the same series.
public struct ExplainedQuantity: Hashable, Sendable {
  /// The series.
  public let series: SeriesKey
  /// Its unit of account.
  public let unit: UnitOfMeasure
  /// Year, run of months, or date of a stock; past or to come.
  public let period: ReferencePeriod
  /// The period that the ratio is to; `nil` for the figure itself.
  public let base: ReferencePeriod?

  /// A quantity of given parts.
  public init(series: SeriesKey, unit: UnitOfMeasure, period: ReferencePeriod, base: ReferencePeriod? = nil) {
    (self.series, self.unit, self.period, self.base) = (series, unit, period, base)
  }
}
