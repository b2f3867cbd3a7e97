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
  public func cdf(_ x: Double) -> Double { survival(-x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double {
    guard x > 20, x < 100 else { return boost_normal_survival(x) }
    // x² in two parts, whose exponentials keep the digits that the rounding of the square would cost.
    let square = x * x
    let rest = (-square).addingProduct(x, x)
    return exp(-0.5 * square) * exp(-0.5 * rest) / (2 * .pi).squareRoot() / x * (1 + millsCorrection(x))
  }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_normal_quantile(probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double { boost_normal_upper_quantile(probability) }

  /// Natural logarithm of the density at x.
  public func logDensity(_ x: Double) -> Double { -0.5 * x * x - halfLogTwoPi }

  /// Natural logarithm of `cdf`; accurate in both tails, where the probability itself is 0 or 1 in double precision.
  public func logCDF(_ x: Double) -> Double { logSurvival(-x) }

  /// Natural logarithm of `survival`; accurate in both tails.
  public func logSurvival(_ x: Double) -> Double {
    if x > 20 { return logDensity(x) - log(x) + log1p(millsCorrection(x)) }
    return x < 0 ? log1p(-cdf(x)) : log(survival(x))
  }

  /// x times Mills' ratio, less 1, by its asymptotic series: the first term left out is below 1e-14 of the sum at 20.
  ///
  /// Source: Abramowitz & Stegun 26.2.12.
  private func millsCorrection(_ x: Double) -> Double {
    let t = 1 / x / x
    var series = 0.0
    for k in stride(from: 17.0, through: 1, by: -2) { series = -k * t * (1 + series) }
    return series
  }
}

private let halfLogTwoPi = 0.918938533204672741780329736406
