import CBoostMath

/// The χ² distribution.
public struct ChiSquared: ProbabilityDistribution {
  /// Degrees of freedom, above 0 and not necessarily whole.
  public let degreesOfFreedom: Double

  /// The distribution of given degrees of freedom; every function gives NaN when they are outside their range.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_chi_squared_density(degreesOfFreedom, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_chi_squared_cdf(degreesOfFreedom, x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_chi_squared_survival(degreesOfFreedom, x) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_chi_squared_quantile(degreesOfFreedom, probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double {
    boost_chi_squared_upper_quantile(degreesOfFreedom, probability)
  }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double {
    logProbability(cdf(x), complement: survival(x)) { logLowerGamma(degreesOfFreedom / 2, x / 2) }
  }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) { logUpperGamma(degreesOfFreedom / 2, x / 2) }
  }
}
