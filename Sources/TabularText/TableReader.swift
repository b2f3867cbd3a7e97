/// Reads a small table with a known header into rows of text, and reports every fault of its form.
///
/// For tables that a person edits: everything is copied into strings. `Column` lists the columns in their usual
/// order; the file may have them in any order.
public struct TableReader<Column: RawRepresentable & CaseIterable & Hashable & Sendable>: Sendable
where Column.RawValue == String {
  /// What a text holds: rows that are well formed, and the faults of the rest.
  public struct Table: Sendable {
    /// Rows in the order of the text.
    public var rows: [TableRow<Column>] = []
    /// Faults in the order of the text.
    public var faults: [TabularTextError] = []
  }

  /// So many refused records end the reading.
  ///
  /// A person mends a few; a file with more is not a table of this kind.
  public static var faultLimit: Int { 20 }

  /// A reader of tables with these columns.
  public init() {}

  /// Reads a table.
  ///
  /// A record that cannot be read is left out of the rows and is a fault; a column that the header lacks is a fault,
  /// and `nil` in every row. Lines with nothing on them are passed over. Complexity: O(bytes).
  public func read(_ bytes: UnsafeRawBufferPointer) -> Table {
    var table = Table()
    var scanner = RecordScanner()
    var fields: [RecordScanner.Field] = []
    var header: Header?
    while true {
      let line = scanner.line
      let start = scanner.offset
      do throws(TabularTextError) {
        guard try scanner.next(in: bytes, into: &fields) else { break }
        if fields.count == 1, fields[0].bytes.isEmpty, !fields[0].isQuoted { continue }
        let record = start..<scanner.offset
        try Self.checkUTF8(UnsafeRawBufferPointer(rebasing: bytes[record]), line: line)
        if let header {
          guard fields.count == header.fieldCount else {
            throw TabularTextError(
              .fieldCount(expected: header.fieldCount, found: fields.count), at: TextLocation(line: line, column: 1))
          }
          let values = header.places.mapValues { bytes.text(of: fields[$0]) }
          table.rows.append(TableRow(line: line, values: values))
        } else {
          let lineStart = start + (start == 0 ? Self.byteOrderMarkLength(of: bytes) : 0)
          header = Header(fields, of: bytes, line: line, from: lineStart, faults: &table.faults)
        }
      } catch {
        let error = Self.encodingFault(in: bytes, from: start, line: line) ?? error
        table.faults.append(error)
        guard header != nil, table.faults.count < Self.faultLimit else {
          if header != nil {
            table.faults.append(TabularTextError(.tooManyFaults(limit: Self.faultLimit), at: error.location))
          }
          return table
        }
        if scanner.offset == start { scanner.skipLine(in: bytes) }
      }
    }
    if header == nil { table.faults.append(TabularTextError(.noHeader, at: TextLocation(line: 1, column: 1))) }
    return table
  }

  /// - Throws: `.invalidUTF8` at its place in the text; `line` is the one that `record` begins on.
  private static func checkUTF8(_ record: UnsafeRawBufferPointer, line: Int) throws(TabularTextError) {
    guard let offset = firstInvalidUTF8(in: record) else { return }
    let before = record[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? byteOrderMarkLength(of: record)
    let lineFeeds = before.count { $0 == 0x0A }
    throw TabularTextError(
      .invalidUTF8(byte: record[offset]), at: TextLocation(line: line + lineFeeds, column: offset - lineStart + 1))
  }

  /// What is wrong with the encoding of the line from an offset on: said before any other fault, as its likely cause.
  private static func encodingFault(
    in bytes: UnsafeRawBufferPointer, from start: Int, line: Int
  ) -> TabularTextError? {
    let rest = bytes[start...]
    let refused = rest[..<(rest.firstIndex(of: 0x0A) ?? bytes.count)]
    do throws(TabularTextError) {
      try checkUTF8(UnsafeRawBufferPointer(rebasing: refused), line: line)
      return nil
    } catch { return error }
  }

  private static func byteOrderMarkLength(of bytes: UnsafeRawBufferPointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Which field each column is.
  private struct Header {
    let fieldCount: Int
    var places: [Column: Int] = [:]

    init(
      _ fields: [RecordScanner.Field], of bytes: UnsafeRawBufferPointer, line: Int, from lineStart: Int,
      faults: inout [TabularTextError]
    ) {
      fieldCount = fields.count
      var seen: Set<String> = []
      for (place, field) in fields.enumerated() {
        let name = bytes.text(of: field)
        let location = TextLocation(line: line, column: field.bytes.lowerBound - lineStart + (field.isQuoted ? 0 : 1))
        if !seen.insert(name).inserted {
          faults.append(TabularTextError(.repeatedColumn(name), at: location))
        } else if let column = Column(rawValue: name) {
          places[column] = place
        } else {
          faults.append(TabularTextError(.unknownColumn(name), at: location))
        }
      }
      for column in Column.allCases where places[column] == nil {
        faults.append(TabularTextError(.lackingColumn(column.rawValue), at: TextLocation(line: line, column: 1)))
      }
    }
  }
}
