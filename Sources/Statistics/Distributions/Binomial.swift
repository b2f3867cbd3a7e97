import CBoostMath

#if canImport(Glibc)
  import Glibc
#endif

/// The number of successes in independent trials of one probability.
public struct Binomial: ProbabilityDistribution {
  /// Number of trials, a whole number of at least 0.
  public let trials: Double
  /// Probability of success of one trial.
  public let success: Double

  /// The distribution of given parameters; every function gives NaN when one is outside its range.
  public init(trials: Double, success: Double) {
    (self.trials, self.success) = (trials, success)
  }

  /// Probability of exactly x.
  public func density(_ x: Double) -> Double { boost_binomial_density(trials, success, x) }

  /// Probability of a value of at most x.
  public func cdf(_ x: Double) -> Double { boost_binomial_cdf(trials, success, x) }

  /// Probability of a value above x.
  public func survival(_ x: Double) -> Double { boost_binomial_survival(trials, success, x) }

  /// The smallest count whose `cdf` reaches the given probability.
  public func quantile(_ probability: Double) -> Double { boost_binomial_quantile(trials, success, probability) }

  /// The smallest count whose `survival` is at most the given probability.
  public func upperQuantile(_ probability: Double) -> Double {
    boost_binomial_upper_quantile(trials, success, probability)
  }

  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  public func logCDF(_ x: Double) -> Double {
    logProbability(cdf(x), complement: survival(x)) {
      let k = x.rounded(.down)
      guard k >= 0, success < 1 else { return -.infinity }
      return logIncompleteBeta(
        trials - k, k + 1, x: 1 - success, logX: log1p(-success), logOneMinusX: log(success))
    }
  }

  /// Natural logarithm of `survival`, also where that is too small for double precision.
  public func logSurvival(_ x: Double) -> Double {
    logProbability(survival(x), complement: cdf(x)) {
      let k = x.rounded(.down)
      guard k < trials, success > 0 else { return -.infinity }
      return logIncompleteBeta(k + 1, trials - k, x: success, logX: log(success), logOneMinusX: log1p(-success))
    }
  }
}
