import Foundation
import LinearAlgebra
import Statistics

/// A straight line through logarithms by least squares.
struct LogLine {
  let logarithms: YearlyLogarithms
  /// Log of the trend over the series' first value, in the first year.
  let intercept: Double
  let slope: Double
  /// `nil` for two years.
  let regression: LeastSquaresFit?

  init(_ logarithms: YearlyLogarithms) throws(TrendError) {
    let series = logarithms.series
    guard series.count >= 2 else { throw .tooShort(count: series.count, required: 2) }
    self.logarithms = logarithms
    guard series.count > 2 else {
      (intercept, slope, regression) = (0, logarithms.ratios[1] / series.elapsed[1], nil)
      return
    }
    let elapsed = series.elapsed
    do throws(RegressionError) {
      let fit = try LinearRegression(
        regressors: Matrix(rowCount: series.count, columnCount: 1) { row, _ in elapsed[row] },
        response: Vector(logarithms.ratios)
      ).fit()
      (intercept, slope, regression) = (fit.coefficients[0], fit.coefficients[1], fit)
    } catch {
      throw TrendError(error)
    }
  }

  var growth: LogGrowth {
    LogGrowth(
      value: slope, standardError: regression?.standardErrors?[1],
      degreesOfFreedom: regression.map { Double($0.degreesOfFreedom) })
  }

  var sigma: Double? { regression?.residualStandardDeviation }

  /// `nil` for two years, and for a constant series.
  var rSquared: Double? { regression?.rSquared }

  var notes: [TrendNote] {
    guard let sigma else { return [] }
    // A value rounded to a double moves its logarithm by half an ulp of 1; the ratio's by as much again.
    let rounding = 2 * Double.ulpOfOne * (1 + (logarithms.ratios.map(abs).max() ?? 0))
    return sigma <= rounding ? [.perfectFit] : []
  }

  /// The line's median, mean and prediction interval in the years of the series.
  ///
  /// Median `exp(m)`; mean `exp(m + s²(1 − h)/2)`, nearly unbiased (Kennedy 1983, Goldberger 1968); prediction interval
  /// `exp(m ± t·s·√(1 + h))`; with `h = x'(X'X)⁻¹x`.
  var path: [TrendPoint] {
    zip(logarithms.series.years, logarithms.series.elapsed).compactMap { year, elapsed in
      point(year: year, elapsed: elapsed)
    }
  }

  private func point(year: Int, elapsed: Double) -> TrendPoint? {
    let location = logarithms.base + (intercept + slope * elapsed)
    let trend = exp(location)
    guard trend > 0, trend.isFinite else { return nil }
    guard let regression, let sigma, sigma > 0, let covariance = regression.covariance else {
      return TrendPoint(year: year, trend: trend)
    }
    let variance = covariance[0, 0] + 2 * elapsed * covariance[0, 1] + elapsed * elapsed * covariance[1, 1]
    let t = StudentT(degreesOfFreedom: Double(regression.degreesOfFreedom))
    func interval(_ mass: Double) -> ClosedRange<Double>? {
      let reach = t.upperQuantile((1 - mass) / 2) * (sigma * sigma + variance).squareRoot()
      let (low, high) = (exp(location - reach), exp(location + reach))
      return low.isFinite && high.isFinite ? low...high : nil
    }
    let mean = exp(location + (sigma * sigma - variance) / 2)
    return TrendPoint(
      year: year, trend: trend, mean: mean.isFinite ? mean : nil, interval80: interval(0.8),
      interval95: interval(0.95))
  }
}

extension TrendError {
  /// What a regression on distinct years and finite values can still fail by.
  init(_ error: RegressionError) {
    switch error {
    case .coefficientOutOfRange: self = .growthOutOfRange
    default: preconditionFailure("\(error)")
    }
  }
}
