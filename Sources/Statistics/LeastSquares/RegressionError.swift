/// Why a regression has no estimates.
///
/// Observations and equations are counted from 0; coefficients too, the intercept first where there is one.
public enum RegressionError: Error, Hashable, Sendable {
  /// No observation at all.
  case noObservations
  /// No coefficient at all: no regressor and no intercept.
  case noCoefficients
  /// A regressor is NaN or infinite; the regressors are counted without the intercept.
  case regressorNotFinite(observation: Int, regressor: Int)
  /// The response is NaN or infinite.
  case responseNotFinite(observation: Int)
  /// A weight is not above 0, or not finite.
  case weightNotPositive(observation: Int)
  /// An element of the errors' covariance is NaN or infinite.
  case covarianceNotFinite(row: Int, column: Int)
  /// The errors' covariance has an eigenvalue clearly below 0.
  case covarianceNotSemidefinite
  /// The errors' covariance makes so many combinations of the observations exact that they contradict one another:
  /// its rank, with that of the design, does not reach the number of observations.
  case covarianceTooSingular(rank: Int, observations: Int)
  /// Some regressors are linear combinations of the others to working precision, where the covariance is singular.
  case dependentRegressors(rank: Int, coefficients: Int)
  /// An equation holds a NaN or an infinity.
  case equationNotFinite(equation: Int)
  /// Some equations depend on, or contradict, the others.
  case dependentEquations(rank: Int, equations: Int)
  /// No coefficients meet this inequality together with others.
  case infeasible(inequality: Int)
  /// An inequality holds a NaN or an infinity.
  case inequalityNotFinite(inequality: Int)
  /// The search for the inequalities that bind did not end within its limit.
  case notConverged(iterations: Int)
  /// A coefficient is beyond the range of floating-point numbers.
  case coefficientOutOfRange(coefficient: Int)
}
