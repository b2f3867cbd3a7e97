/// A distribution on the real line, by its probabilities and quantiles.
///
/// A parameter or an argument outside its range, or NaN, gives NaN: these functions have no other error. Everything is
/// computed by Boost.Math in double precision.
public protocol ProbabilityDistribution: Hashable, Sendable {
  /// Density at x; for counts, the probability of exactly x.
  func density(_ x: Double) -> Double
  /// Probability of a value of at most x.
  func cdf(_ x: Double) -> Double
  /// Probability of a value above x, without the cancellation of 1 − cdf.
  func survival(_ x: Double) -> Double
  /// The value that is not exceeded with the given probability.
  func quantile(_ probability: Double) -> Double
  /// The value that is exceeded with the given probability: the inverse of `survival`.
  func upperQuantile(_ probability: Double) -> Double
  /// Natural logarithm of `cdf`, also where that is too small for double precision.
  func logCDF(_ x: Double) -> Double
  /// Natural logarithm of `survival`, also where that is too small for double precision.
  func logSurvival(_ x: Double) -> Double
}
