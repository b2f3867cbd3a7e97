import Foundation
import Statistics

/// Quantiles of scaled forecast errors at each horizon: what an interval is made of.
///
/// The evidence is the panel's own past: each series is cut at its last few origins, forecast, and held against what
/// came. The errors, in units of ``ErrorScale``, are pooled over the series. A horizon with few errors leans on the
/// others, and a panel with few errors on a Student t with 2.5 degrees of freedom whose scale was read off yearly,
/// quarterly and monthly collections: the honest interval of a single series.
struct IntervalCalibration {
  /// Probabilities of the quantiles: the ends of the 80 % and the 95 % interval.
  static let probabilities = [0.1, 0.9, 0.025, 0.975]

  /// For each step ahead, the quantiles at ``probabilities``, in units of ``ErrorScale``.
  let quantiles: [[Double]]

  /// - Parameters:
  ///   - errors: scaled errors by step ahead, the first being one step.
  ///   - season: length of the season, 1 for none.
  init(errors: [[Double]], season: Int) {
    let expected = Self.probabilities.map { Self.reference(season).quantile($0) * Self.referenceScale(season) }
    let growth = errors.indices.map { Self.growth(step: $0 + 1, season: season) }
    let pooled = zip(errors, growth).flatMap { errors, growth in errors.map { $0 / growth } }
    let overall = Self.lean(Self.quantiles(of: pooled), count: pooled.count, towards: expected)
    quantiles = zip(errors, growth).map { errors, growth in
      let own = Self.quantiles(of: errors.map { $0 / growth })
      return Self.lean(own, count: errors.count, towards: overall).map { $0 * growth }
    }
  }

  /// How the spread of scaled errors grows with the distance, roughly; the errors themselves say it better.
  private static func growth(step: Int, season: Int) -> Double { pow(Double(step), season > 1 ? 0.2 : 0.65) }

  private static func reference(_ season: Int) -> StudentT { StudentT(degreesOfFreedom: 2.5) }

  private static func referenceScale(_ season: Int) -> Double { season > 1 ? 1.35 : 1.15 }

  private static func quantiles(of errors: [Double]) -> [Double]? {
    guard let sorted = SortedSample(errors) else { return nil }
    return probabilities.map(sorted.quantile)
  }

  /// As much weight on `other` as forty errors have.
  private static func lean(_ own: [Double]?, count: Int, towards other: [Double]) -> [Double] {
    guard let own else { return other }
    let weight = Double(count) / Double(count + 40)
    return zip(own, other).map { weight * $0 + (1 - weight) * $1 }
  }
}
