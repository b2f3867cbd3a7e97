import Foundation
import LinearAlgebra
import Statistics

/// The smooth trend of Hodrick and Prescott through the logarithms: least `Σ(y − τ)² + λ·Σ(Δ²τ)²`.
///
/// Read as what it is the exact answer to, normal deviations of variance σ² about a trend whose second differences are
/// normal with variance σ²/λ, the filter has an interval too: σ² is the minimum over n − 2, and the trend's error
/// follows. Missing years drop out of the first sum.
public struct HodrickPrescottFilter: Sendable {
  /// The weight of smoothness.
  public let lambda: Double

  /// λ for yearly data: Ravn & Uhlig (2002), from 1600 for quarters.
  public static let yearly = 6.25

  /// Below this reciprocal condition, that of gaps of hundreds of years, less than seven digits would be left.
  private static let leastCondition = 1e-9

  /// Span above which a filter is refused: every year of it is an unknown.
  static let spanLimit = 1000

  /// A filter; `lambda` is above 0.
  public init(lambda: Double = HodrickPrescottFilter.yearly) {
    precondition(lambda > 0 && lambda.isFinite, "lambda \(lambda) is not above 0")
    self.lambda = lambda
  }

  /// Filters one series.
  ///
  /// - Parameter series: three or more years within a span of a thousand.
  /// - Returns: the trend's growth from the last year but one to the last, with its t interval; the trend of every year
  ///   of the span. The last years of a filter move when years are added, and a note says so.
  /// - Throws: `.tooShort`, `.spanTooLong`, `.notPositive`, `.growthOutOfRange`; `.numerical` when a gap is so long
  ///   that rounding decides the trend.
  /// - Complexity: O(years), a Cholesky factor of bandwidth 2. Source: Hodrick & Prescott (1997).
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    guard series.count >= 3 else { throw .tooShort(count: series.count, required: 3) }
    let (span, overflow) = series.last.subtractingReportingOverflow(series.first)
    guard !overflow, span < Self.spanLimit else { throw .spanTooLong(years: span + 1, limit: Self.spanLimit) }
    let places = series.years.map { $0 - series.first }
    let factor = try factor(places, count: span + 1)
    var trend = Vector(count: span + 1)
    for (place, value) in zip(places, logarithms.ratios) { trend[place] = value }
    factor.solveInPlace(&trend)
    var gradient = Vector(count: span + 1)
    (gradient[span], gradient[span - 1]) = (1, -1)
    let minimum = minimum(trend, places, logarithms.ratios)
    let sigma = (minimum / Double(series.count - 2)).squareRoot()
    let error = sigma * gradient.dot(factor.solve(gradient)).squareRoot()
    let growth = LogGrowth(
      value: trend[span] - trend[span - 1], standardError: error, degreesOfFreedom: Double(series.count - 2))
    let isPerfect = sigma <= 4 * logarithms.rounding
    return TrendFit(
      estimate: try TrendEstimate(
        model: .hodrickPrescott, series: series, logGrowth: growth, sigma: sigma,
        assumptions: [.smoothGrowth, .fixedSmoothing, .independentErrors, .normalErrors],
        notes: [.endPoint] + (isPerfect ? [.perfectFit] : [])),
      path: (0...span).compactMap { TrendPoint(year: series.first + $0, logTrend: logarithms.base + trend[$0]) })
  }

  /// W + λ·KᵀK with W marking the years that have a value and K taking second differences.
  private func factor(_ places: [Int], count: Int) throws(TrendError) -> BandedCholeskyFactorization {
    var matrix = SymmetricBandMatrix(order: count, bandwidth: 2)
    for place in places { matrix[place, place] = 1 }
    let difference = [1.0, -2.0, 1.0]
    for start in 0..<(count - 2) {
      for i in 0..<3 {
        for j in 0...i { matrix[start + i, start + j] += lambda * difference[i] * difference[j] }
      }
    }
    do throws(LinearAlgebraError) {
      let factor = try BandedCholeskyFactorization(matrix)
      guard factor.reciprocalCondition > Self.leastCondition else {
        throw LinearAlgebraError.notPositiveDefinite(leadingMinor: count)
      }
      return factor
    } catch {
      throw .numerical(error)
    }
  }

  private func minimum(_ trend: Vector, _ places: [Int], _ values: [Double]) -> Double {
    let fit = zip(places, values).reduce(0) { sum, point in
      let residual = point.1 - trend[point.0]
      return sum + residual * residual
    }
    let roughness = (2..<trend.count).reduce(0) { sum, k in
      let second = trend[k] - 2 * trend[k - 1] + trend[k - 2]
      return sum + second * second
    }
    return fit + lambda * roughness
  }
}
