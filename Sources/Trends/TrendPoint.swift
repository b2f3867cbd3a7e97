/// The level of a trend in one year.
public struct TrendPoint: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The trend in the series' unit; for a model of logarithms the median of the year's value.
  public let trend: Double
  /// Mean of the year's value; `nil` where the model names none.
  public let mean: Double?
  /// 80 % prediction interval of the year's value, of a structural trend of its level; `nil` where the model
  /// gives none.
  public let interval80: ClosedRange<Double>?
  /// 95 % prediction interval of the year's value, of a structural trend of its level; `nil` where the model
  /// gives none.
  public let interval95: ClosedRange<Double>?

  /// A point of given parts; all numbers are finite.
  public init(
    year: Int, trend: Double, mean: Double? = nil, interval80: ClosedRange<Double>? = nil,
    interval95: ClosedRange<Double>? = nil
  ) {
    (self.year, self.trend, self.mean) = (year, trend, mean)
    (self.interval80, self.interval95) = (interval80, interval95)
  }
}
