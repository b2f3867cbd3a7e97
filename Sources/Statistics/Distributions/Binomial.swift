import CBoostMath

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
}
