import Foundation

extension TrendPoint {
  /// The point of a trend of logarithms; `nil` when its level is not a finite number above 0.
  ///
  /// - Parameters:
  ///   - year: the year.
  ///   - logTrend: logarithm of the trend.
  ///   - logMean: logarithm of the year's mean, if the model names one.
  ///   - reach: half the width of the prediction interval of a probability mass, log units.
  public init?(
    year: Int, logTrend: Double, logMean: Double? = nil, reach: ((_ mass: Double) -> Double)? = nil
  ) {
    let trend = exp(logTrend)
    guard trend > 0, trend.isFinite else { return nil }
    func interval(_ mass: Double) -> ClosedRange<Double>? {
      guard let half = reach?(mass) else { return nil }
      let (low, high) = (exp(logTrend - half), exp(logTrend + half))
      return low > 0 && high.isFinite ? low...high : nil
    }
    let mean = logMean.map { exp($0) }
    self.init(
      year: year, trend: trend, mean: mean.flatMap { $0.isFinite ? $0 : nil }, interval80: interval(0.8),
      interval95: interval(0.95))
  }
}
