import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

/// Estimates of coefficients with one estimate of their covariance, and what Student's t says of them.
public struct CoefficientCovariance: Hashable, Sendable {
  /// The estimates.
  public let coefficients: Vector
  /// The standard error of each.
  public let standardErrors: Vector
  /// Their correlations.
  public let correlation: Matrix
  /// Degrees of freedom of Student's t for one coefficient.
  public let degreesOfFreedom: Double
  /// The bandwidth b of Bartlett's weights; `nil` where there are none.
  public let bandwidth: Double?

  /// From the covariance of unknowns in units near 1; coefficient j is unitⱼ times the unknown.
  init(_ fit: LeastSquaresFit, scaled: Matrix, units: Vector, degreesOfFreedom: Double, bandwidth: Double? = nil) {
    coefficients = fit.coefficients
    standardErrors = Vector(units.indices.map { max(0, scaled[$0, $0]).squareRoot() * units[$0] })
    correlation = correlations(scaled)
    (self.degreesOfFreedom, self.bandwidth) = (degreesOfFreedom, bandwidth)
  }

  /// The covariance matrix; numbers beyond the range of floating point are infinite or 0.
  public var matrix: Matrix {
    Matrix(rowCount: coefficients.count, columnCount: coefficients.count) {
      correlation[$0, $1] * standardErrors[$0] * standardErrors[$1]
    }
  }

  /// A coefficient over its standard error; `nil` where that is 0.
  public func tStatistic(_ index: Int) -> Double? {
    standardErrors[index] > 0 ? coefficients[index] / standardErrors[index] : nil
  }

  /// The probability of a `tStatistic` at least as far from 0 where the coefficient is 0.
  public func pValue(_ index: Int) -> Double? {
    tStatistic(index).map { min(1, 2 * StudentT(degreesOfFreedom: degreesOfFreedom).survival($0.magnitude)) }
  }

  /// The interval that covers a coefficient with a probability such as 0.95.
  public func confidenceInterval(ofCoefficient index: Int, level: Double) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "level \(level) is not within 0 and 1")
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile((1 - level) / 2) * standardErrors[index]
    return (coefficients[index] - half)...(coefficients[index] + half)
  }
}
