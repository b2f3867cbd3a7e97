import Foundation
import Statistics

/// Quantiles of scaled forecast errors at each horizon: what an interval is made of.
///
/// The evidence is the panel's own past: each series is cut at its last few origins, forecast, and held against what
/// came. The errors, in units of ``ErrorScale``, are pooled over the series. A horizon with few errors leans on the
/// others, and a panel with few errors on a Student t with 2.5 degrees of freedom whose scale was read off yearly,
/// quarterly and monthly collections: the honest interval of a single series.
struct IntervalCalibration {
  /// For each step ahead the lower and upper end of the interval at each level, in units of ``ErrorScale``.
  private let ends: [[Double]]

  /// - Parameters:
  ///   - errors: scaled errors by step ahead, the first being one step.
  ///   - levels: percentages that the intervals are to hold, within 1...99.
  ///   - season: length of the season, 1 for none.
  init(errors: [[Double]], levels: [Int], season: Int) {
    let probabilities = levels.flatMap { [Double(100 - $0) / 200, Double(100 + $0) / 200] }
    func quantiles(of errors: [Double]) -> [Double]? {
      guard let sorted = SortedSample(errors) else { return nil }
      return probabilities.map(sorted.quantile)
    }
    let expected = probabilities.map { Self.reference.quantile($0) * Self.referenceScale(season) }
    let growth = errors.indices.map { Self.growth(step: $0 + 1, season: season) }
    let pooled = zip(errors, growth).flatMap { errors, growth in errors.map { $0 / growth } }
    let overall = Self.lean(quantiles(of: pooled), count: pooled.count, towards: expected)
    ends = zip(errors, growth).map { errors, growth in
      let own = quantiles(of: errors.map { $0 / growth })
      return Self.lean(own, count: errors.count, towards: overall).map { $0 * growth }
    }
  }

  /// Intervals about a forecast of a series with a unit of errors; none when an end is beyond all numbers.
  func intervals(step: Int, mean: Double, unit: Double) -> [ClosedRange<Double>] {
    let ends = ends[step]
    var intervals: [ClosedRange<Double>] = []
    intervals.reserveCapacity(ends.count / 2)
    for place in stride(from: 0, to: ends.count, by: 2) {
      let low = mean + unit * ends[place], high = mean + unit * ends[place + 1]
      guard low.isFinite, high.isFinite else { return [] }
      // A median far off the forecast must not push it out of its own interval.
      intervals.append(min(low, mean)...max(high, mean))
    }
    return intervals
  }

  /// How the spread of scaled errors grows with the distance, roughly; the errors themselves say it better.
  private static func growth(step: Int, season: Int) -> Double { pow(Double(step), season > 1 ? 0.2 : 0.65) }

  private static let reference = StudentT(degreesOfFreedom: 2.5)

  private static func referenceScale(_ season: Int) -> Double { season > 1 ? 1.35 : 1.15 }

  /// As much weight on `other` as forty errors have.
  private static func lean(_ own: [Double]?, count: Int, towards other: [Double]) -> [Double] {
    guard let own else { return other }
    let weight = Double(count) / Double(count + 40)
    return zip(own, other).map { weight * $0 + (1 - weight) * $1 }
  }
}
