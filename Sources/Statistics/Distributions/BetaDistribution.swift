import CBoostMath

#if canImport(Glibc)
  import Glibc
#endif

/// The beta distribution on 0...1.
///
/// Its mean is alpha / (alpha + beta).
public struct BetaDistribution: ProbabilityDistribution {
  /// First shape parameter, above 0.
  public let alpha: Double
  /// Second shape parameter, above 0.
  public let beta: Double

  /// The distribution of given parameters; every function gives NaN when one is outside its range.
  public init(alpha: Double, beta: Double) {
    (self.alpha, self.beta) = (alpha, beta)
  }

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_beta_density(alpha, beta, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_beta_cdf(alpha, beta, x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_beta_survival(alpha, beta, x) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_beta_quantile(alpha, beta, probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double { boost_beta_upper_quantile(alpha, beta, probability) }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double {
    logProbability(cdf(x), complement: survival(x)) {
      x > 0 ? logIncompleteBeta(alpha, beta, x: x, logX: log(x), logOneMinusX: log1p(-x)) : -.infinity
    }
  }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) {
      x < 1 ? logIncompleteBeta(beta, alpha, x: 1 - x, logX: log1p(-x), logOneMinusX: log(x)) : -.infinity
    }
  }
}
