import TabularText
import TradeSeries
import Trends

/// Yearly series from one CSV file: a column of years, a column of values, and columns that tell series apart.
public struct SeriesFile: Sendable {
  /// Which columns are meant; `nil` for the defaults.
  public struct Columns: Sendable {
    /// Years: by default `period`, else `year`.
    public var period: String?
    /// Values: by default `value`.
    public var value: String?
    /// Keys: by default all columns before that of the years.
    public var keys: [String]?

    /// A choice of columns.
    public init(period: String? = nil, value: String? = nil, keys: [String]? = nil) {
      (self.period, self.value, self.keys) = (period, value, keys)
    }
  }

  /// One series.
  public struct Entry: Sendable {
    /// Cells of the key columns.
    public let key: [String]
    /// The years with a value.
    public let series: YearlySeries
  }

  /// Names of the key columns.
  public let keyNames: [String]
  /// The series, in the order of their first rows.
  public let entries: [Entry]
  /// Lines whose value is empty, in order: years without a value.
  public let blankLines: [Int]

  /// Reads a file.
  ///
  /// - Throws: every problem, in the order of lines.
  /// - Complexity: O(bytes).
  public init(_ bytes: UnsafeRawBufferPointer, columns: Columns = Columns()) throws(SeriesFileError) {
    var reading = SeriesFileReading(columns)
    reading.read(bytes)
    guard reading.problems.isEmpty else { throw SeriesFileError(problems: reading.problems) }
    keyNames = reading.keyNames
    blankLines = reading.blankLines
    var entries: [Entry] = []
    for group in reading.groups where !group.observations.isEmpty {
      // Years are distinct and in range, values finite: every row was checked.
      guard let series = try? YearlySeries(group.observations) else { preconditionFailure("rows were checked") }
      entries.append(Entry(key: group.key, series: series))
    }
    self.entries = entries
  }
}
