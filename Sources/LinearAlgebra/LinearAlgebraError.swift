/// Why a factorisation or a solution does not exist, as facts about the data.
///
/// Shapes that do not fit are mistakes of the caller and trap; everything that depends on the numbers is here.
public enum LinearAlgebraError: Error, Hashable, Sendable {
  /// An element is NaN or infinite; 0-based row and column (column 0 for a vector).
  case notFinite(row: Int, column: Int)
  /// A pivot of the Cholesky factor failed; 1-based order of the leading minor that is not positive.
  case notPositiveDefinite(leadingMinor: Int)
  /// A diagonal element of a triangular factor is exactly zero; its 0-based index.
  case singular(pivot: Int)
  /// The matrix has fewer independent columns (or rows, for constraints) than the problem needs.
  case rankDeficient(rank: Int, needed: Int)
  /// An iteration of LAPACK stopped early; how many off-diagonals, or vectors, had not converged.
  case notConverged(count: Int)
}
