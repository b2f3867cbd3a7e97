import Foundation
import LinearAlgebra
import Statistics
import TradeSeries

/// The trend `log y = a + b·year + e`, by least squares.
public struct LogLinearTrend: Sendable {
  /// One year of a series.
  public struct Observation: Hashable, Sendable {
    /// Calendar year.
    public let year: Int
    /// Value, above 0.
    public let value: Double

    /// An observation.
    public init(year: Int, value: Double) { (self.year, self.value) = (year, value) }
  }

  /// The specification; it has no parameters.
  public init() {}

  /// Fits the trend of one series.
  ///
  /// - Parameters:
  ///   - observations: two or more years, each once, in any order; gaps between them are no obstacle.
  ///   - series: key for the result.
  ///   - unit: unit for the result.
  /// - Returns: growth `exp(b) − 1` a year; standard error by the delta method and exact t intervals of `exp(b) − 1`
  ///   from three years on; with two years there is a growth rate and nothing to judge it by.
  /// - Throws: `.tooShort`, `.duplicateYear`, `.notPositive`, `.numerical`.
  /// - Complexity: O(n), one QR of an n×2 matrix. Reference: Golub & Van Loan (2013), §5.3.
  public func fit(
    _ observations: [Observation], series: SeriesKey, unit: UnitOfMeasure
  ) throws(TrendError) -> TrendEstimate {
    let sorted = observations.sorted { $0.year < $1.year }
    guard let first = sorted.first, let last = sorted.last, sorted.count >= 2 else {
      throw .tooShort(count: sorted.count, required: 2)
    }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.year == next.year { throw .duplicateYear(one.year) }
    for one in sorted where !(one.value > 0 && one.value.isFinite) { throw .notPositive(year: one.year) }
    do {
      let line = try Line(sorted.map { (Double($0.year), log($0.value)) })
      let growth = expm1(line.slope)
      func interval(_ mass: Double, _ error: Double, _ freedom: Double) -> ClosedRange<Double> {
        let reach = StudentT(degreesOfFreedom: freedom).quantile((1 + mass) / 2) * error
        return expm1(line.slope - reach)...expm1(line.slope + reach)
      }
      let intervals = line.slopeError.map { error in
        let freedom = Double(sorted.count - 2)
        return TrendEstimate.Intervals(
          interval80: interval(0.8, error, freedom), interval95: interval(0.95, error, freedom))
      }
      return TrendEstimate(
        series: series, unit: unit, model: "loglinear", first: first.year, last: last.year, count: sorted.count,
        growth: growth, standardError: line.slopeError.map { $0 * (1 + growth) }, intervals: intervals,
        rSquared: line.rSquared, sigma: line.sigma)
    } catch {
      throw .numerical(error)
    }
  }
}

/// A straight line through points by least squares.
private struct Line {
  let slope: Double
  /// Standard error of the slope and residual standard deviation; `nil` for two points.
  let slopeError: Double?
  let sigma: Double?
  /// `nil` for two points and for a constant response.
  let rSquared: Double?

  init(_ points: [(x: Double, y: Double)]) throws(LinearAlgebraError) {
    let count = Double(points.count)
    let center = points.reduce(0) { $0 + $1.x } / count
    let level = points.reduce(0) { $0 + $1.y } / count
    let design = Matrix(rowCount: points.count, columnCount: 2) { row, column in
      column == 0 ? 1 : points[row].x - center
    }
    let factor = try QRFactorization(design)
    let coefficients = try factor.solve(Vector(points.map { $0.y - level }))
    slope = coefficients[1]
    let residualSquares = points.reduce(0) { sum, point in
      let residual = point.y - level - coefficients[0] - coefficients[1] * (point.x - center)
      return sum + residual * residual
    }
    let totalSquares = points.reduce(0) { $0 + ($1.y - level) * ($1.y - level) }
    let freedom = count - 2
    let deviation = freedom > 0 ? (residualSquares / freedom).squareRoot() : nil
    sigma = deviation
    slopeError = deviation.map { $0 / abs(factor.r[1, 1]) }
    rSquared = freedom > 0 && totalSquares > 0 ? 1 - residualSquares / totalSquares : nil
  }
}
