import TabularText

/// Why a panel could not be read or its results not be written, as values.
public enum PanelError: Error, Hashable, Sendable {
  /// The input cannot be opened.
  case unopenable(errorNumber: Int32)
  /// Reading failed behind this line.
  case unreadable(errorNumber: Int32, line: Int)
  /// The gzip data end in the middle, behind this line.
  case truncatedGzip(line: Int)
  /// The gzip data are damaged, behind this line.
  case damagedGzip(line: Int)
  /// The header is longer than any record may be.
  case headerTooLong(limit: Int)
  /// The header has a byte here that is not of UTF-8 text, or NUL.
  case headerNotText(TextLocation)
  /// The header breaks the rules of the format.
  case malformedHeader(TabularTextError)
  /// No header, since there is no text.
  case empty
  /// The header lacks a column of this name; it has those.
  case lackingColumn(String, among: [String], line: Int)
  /// The header names one column twice.
  case repeatedColumn(String, line: Int)
  /// The header names both `period` and `year`, which are one column.
  case periodAndYear(line: Int)
  /// The results cannot be written.
  case unwritable(errorNumber: Int32)
  /// What must be kept aside for a while cannot be, in the folder of temporary files.
  case temporary(errorNumber: Int32)
  /// The results would take the place of the panel that they are made from.
  case outputIsInput
  /// The rows of a series were promised to be adjacent, and one came back.
  case notAdjacent(key: String, line: Int)
  /// The series of this period is of a frequency that no series of the panel that calibrates has.
  case uncalibrated(PanelPeriod, line: Int)
  /// More lines than have numbers in one series, or in a panel whose rows are in any order.
  case tooManyRows
}
