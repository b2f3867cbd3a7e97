import CBoostMath

#if canImport(Glibc)
  import Glibc
#endif

/// The F distribution of a ratio of two mean squares.
public struct FisherF: ProbabilityDistribution {
  /// Degrees of freedom of the numerator, above 0.
  public let numeratorDegrees: Double
  /// Degrees of freedom of the denominator, above 0.
  public let denominatorDegrees: Double

  /// The distribution of given parameters; every function gives NaN when one is outside its range.
  public init(numeratorDegrees: Double, denominatorDegrees: Double) {
    (self.numeratorDegrees, self.denominatorDegrees) = (numeratorDegrees, denominatorDegrees)
  }

  /// Density at x.
  public func density(_ x: Double) -> Double { boost_f_density(numeratorDegrees, denominatorDegrees, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_f_cdf(numeratorDegrees, denominatorDegrees, x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_f_survival(numeratorDegrees, denominatorDegrees, x) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double {
    boost_f_quantile(numeratorDegrees, denominatorDegrees, probability)
  }

  /// The value that is exceeded with the given probability.
  public func upperQuantile(_ probability: Double) -> Double {
    boost_f_upper_quantile(numeratorDegrees, denominatorDegrees, probability)
  }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double {
    logProbability(cdf(x), complement: survival(x)) {
      x > 0
        ? logTail(numeratorDegrees, denominatorDegrees, ratio: numeratorDegrees / denominatorDegrees * x) : -.infinity
    }
  }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) {
      logTail(denominatorDegrees, numeratorDegrees, ratio: denominatorDegrees / numeratorDegrees / x)
    }
  }

  /// log I_w(a/2, b/2) with w = ratio/(1 + ratio).
  private func logTail(_ a: Double, _ b: Double, ratio: Double) -> Double {
    let w = ratio / (1 + ratio)
    return logIncompleteBeta(a / 2, b / 2, x: w, logX: log(ratio) - log1p(ratio), logOneMinusX: -log1p(ratio))
  }
}
