import LinearAlgebra

/// Why a series has no trend.
public enum TrendError: Error, Hashable, Sendable {
  /// Fewer years than the model needs.
  case tooShort(count: Int, required: Int)
  /// The same year twice.
  case duplicateYear(Int)
  /// A value that has no logarithm.
  case notPositive(year: Int)
  /// The least-squares problem could not be factorised.
  case numerical(LinearAlgebraError)
}
