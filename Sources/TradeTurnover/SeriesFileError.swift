import TabularText

/// Why a file gives no yearly series: every problem, in the order of lines.
public struct SeriesFileError: Error, Hashable, Sendable {
  /// A problem and its place.
  public struct Problem: Hashable, Sendable {
    /// Line, counted from 1.
    public let line: Int
    /// What is wrong.
    public let fault: Fault
  }

  /// What a column is for.
  public enum Role: String, Hashable, Sendable {
    case period, value, key
  }

  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// The text is no CSV.
    case text(TabularTextError)
    /// No column for this; `wanted` are the names looked for, `names` those there are.
    case noColumn(Role, wanted: [String], names: [String])
    /// One column was named for two things.
    case sharedColumn(String)
    /// Not a whole number and not a year in the ledger's notation.
    case notAYear(String)
    /// A year beyond ±2⁵³.
    case yearOutOfRange(Int)
    /// Not a finite number.
    case notANumber(String)
    /// The year stands on an earlier line of the same series too.
    case repeatedYear(Int, firstLine: Int, key: [String])
    /// A header and no row with a value.
    case noValues
  }

  /// The problems; at least one.
  public let problems: [Problem]
}
