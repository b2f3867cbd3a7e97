import Foundation
import LinearAlgebra
import Statistics

/// The trend `log y = a + b·year + e` with independent normal errors of one variance, by least squares.
public struct LogLinearTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Fits the trend of one series.
  ///
  /// - Parameter series: two or more years; gaps between them are no obstacle.
  /// - Returns: growth `exp(b) − 1` a year; standard error by the delta method and exact t intervals of `exp(b) − 1`
  ///   from three years on; with two years there is a growth rate and nothing to judge it by.
  /// - Throws: `.tooShort`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(n), one QR of an n×2 matrix. Reference: Golub & Van Loan (2013), §5.3.
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let line = try LogLine(series.logarithms())
    return TrendFit(
      estimate: try TrendEstimate(
        model: .logLinear, series: series, logGrowth: line.growth, rSquared: line.rSquared, sigma: line.sigma,
        assumptions: [.constantGrowth, .independentErrors, .normalErrors, .equalVariance], notes: line.notes),
      path: line.path)
  }
}
