import Foundation
import LinearAlgebra
import Statistics

/// A polynomial in the year through logarithms, with its growth and the paths of 3 kinds: median, mean, prediction.
struct LogPolynomial {
  let logarithms: YearlyLogarithms
  let polynomial: YearPolynomial

  init(degree: Int, _ logarithms: YearlyLogarithms) throws(TrendError) {
    self.logarithms = logarithms
    polynomial = try YearPolynomial(degree: degree, logarithms.series, response: logarithms.ratios)
  }

  /// Change of the logarithm from the last year but one to the last: the slope, of a straight line.
  var growth: LogGrowth {
    let weights = polynomial.lastChange
    return LogGrowth(
      value: polynomial.value(weights),
      standardError: polynomial.covariance(weights, weights).map { max($0, 0).squareRoot() },
      degreesOfFreedom: polynomial.studentT?.degreesOfFreedom)
  }

  /// `nil` where the line meets every value.
  var sigma: Double? { polynomial.sigma }
  /// `nil` where the line meets every value, and for a constant series.
  var rSquared: Double? { polynomial.rSquared }

  var notes: [TrendNote] { polynomial.notes(rounding: logarithms.rounding) }

  /// The trend's median, mean and prediction interval in the years of the series.
  ///
  /// Median `exp(m)`; mean `exp(m + s²(1 − h)/2)`, nearly unbiased (Kennedy 1983, Goldberger 1968); prediction interval
  /// `exp(m ± t·s·√(1 + h))`; with `h = x'(X'X)⁻¹x`.
  var path: [TrendPoint] {
    let last = logarithms.series.last
    return logarithms.series.years.compactMap { year in
      let weights = polynomial.weights(at: Double(year - last))
      let location = logarithms.base + polynomial.value(weights)
      guard let error = polynomial.predictionError(weights), let t = polynomial.studentT, error > 0,
        let sigma, let variance = polynomial.covariance(weights, weights)
      else { return TrendPoint(year: year, logTrend: location) }
      return TrendPoint(
        year: year, logTrend: location, logMean: location + (sigma * sigma - variance) / 2
      ) { mass in t.upperQuantile((1 - mass) / 2) * error }
    }
  }
}
