/// Why a text is no stated figure.
public enum StatedFigureError: Error, Hashable, Sendable {
  /// No text at all.
  case empty
  /// Not digits with at most one decimal point.
  case unreadableNumber(String)
  /// Zero, or a change of −100 % or below: the logarithm does not exist.
  case notPositive(String)
  /// A word that is neither a qualifier nor a multiplier.
  case unknownWord(String)
  /// An interval whose first end is not below its second.
  case emptyInterval(low: String, high: String)
  /// A qualifier before an interval, which already has two ends.
  case qualifiedInterval(String)
}
