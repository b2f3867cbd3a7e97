import LinearAlgebra

/// Why a series has no trend by a model.
public enum TrendError: Error, Hashable, Sendable {
  /// Fewer years than the model needs.
  case tooShort(count: Int, required: Int)
  /// These years occur more than once.
  case repeatedYears([Int])
  /// These years are beyond ±2⁵³.
  case yearsOutOfRange([Int])
  /// The values of these years are NaN or infinite.
  case notFinite(years: [Int])
  /// The values of these years are 0 or negative and have no logarithm.
  case notPositive(years: [Int])
  /// The model needs consecutive years, and years are missing after these.
  case gaps(after: [Int])
  /// The model has an unknown for every year of the span, and the span has more than `limit` years.
  case spanTooLong(years: Int, limit: Int)
  /// The growth is beyond the largest number.
  case growthOutOfRange
  /// The least-squares problem could not be factorised.
  case numerical(LinearAlgebraError)
}
