/// Why a regression has no estimates.
public enum RegressionError: Error, Hashable, Sendable {
  /// Not more observations than coefficients, so nothing is left to estimate the error by.
  case tooFewObservations(count: Int, coefficients: Int)
  /// A regressor is NaN or infinite; 0-based observation and regressor, not counting the intercept.
  case regressorNotFinite(observation: Int, regressor: Int)
  /// The response is NaN or infinite at this 0-based observation.
  case responseNotFinite(observation: Int)
  /// Some regressors are linear combinations of the others to working precision.
  case dependentRegressors(rank: Int, coefficients: Int)
}
