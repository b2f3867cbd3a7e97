import TradeSeries

/// One growth trend of one series: a row of `trends.csv`.
public struct TrendEstimate: Hashable, Sendable {
  /// Interval of the yearly growth at three levels.
  public struct Intervals: Hashable, Sendable {
    /// 80 %.
    public let interval80: ClosedRange<Double>
    /// 95 %.
    public let interval95: ClosedRange<Double>

    /// Intervals of given ends.
    public init(interval80: ClosedRange<Double>, interval95: ClosedRange<Double>) {
      (self.interval80, self.interval95) = (interval80, interval95)
    }
  }

  /// The series.
  public let series: SeriesKey
  /// Its unit of account.
  public let unit: UnitOfMeasure
  /// Name of the model: `posterior`, `loglinear`.
  public let model: String
  /// First year used.
  public let first: Int
  /// Last year used.
  public let last: Int
  /// Number of years used.
  public let count: Int
  /// Growth as a fraction a year.
  public let growth: Double
  /// Standard error of the growth, as a fraction; `nil` when the data give none.
  public let standardError: Double?
  /// Intervals of the growth; `nil` when the data give none.
  public let intervals: Intervals?
  /// Share of the variance explained; `nil` where it has no meaning.
  public let rSquared: Double?
  /// Residual standard deviation, log units; `nil` where it has no meaning.
  public let sigma: Double?

  /// An estimate of given parts.
  public init(
    series: SeriesKey, unit: UnitOfMeasure, model: String, first: Int, last: Int, count: Int, growth: Double,
    standardError: Double?, intervals: Intervals?, rSquared: Double?, sigma: Double?
  ) {
    (self.series, self.unit, self.model, self.first, self.last) = (series, unit, model, first, last)
    (self.count, self.growth, self.standardError, self.intervals) = (count, growth, standardError, intervals)
    (self.rSquared, self.sigma) = (rSquared, sigma)
  }
}
