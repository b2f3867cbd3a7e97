import Foundation
import LinearAlgebra
import Statistics

/// The log-linear trend whose errors follow a stationary AR(1), by exact maximum likelihood; years may be missing.
///
/// Errors d years apart have the correlation ρ^d. Slope and variance are concentrated out; ρ is the root of the
/// score, found to the last digits, at the highest of its maxima. The growth's interval is Student's t at that ρ, with
/// the residual variance over n − 2, as R's `nlme::gls` gives it: it does not carry the uncertainty of ρ itself.
public struct AutoregressiveTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Fits the trend of one series.
  ///
  /// - Parameter series: five or more years: one more than unknowns.
  /// - Returns: the growth; σ of an error; a note with ρ. A perfect straight line has no ρ and says so.
  /// - Throws: `.tooShort`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(n) for each of some hundred values of ρ. Source: Beach & MacKinnon (1978).
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    guard series.count >= 5 else { throw .tooShort(count: series.count, required: 5) }
    let assumptions: [TrendAssumption] = [.constantGrowth, .autoregressiveErrors, .normalErrors, .equalVariance]
    let line = try LogPolynomial(degree: 1, logarithms)
    guard !line.notes.contains(.perfectFit) else {
      return TrendFit(
        estimate: try TrendEstimate(
          model: .autoregressive, series: series, logGrowth: line.growth, sigma: line.sigma, assumptions: assumptions,
          notes: line.notes), path: line.path)
    }
    let likelihood = AutoregressiveLikelihood(years: series.elapsed, values: logarithms.ratios)
    let (rho, isAtBoundary) = try likelihood.maximum()
    let fit = try likelihood.regression(rho)
    let growth = LogGrowth(
      value: fit.coefficients[1], standardError: fit.standardErrors?[1],
      degreesOfFreedom: Double(fit.degreesOfFreedom))
    return TrendFit(
      estimate: try TrendEstimate(
        model: .autoregressive, series: series, logGrowth: growth, sigma: fit.residualStandardDeviation,
        assumptions: assumptions, notes: [.autocorrelation(rho, isAtBoundary: isAtBoundary)]),
      path: zip(series.years, series.elapsed).compactMap { year, elapsed in
        TrendPoint(year: year, logTrend: logarithms.base + fit.coefficients[0] + fit.coefficients[1] * elapsed)
      })
  }
}
