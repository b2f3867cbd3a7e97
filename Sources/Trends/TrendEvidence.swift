/// What the trend models are fitted to: the values of one series and, if known, how uncertain they are.
public struct TrendEvidence: Sendable {
  /// The values.
  public let series: YearlySeries
  /// Joint draws of the values' logarithms; `nil` for plain numbers.
  public let draws: YearlyDraws?

  /// Evidence of given parts; `draws` has one array a year of `series`.
  public init(series: YearlySeries, draws: YearlyDraws? = nil) {
    precondition(draws.map { $0.logarithms.count == series.count } ?? true, "one array of draws a year")
    (self.series, self.draws) = (series, draws)
  }
}
