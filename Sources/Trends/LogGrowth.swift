import Foundation
import Statistics

/// A log growth with its error, as the models estimate it before it becomes a fraction.
public struct LogGrowth: Hashable, Sendable {
  /// Change of the trend's logarithm in a year.
  public let value: Double
  /// Its standard error; `nil` when nothing is left to estimate it by.
  public let standardError: Double?
  /// Degrees of freedom of Student's t; `nil` for the normal distribution.
  public let degreesOfFreedom: Double?

  /// A log growth of given parts.
  public init(value: Double, standardError: Double?, degreesOfFreedom: Double?) {
    (self.value, self.standardError, self.degreesOfFreedom) = (value, standardError, degreesOfFreedom)
  }

  private var distribution: any ProbabilityDistribution {
    degreesOfFreedom.map { StudentT(degreesOfFreedom: $0) } ?? StandardNormal()
  }

  /// The interval of `exp(growth) − 1`: exact, as the ends of an interval pass through a monotone function.
  ///
  /// `nil` without a standard error and when an end is not a finite number.
  func interval(_ mass: Double) -> ClosedRange<Double>? {
    guard let standardError else { return nil }
    let reach = distribution.upperQuantile((1 - mass) / 2) * standardError
    let (low, high) = (expm1(value - reach), expm1(value + reach))
    return low.isFinite && high.isFinite ? low...high : nil
  }

  /// Two-sided p-value of no growth; `nil` without an error above 0.
  var pValue: Double? {
    guard let standardError, standardError > 0 else { return nil }
    return min(1, 2 * distribution.survival(abs(value) / standardError))
  }
}
