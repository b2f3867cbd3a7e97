/// How a result is written.
public enum TableFormat: String, CaseIterable, Sendable {
  /// Aligned columns for people, rounded.
  case table
  /// RFC 4180 for machines, numbers in full.
  case csv
  /// A JSON array of objects, numbers in full.
  case json
}
