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
  /// The model compares all pairs of years, and there are more than `limit` of them.
  case tooLong(count: Int, limit: Int)
  /// The trend of the values is 0 or negative in this year, so that its growth is no fraction of it.
  case levelNotPositive(year: Int)
  /// The autocorrelations leave the test no variance.
  case varianceNotPositive
  /// The trend meets every value to rounding, so that there are no errors to learn correlations from.
  case noErrors
  /// The values come without draws of their uncertainty.
  case noDraws
  /// The growth, or the correction of it, is beyond the range of numbers.
  case growthOutOfRange
  /// The least-squares problem could not be factorised.
  case numerical(LinearAlgebraError)
}
