import LinearAlgebra
import Statistics

/// The log-linear trend with an interval that allows for errors correlated over time and of unequal variances.
///
/// Growth, R² and σ are those of ``LogLinearTrend``; only the standard error and what follows from it differ.
public struct RobustLogLinearTrend: Sendable {
  /// How the error of the slope is estimated.
  public enum Estimator: Sendable {
    /// Bartlett's weights with Newey and West's automatic bandwidth (1994), the years counted from their middle, times
    /// n/(n − 2), and Student's t.
    case neweyWest
    /// The lowest ⌊0.4·n^⅔⌋ cosine frequencies, and Student's t with as many degrees of freedom.
    ///
    /// It stays near its level in short series, where Bartlett's weights find errors much too small.
    case equalWeightedCosine
  }

  /// How the error of the slope is estimated.
  public let estimator: Estimator

  /// Fewest years that say anything of correlations; below sixteen the automatic bandwidth may pass the series.
  private var leastCount: Int { estimator == .neweyWest ? 16 : 8 }

  /// A specification.
  public init(_ estimator: Estimator) { self.estimator = estimator }

  /// Fits the trend of one series.
  ///
  /// - Parameter series: consecutive years, eight or more for cosines and sixteen for Bartlett's weights.
  /// - Returns: the growth with its interval.
  /// - Throws: `.tooShort`, `.gaps`, `.notPositive`, `.growthOutOfRange`; `.noErrors` for a perfect straight line.
  /// - Complexity: O(n²) at most. Sources: Newey & West (1994); Lazarus, Lewis, Stock & Watson (2018).
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    guard series.count >= leastCount else { throw .tooShort(count: series.count, required: leastCount) }
    guard series.missingCount == 0 else { throw .gaps(after: series.yearsBeforeGaps) }
    let line = try LogPolynomial(degree: 1, logarithms)
    guard !line.notes.contains(.perfectFit) else { throw .noErrors }
    let fit = try Self.centered(logarithms)
    let covariance: CoefficientCovariance
    do throws(InferenceError) {
      covariance = try fit.covariance(method)
    } catch {
      switch error {
      case .perfectFit: throw .noErrors
      default: preconditionFailure("eight consecutive years: \(error)")
      }
    }
    return TrendFit(
      estimate: try TrendEstimate(
        model: estimator == .neweyWest ? .neweyWest : .equalWeightedCosine, series: series,
        logGrowth: LogGrowth(
          value: line.growth.value, standardError: covariance.standardErrors[1],
          degreesOfFreedom: covariance.degreesOfFreedom),
        rSquared: line.rSquared, sigma: line.sigma, assumptions: [.constantGrowth, .stationaryErrors]),
      path: line.path.map { TrendPoint(year: $0.year, trend: $0.trend) })
  }

  /// The line with the years counted from their middle.
  ///
  /// The bandwidth is chosen by year times residual, which depends on where years are counted from; from the middle it
  /// is the residual's part in the slope, and the interval does not depend on the calendar.
  private static func centered(_ logarithms: YearlyLogarithms) throws(TrendError) -> LeastSquaresFit {
    let elapsed = logarithms.series.elapsed
    let middle = Double(elapsed.count - 1) / 2
    do throws(RegressionError) {
      return try LinearRegression(
        regressors: Matrix(rowCount: elapsed.count, columnCount: 1) { row, _ in elapsed[row] - middle },
        response: Vector(logarithms.ratios)
      ).fit()
    } catch {
      throw TrendError(error)
    }
  }

  private var method: CovarianceEstimator {
    switch estimator {
    case .neweyWest: .neweyWest(.neweyWest, isAdjusted: true)
    case .equalWeightedCosine: .equalWeightedCosine(terms: nil)
    }
  }
}
