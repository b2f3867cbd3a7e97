/// One record of a table with a known header.
public struct TableRow<Column: RawRepresentable & Hashable & Sendable>: Sendable where Column.RawValue == String {
  /// Line that the record begins on, counted from 1.
  public let line: Int
  private let values: [Column: String]

  /// A record with the cells of the columns that its table has.
  public init(line: Int, values: [Column: String]) {
    (self.line, self.values) = (line, values)
  }

  /// The text of a cell; `nil` in a table whose header lacks the column.
  public subscript(column: Column) -> String? { values[column] }

  /// Whether no cell holds anything but blanks, as in the lines a spreadsheet leaves behind.
  public var isBlank: Bool { values.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}
