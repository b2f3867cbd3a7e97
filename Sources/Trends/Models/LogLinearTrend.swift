import Foundation

/// The trend `log y = a + b·year + e` with independent normal errors of one variance, by least squares.
public struct LogLinearTrend: Sendable {
  /// What is reported as the growth.
  public enum Growth: Sendable {
    /// `exp(b) − 1`: its median is the growth.
    case median
    /// `exp(b − V/2) − 1` with V the variance of b: its mean is, nearly, the growth.
    ///
    /// Source: Kennedy (1981); standard error of van Garderen & Shah (2002).
    case biasAdjusted
  }

  /// What is reported as the growth.
  public let reported: Growth

  /// A specification.
  public init(reporting growth: Growth = .median) { reported = growth }

  /// Fits the trend of one series.
  ///
  /// - Parameter series: two or more years, three for the bias-adjusted growth; gaps between them are no obstacle.
  /// - Returns: the growth, with the exact t interval of `exp(b) − 1` from three years on; with two years there is a
  ///   growth rate and nothing to judge it by.
  /// - Throws: `.tooShort`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(n), one QR of an n×2 matrix. Reference: Golub & Van Loan (2013), §5.3.
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let line = try LogPolynomial(degree: 1, series.logarithms())
    let model: TrendModel = reported == .median ? .logLinear : .biasAdjusted
    let estimate = try TrendEstimate(
      model: model, series: series, logGrowth: line.growth, rSquared: line.rSquared, sigma: line.sigma,
      assumptions: [.constantGrowth, .independentErrors, .normalErrors, .equalVariance], notes: line.notes)
    guard reported == .biasAdjusted else { return TrendFit(estimate: estimate, path: line.path) }
    guard let error = line.growth.standardError else { throw .tooShort(count: series.count, required: 3) }
    let variance = error * error
    let factor = exp(line.growth.value - variance / 2)
    // So uncertain a slope has no mean that a number holds: it would read as a fall to nothing, known exactly.
    guard factor > .ulpOfOne else { throw .growthOutOfRange }
    return TrendFit(
      estimate: estimate.with(
        growth: expm1(line.growth.value - variance / 2), standardError: factor * (-expm1(-variance)).squareRoot()),
      path: line.path)
  }
}
