import CBoostMath

/// The gamma distribution on the positive numbers.
///
/// Its mean is shape · scale.
public struct GammaDistribution: ProbabilityDistribution {
  /// Shape, above 0.
  public let shape: Double
  /// Scale, above 0.
  public let scale: Double

  /// The distribution of given parameters; every function gives NaN when one is outside its range.
  public init(shape: Double, scale: Double) {
    (self.shape, self.scale) = (shape, scale)
  }

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_gamma_density(shape, scale, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_gamma_cdf(shape, scale, x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_gamma_survival(shape, scale, x) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_gamma_quantile(shape, scale, probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double { boost_gamma_upper_quantile(shape, scale, probability) }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double {
    logProbability(cdf(x), complement: survival(x)) { logLowerGamma(shape, x / scale) }
  }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) { logUpperGamma(shape, x / scale) }
  }
}
