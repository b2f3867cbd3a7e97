import TradeSeries

/// What one model says of one series of a ledger: with a trend, a row of `trends.csv`.
public struct SeriesTrend: Hashable, Sendable {
  /// The series.
  public let series: SeriesKey
  /// Its unit of account.
  public let unit: UnitOfMeasure
  /// The trend, or why there is none.
  public let outcome: TrendOutcome

  /// A trend of given parts.
  public init(series: SeriesKey, unit: UnitOfMeasure, outcome: TrendOutcome) {
    (self.series, self.unit, self.outcome) = (series, unit, outcome)
  }

  /// An estimate without a path.
  public init(series: SeriesKey, unit: UnitOfMeasure, estimate: TrendEstimate) {
    self.init(
      series: series, unit: unit,
      outcome: TrendOutcome(model: estimate.model, result: .success(TrendFit(estimate: estimate, path: []))))
  }

  /// The estimate; `nil` when the model does not apply.
  public var estimate: TrendEstimate? { outcome.fit?.estimate }
}
