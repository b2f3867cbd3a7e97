import TabularText
import TradeSeries

extension LedgerLocation {
  /// Adds one statement to the ledger, after checking it together with all that is there.
  ///
  /// In a folder the row is written behind the others of `statements.csv`, which stay as they are, byte for byte; in
  /// a store it is a new row. Complexity: O(bytes of the ledger).
  ///
  /// - Parameter cells: what the columns of `statements.csv` are to hold; a column that is not named stays blank.
  /// - Returns: the statement as it was read.
  /// - Throws: `.problems`, and then nothing was written: those of the ledger, and those of the new row as if it stood
  ///   there already.
  @discardableResult
  public func append(statement cells: [String: String]) throws(LedgerError) -> Statement {
    if case .file? = try? PathKind(of: path) { return try LedgerStore(path).append(statement: cells) }
    return try LedgerFolder(path).append(statement: cells)
  }
}

extension LedgerFolder {
  fileprivate func append(statement cells: [String: String]) throws(LedgerError) -> Statement {
    try checkFolder()
    let path = path(of: .statements)
    // A file that cannot be read is among the problems of the ledger.
    let file = StatementsFile((try? Self.bytes(of: path).get()) ?? [])
    let ledger = try LedgerReading.ledger(from: ExtendedRows(base: self, line: file.nextLine, cells: cells))
    try replace(path, with: file.bytes(adding: cells))
    return ledger.newStatement
  }
}

extension LedgerStore {
  fileprivate func append(statement cells: [String: String]) throws(LedgerError) -> Statement {
    let tables = try tables()
    let line = tables.nextRow(of: .statements)
    let ledger = try LedgerReading.ledger(from: ExtendedRows(base: tables, line: line, cells: cells))
    try add(ledger)
    return ledger.newStatement
  }
}

extension StatementLedger {
  /// The statement of the row that was added behind the others.
  fileprivate var newStatement: Statement {
    guard let statement = statements.last else { preconditionFailure("a row without problems is a statement") }
    return statement
  }
}

/// The rows of a ledger and one more statement.
private struct ExtendedRows: RowSource {
  let base: any RowSource
  let line: Int
  let cells: [String: String]

  func table<Column>(_ file: LedgerFile, by columns: Column.Type) -> SourceTable<Column>
  where Column: RawRepresentable & CaseIterable & Hashable & Sendable, Column.RawValue == String {
    let table = base.table(file, by: columns)
    guard file == .statements else { return table }
    let values = Column.allCases.map { ($0, cells[$0.rawValue] ?? "") }
    let row = TableRow<Column>(line: line, values: Dictionary(uniqueKeysWithValues: values))
    let unknown = cells.keys.filter { Column(rawValue: $0) == nil }.sorted().map { name in
      let fault = TabularTextError(.unknownColumn(name), at: TextLocation(line: line, column: 1))
      return LedgerProblem(file: table.path, line: line, column: name, fault: .text(fault))
    }
    return SourceTable(path: table.path, rows: table.rows + [row], problems: table.problems + unknown)
  }
}

/// `statements.csv` as bytes, to which a row is added.
private struct StatementsFile {
  private let bytes: [UInt8]
  private let header: [String]
  private let lineEnd: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    header = bytes.withUnsafeBytes { buffer in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      _ = try? scanner.next(in: buffer, into: &fields)
      return fields.map(buffer.text(of:))
    }
    let firstLineFeed = bytes.firstIndex(of: 0x0A) ?? 0
    lineEnd = firstLineFeed > 0 && bytes[firstLineFeed - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
  }

  /// The line that a row added behind the others stands on.
  var nextLine: Int { bytes.count { $0 == 0x0A } + (bytes.last == 0x0A ? 1 : 2) }

  /// The file with a row more, its cells in the order of the header and its end like the others'.
  func bytes(adding cells: [String: String]) -> [UInt8] {
    var writer = RecordWriter()
    writer.appendRecord(header.map { cells[$0] ?? "" })
    let start = bytes.last == 0x0A ? bytes : bytes + lineEnd
    return start + writer.takeBytes().dropLast() + lineEnd
  }
}
