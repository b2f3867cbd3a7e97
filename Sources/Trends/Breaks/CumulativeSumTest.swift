import Foundation
import Statistics

/// The CUSUM test of Brown, Durbin & Evans.
///
/// It asks whether forecasts of each observation from those before it keep missing to one side.
public struct CumulativeSumTest: Hashable, Sendable {
  /// Recursive residuals, one for each observation after the first q.
  public let residuals: [Double]
  /// Their running sum over its standard deviation at the last observation; begins with 0, one longer than residuals.
  public let path: [Double]
  /// The largest excursion over the line 1 + 2t, t from 0 to 1.
  public let statistic: Double
  /// Asymptotic p-value.
  public let pValue: Double

  /// Half the distance between the lines that the path stays within with a probability of 0.95, at t = 0; at t it is
  /// 1 + 2t times as large.
  public static let bound95 = 0.948

  /// Tests the residuals.
  ///
  /// The standard deviation is that about their mean (Harvey 1990), which keeps its power under the alternative.
  /// - Returns: `nil` with fewer than two residuals, or when all are 0 to rounding.
  init?(residuals: [Double], rounding: Double) {
    guard let (path, statistic) = Self.path(of: residuals, rounding: rounding) else { return nil }
    (self.residuals, self.path, self.statistic) = (residuals, path, statistic)
    pValue = Self.probability(statistic)
  }

  static func path(of residuals: [Double], rounding: Double) -> (path: [Double], statistic: Double)? {
    let count = Double(residuals.count)
    let mean = residuals.reduce(0, +) / count
    let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard residuals.count >= 2, squares > rounding else { return nil }
    let deviation = (squares / (count - 1)).squareRoot() * count.squareRoot()
    var path = [0.0]
    for residual in residuals { path.append(path[path.count - 1] + residual / deviation) }
    let excursions = path.enumerated().map { $1.magnitude / (1 + 2 * Double($0) / count) }
    return (path, excursions.max() ?? 0)
  }

  /// The probability that a Brownian motion leaves ±x·(1 + 2t) within t ≤ 1.
  ///
  /// A series cut after two terms; below 0.3, where it fails, a straight line. Sources: Brown, Durbin & Evans (1975), section 2.3; Zeileis et al. (2002).
  private static func probability(_ x: Double) -> Double {
    let normal = StandardNormal()
    guard x >= 0.3 else { return 1 - 0.1465 * x }
    return 2
      * (normal.survival(3 * x) + exp(-4 * x * x) * (normal.cdf(x) + normal.cdf(5 * x) - 1)
        - exp(-16 * x * x) * normal.survival(x))
  }
}

extension BreakAnalysis {
  /// The CUSUM test of the regression without breaks; `nil` when it meets every observation to rounding.
  public var cumulativeSumTest: CumulativeSumTest? {
    CumulativeSumTest(residuals: rotations.recursiveResiduals(response), rounding: rounding)
  }
}
