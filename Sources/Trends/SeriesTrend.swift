import TradeSeries

/// A growth trend and the series it belongs to: a row of `trends.csv`.
public struct SeriesTrend: Hashable, Sendable {
  /// The series.
  public let series: SeriesKey
  /// Its unit of account.
  public let unit: UnitOfMeasure
  /// The trend.
  public let estimate: TrendEstimate

  /// A trend of given parts.
  public init(series: SeriesKey, unit: UnitOfMeasure, estimate: TrendEstimate) {
    (self.series, self.unit, self.estimate) = (series, unit, estimate)
  }
}
