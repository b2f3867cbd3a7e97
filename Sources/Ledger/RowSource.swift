import TabularText

/// Where the rows of a ledger come from: a folder of CSV files or the tables of a store.
protocol RowSource {
  /// The rows of one of the ledger's tables that could be read, and what is wrong with the others.
  func table<Column>(_ file: LedgerFile, by columns: Column.Type) -> SourceTable<Column>
  where Column: RawRepresentable & CaseIterable & Hashable & Sendable, Column.RawValue == String
}

/// One table of a ledger, as cells.
struct SourceTable<Column: RawRepresentable & Hashable & Sendable> where Column.RawValue == String {
  /// Names the table in problems.
  let path: String
  let rows: [TableRow<Column>]
  let problems: [LedgerProblem]
}

extension LedgerFolder: RowSource {
  func table<Column>(_ file: LedgerFile, by columns: Column.Type) -> SourceTable<Column>
  where Column: RawRepresentable & CaseIterable & Hashable & Sendable, Column.RawValue == String {
    let path = path(of: file)
    let bytes: [UInt8]
    switch Self.bytes(of: path) {
    case .success(let read): bytes = read
    case .failure(.missing) where file.isOptional: return SourceTable(path: path, rows: [], problems: [])
    case .failure(let fault):
      let problem = LedgerProblem(file: path, line: 1, column: "file", fault: fault)
      return SourceTable(path: path, rows: [], problems: [problem])
    }
    let table = bytes.withUnsafeBytes { TableReader<Column>().read($0) }
    let problems = table.faults.map { error in
      LedgerProblem(file: path, line: error.location.line, column: error.columnName, fault: .text(error))
    }
    return SourceTable(path: path, rows: table.rows, problems: problems)
  }

  /// The bytes of one of the files.
  static func bytes(of path: String) -> Result<[UInt8], LedgerFault> {
    do throws(FileFault) {
      switch try PathKind(of: path) {
      case .file: return .success(try readBytes(ofFile: path))
      case .nothing: return .failure(.missing)
      case .folder, .other: return .failure(.notAFile)
      }
    } catch {
      return .failure(.unreadableFile(errno: error.errno))
    }
  }
}

extension TabularTextError {
  /// The column that a fault of the header is about, else the whole row or file.
  fileprivate var columnName: String {
    switch fault {
    case .lackingColumn(let name), .repeatedColumn(let name), .unknownColumn(let name): name.isEmpty ? "row" : name
    case .strayQuote, .textAfterQuote, .unclosedQuote, .loneCarriageReturn, .invalidUTF8, .fieldCount: "row"
    case .noHeader, .tooManyFaults: "file"
    }
  }
}
