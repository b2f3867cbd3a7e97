import CBoostMath

#if canImport(Glibc)
  import Glibc
#endif

/// The normal distribution of mean 0 and standard deviation 1.
public struct StandardNormal: ProbabilityDistribution {
  /// The distribution; it has no parameters.
  public init() {}

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_normal_density(x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_normal_cdf(x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_normal_survival(x) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_normal_quantile(probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double { boost_normal_upper_quantile(probability) }

  /// Natural logarithm of the density at x.
  public func logDensity(_ x: Double) -> Double { -0.5 * x * x - halfLogTwoPi }

  /// Natural logarithm of `cdf`; accurate in both tails, where the probability itself is 0 or 1 in double precision.
  public func logCDF(_ x: Double) -> Double { logSurvival(-x) }

  /// Natural logarithm of `survival`; accurate in both tails.
  ///
  /// Above 30 it is the asymptotic series of Mills' ratio (Abramowitz & Stegun 26.2.12), whose first left out term is
  /// below 1e-17 there.
  public func logSurvival(_ x: Double) -> Double {
    if x > 30 {
      let t = 1 / (x * x)
      var series = 0.0
      for k in stride(from: 13.0, through: 1, by: -2) { series = -k * t * (1 + series) }
      return logDensity(x) - log(x) + log1p(series)
    }
    return x < 0 ? log1p(-cdf(x)) : log(survival(x))
  }
}

private let halfLogTwoPi = 0.918938533204672741780329736406
