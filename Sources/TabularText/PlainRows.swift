import CTabularText

/// Rows of a panel that were read many at a time: series of adjacent rows with one key, their periods and values.
///
/// Room for a few hundred rows, to be used again.
public struct PlainRows: ~Copyable {
  /// Rows in one go: as many as the bytes that separators are found in ahead seldom hold more of.
  private static let limit = Int(TABULAR_ROW_LIMIT)

  /// How many rows were read.
  public private(set) var count = 0
  /// Quotes in each key of a series that begins in the rows.
  public private(set) var keyQuotes = 0
  private var seriesCount = 0
  private let periodRoom = UnsafeMutablePointer<Int32>.allocate(capacity: limit)
  private let valueRoom = UnsafeMutablePointer<Double>.allocate(capacity: limit)
  private let seriesRoom = UnsafeMutablePointer<tabular_series>.allocate(capacity: limit + 1)
  private let numberRoom = UnsafeMutablePointer<tabular_number>.allocate(capacity: limit)

  /// No rows.
  public init() {}

  deinit {
    periodRoom.deallocate()
    valueRoom.deallocate()
    seriesRoom.deallocate()
    numberRoom.deallocate()
  }

  /// The code of each period: periods since the year 0 times four, plus 0 (whole numbers), 1 (half-years), 2 (quarters) or 3
  /// (months).
  public var periods: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: periodRoom, count: count) }

  /// The value of each row.
  public var values: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: valueRoom, count: count) }

  /// The series that was given, and those that begin in the rows.
  public var series: UnsafeBufferPointer<tabular_series> { UnsafeBufferPointer(start: seriesRoom, count: seriesCount) }

  /// Says what the row before the first is: the place of its key in the buffer and the code of its period; `nil` when there is
  /// none.
  public mutating func begin(after row: (key: Range<Int>, period: Int32)?) {
    count = 0
    seriesCount = 1
    seriesRoom[0] = tabular_series(
      key_start: row?.key.lowerBound ?? 0, key_count: row?.key.count ?? .max, row: 0, period: row?.period ?? 0,
      is_untidy: 0)
  }

  /// Reads rows; tells where they end and how many separators they have.
  mutating func read(_ text: tabular_text, of fields: tabular_fields) -> (result: Int, separators: Int) {
    var rows = tabular_rows(
      periods: periodRoom, values: valueRoom, series: seriesRoom, numbers: numberRoom, row_count: 0,
      series_count: 0, number_count: 0, key_quotes: 0, separators_taken: 0, end: 0)
    withUnsafePointer(to: text) { text in withUnsafePointer(to: fields) { tabular_read_rows(text, $0, &rows) } }
    (count, seriesCount, keyQuotes) = (rows.row_count, rows.series_count, rows.key_quotes)
    for number in UnsafeBufferPointer(start: numberRoom, count: rows.number_count) {
      let magnitude = readDecimal(digits: number.digits, decimals: Int(number.decimals))
      valueRoom[number.row] = number.is_negative == 0 ? magnitude : -magnitude
    }
    return (rows.end, rows.separators_taken)
  }
}
