/// Why a fit has no such inference.
public enum InferenceError: Error, Hashable, Sendable {
  /// It needs as many degrees of freedom.
  case tooFewDegreesOfFreedom(count: Int, required: Int)
  /// It is not defined for errors with a covariance matrix.
  case errorsHaveCovariance
  /// It is defined for independent errors of one variance and coefficients without equations only.
  case notOrdinary
  /// This observation, from 0, is fitted whatever its value, so its residual says nothing of its error.
  case leverageOfOne(observation: Int)
  /// The residuals are nothing but rounding, so that there are no errors to learn from.
  case perfectFit
  /// The auxiliary regression that makes the test has nothing to explain, such as squares of a constant residual.
  case nothingToExplain
  /// Lags, blocks, powers or a break outside what the observations allow; the largest value that they do.
  case outOfRange(value: Int, allowed: ClosedRange<Int>)
  /// So many resamples in a row had dependent columns.
  case resamplesDependent(count: Int)
}
