/// Why a quadratic programme has no solution, or none was found.
public enum QuadraticProgramError: Error, Hashable, Sendable {
  /// No point meets this inequality together with others; its 0-based index.
  case infeasible(constraint: Int)
  /// The iteration did not end within its limit.
  case tooManyIterations(limit: Int)
  /// A diagonal element of the factor R is exactly zero, so the minimum is not unique; its 0-based index.
  case singular(pivot: Int)
  /// The right side of the objective is NaN or infinite at this 0-based index.
  case rightSideNotFinite(index: Int)
  /// An inequality holds a NaN or an infinity; its 0-based index.
  case constraintNotFinite(constraint: Int)
}
