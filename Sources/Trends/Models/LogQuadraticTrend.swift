/// The trend `log y = a + b·year + c·year² + e` with independent normal errors of one variance, by least squares.
public struct LogQuadraticTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Fits the trend of one series.
  ///
  /// - Parameter series: three or more years; gaps between them are no obstacle.
  /// - Returns: the growth of the trend from the last year but one to the last, with its exact t interval from four
  ///   years on.
  /// - Throws: `.tooShort`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(n), one QR of an n×3 matrix.
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let curve = try LogPolynomial(degree: 2, series.logarithms())
    return TrendFit(
      estimate: try TrendEstimate(
        model: .logQuadratic, series: series, logGrowth: curve.growth, rSquared: curve.rSquared, sigma: curve.sigma,
        assumptions: [.linearGrowth, .independentErrors, .normalErrors, .equalVariance], notes: curve.notes),
      path: curve.path)
  }
}
