import Foundation
import LinearAlgebra
import Statistics

/// The growth of several series together: log-linear trends of one residual variance, pooled.
///
/// Series of two or three years say little of their own deviations; together they do, when one variance is taken for
/// all: s² is the residual sum of squares of all trends over all degrees of freedom, and the variance of a slope is
/// s² over the sum of squares of its years. A series of two years then has a growth and a variance.
public struct PooledGrowth: Sendable {
  /// Growth of each series by itself, as a fraction a year.
  public let growths: [Double]
  /// Estimated deviation of a year's logarithm from its trend.
  public let sigma: Double
  /// Degrees of freedom of `sigma`.
  public let degreesOfFreedom: Int
  /// Log growths pooled by Paule & Mandel's variance.
  public let empiricalBayes: EmpiricalBayesPooling
  /// Log growths pooled over the posterior of the variance between series.
  public let hierarchical: HierarchicalPooling
  /// Log growths pooled with a residual variance for each series (Swamy 1970); `nil` where a series has fewer than three
  /// years or meets its trend to rounding.
  public let swamy: SwamyPooling?

  /// Pools two or more series of two or more years each.
  ///
  /// - Throws: `.tooFewUnits`; `.unusableUnit` for a series with one year or a value that has no logarithm;
  ///   `.noDegreesOfFreedom` when all have two years only; `.noVariance`.
  /// - Complexity: O(all years), and the pooling of as many units as series.
  public init(_ series: [YearlySeries]) throws(PoolingError) {
    guard series.count >= 2 else { throw .tooFewUnits(count: series.count, required: 2) }
    var slopes: [Slope] = []
    for (place, one) in series.enumerated() {
      guard one.count >= 2, let logarithms = try? one.logarithms() else { throw .unusableUnit(place) }
      slopes.append(Slope(logarithms))
    }
    let freedom = slopes.reduce(0) { $0 + $1.degreesOfFreedom }
    guard freedom > 0 else { throw .noDegreesOfFreedom }
    let variance = slopes.reduce(0) { $0 + $1.residualSquares } / Double(freedom)
    guard slopes.contains(where: { $0.hasVariance }) else { throw .noVariance }
    sigma = variance.squareRoot()
    degreesOfFreedom = freedom
    growths = slopes.map { expm1($0.value) }
    let units = slopes.map { UnitEstimate(value: $0.value, variance: variance / $0.yearSquares) }
    empiricalBayes = try EmpiricalBayesPooling(units)
    hierarchical = try HierarchicalPooling(units)
    swamy =
      slopes.allSatisfy { $0.degreesOfFreedom > 0 && $0.hasVariance }
      ? try SwamyPooling(
        slopes.map { slope in
          let own = slope.residualSquares / Double(slope.degreesOfFreedom) / slope.yearSquares
          return SwamyPooling.Unit(coefficients: [slope.value], covariance: Matrix(diagonal: [own]))
        }) : nil
  }
}

extension PooledGrowth {
  /// The mean by Swamy's weights, with t intervals of one degree of freedom fewer than series.
  public var swamyMean: PooledQuantity? {
    swamy.map {
      PooledQuantity(
        value: $0.mean[0], deviation: $0.covariance[0, 0].squareRoot(),
        upperQuantile: StudentT(degreesOfFreedom: Double(growths.count - 1)).upperQuantile)
    }
  }
}

/// The slope of one series' logarithms.
private struct Slope {
  let value: Double
  /// Sum of squares of the years about their mean.
  let yearSquares: Double
  let residualSquares: Double
  let degreesOfFreedom: Int
  /// Whether the trend leaves more than rounding does.
  let hasVariance: Bool

  init(_ logarithms: YearlyLogarithms) {
    let (years, values) = (logarithms.series.elapsed, logarithms.ratios)
    let count = Double(years.count)
    let (center, level) = (years.reduce(0, +) / count, values.reduce(0, +) / count)
    let squares = years.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let slope = zip(years, values).reduce(0) { $0 + ($1.0 - center) * ($1.1 - level) } / squares
    (value, yearSquares) = (slope, squares)
    degreesOfFreedom = years.count - 2
    residualSquares =
      degreesOfFreedom == 0
      ? 0
      : zip(years, values).reduce(0) { sum, point in
        let residual = point.1 - level - slope * (point.0 - center)
        return sum + residual * residual
      }
    let rounding = logarithms.rounding
    hasVariance = degreesOfFreedom > 0 && residualSquares > count * rounding * rounding
  }
}
