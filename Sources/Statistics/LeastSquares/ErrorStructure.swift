import LinearAlgebra

/// What is known of the errors of a linear regression, up to one common factor σ².
public enum ErrorStructure: Hashable, Sendable {
  /// Independent errors of one variance σ²: ordinary least squares.
  case independent
  /// Independent errors of variance σ²/w for the weight w of each observation, above 0: weighted least squares.
  case weights(Vector)
  /// Errors of covariance σ²·V, V symmetric and positive semidefinite, n×n; only the lower triangle is read.
  ///
  /// Generalised least squares. Where V is the whole covariance, known without a factor, σ² is 1 and the covariance of
  /// the coefficients is `LeastSquaresFit.unscaledCovariance`.
  case covariance(Matrix)
}
