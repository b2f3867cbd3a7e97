import CBoostMath

#if canImport(Glibc)
  import Glibc
#endif

/// Student's t distribution.
public struct StudentT: ProbabilityDistribution {
  /// Degrees of freedom, above 0 and not necessarily whole.
  public let degreesOfFreedom: Double

  /// The distribution of given degrees of freedom; every function gives NaN when they are outside their range.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_t_density(degreesOfFreedom, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { survival(-x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double {
    guard x > 1e100, x < .infinity, degreesOfFreedom > 0 else { return boost_t_survival(degreesOfFreedom, x) }
    // Boost squares x. This far out ½·I_w(v/2, ½), w = v/(v + x²), is its first term.
    let v = degreesOfFreedom
    return pow(v.squareRoot() / x, v) / v * exp(lgamma((v + 1) / 2) - lgamma(v / 2)) / Double.pi.squareRoot()
  }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double { boost_t_quantile(degreesOfFreedom, probability) }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double { boost_t_upper_quantile(degreesOfFreedom, probability) }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double { logSurvival(-x) }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) {
      let v = degreesOfFreedom
      guard x < .infinity else { return -.infinity }
      // P(T > x) = ½·I_w(v/2, ½) with w = v/(v + x²); beyond 1e150 the square leaves the range.
      let ratio = (x / v) * x
      let logW = ratio < .infinity ? -log1p(ratio) : log(v) - 2 * log(x)
      return logIncompleteBeta(v / 2, 0.5, x: exp(logW), logX: logW, logOneMinusX: -log1p(1 / ratio)) - log(2)
    }
  }
}
