import GRDB
import TabularText

/// The current rows of every table of a store.
struct StoredTables: RowSource {
  private let path: String
  private var rows: [LedgerFile: [(number: Int, cells: [String: String])]] = [:]

  /// Reads all tables, in the order of the ledger.
  init(_ database: Database, path: String) throws {
    self.path = path
    for file in LedgerFile.allCases {
      let sql = "SELECT row, \(file.columnList) FROM \(file.currentTable) ORDER BY \(file.isList ? "row" : "place")"
      rows[file] = try Row.fetchAll(database, sql: sql).map { row in
        let cells = file.columns.map { ($0, row.text($0) ?? "") }
        return (row["row"], Dictionary(uniqueKeysWithValues: cells))
      }
    }
  }

  /// Number of the next row of a table; the row with the highest number is never superseded.
  func nextRow(of file: LedgerFile) -> Int { (rows[file]?.map(\.number).max() ?? 0) + 1 }

  func table<Column>(_ file: LedgerFile, by columns: Column.Type) -> SourceTable<Column>
  where Column: RawRepresentable & CaseIterable & Hashable & Sendable, Column.RawValue == String {
    let read = (rows[file] ?? []).map { row in
      let values = Column.allCases.map { ($0, row.cells[$0.rawValue] ?? "") }
      return TableRow(line: row.number, values: Dictionary(uniqueKeysWithValues: values))
    }
    return SourceTable(path: "\(path)/\(file.rawValue)", rows: read, problems: [])
  }
}

extension LedgerFile {
  /// Every table after those that it refers to.
  static let inOrderOfReference: [LedgerFile] = [
    .areas, .indicators, .products, .sources, .rates, .statements, .targets,
  ]

  /// Whether it is a list of codes, whose rows are described anew and not superseded.
  var isList: Bool {
    switch self {
    case .areas, .indicators, .products, .sources: true
    case .rates, .statements, .targets: false
    }
  }

  /// The columns that tell a row from the others.
  var keyColumns: [String] { self == .rates ? ["currency", "period"] : [columns[0]] }

  var columnList: String { columns.joined(separator: ", ") }

  var currentTable: String { isList ? rawValue : "current_\(rawValue)" }
}

extension Row {
  /// The text of a cell; `nil` for NULL, and for another type, which GRDB's own accessor would trap on.
  fileprivate func text(_ column: String) -> String? { String.fromDatabaseValue(self[column]) }
}

extension Database {
  /// Whether it has no tables and nobody's mark, as a file just made.
  func isEmpty() throws -> Bool {
    let count = try Int.fetchOne(self, sql: "SELECT count(*) FROM sqlite_schema")
    return try count == 0 && Int.fetchOne(self, sql: "PRAGMA application_id") == 0
  }

  /// Adds rows to a table, or corrects those whose key it has.
  func add(_ rows: [[String]], to file: LedgerFile, _ count: inout LedgerImport) throws {
    let knownRows = try rowsByKey(of: file)
    let columns = file.isList ? file.columns : ["supersedes", "place"] + file.columns
    let insertion = try makeStatement(
      sql: """
        INSERT INTO \(file.rawValue) (\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """)
    let description = try makeStatement(
      sql:
        "UPDATE \(file.rawValue) SET \(file.columns.dropFirst().map { "\($0) = ?" }.joined(separator: ", ")) WHERE row = ?"
    )
    var place = try Int.fetchOne(self, sql: "SELECT max(\(file.isList ? "row" : "place")) FROM \(file.rawValue)") ?? 0
    let keyPlaces = file.columns.indices.filter { file.keyColumns.contains(file.columns[$0]) }
    for cells in rows {
      let values = cells.map { $0.isEmpty ? nil : $0 }
      let known = knownRows[keyPlaces.map { cells[$0] }]
      switch known {
      case let known? where known.cells == values:
        count.unchanged += 1
      case let known? where file.isList:
        try description.execute(arguments: StatementArguments(values.dropFirst()) + [known.row])
        count.corrected += 1
      case let known?:
        try insertion.execute(arguments: [known.row, known.place] + StatementArguments(values))
        count.corrected += 1
      case nil:
        place += 1
        try insertion.execute(arguments: (file.isList ? [] : [nil, place]) + StatementArguments(values))
        count.added += 1
      }
    }
  }

  private struct KnownRow {
    let row: Int
    let place: Int
    let cells: [String?]
  }

  private func rowsByKey(of file: LedgerFile) throws -> [[String]: KnownRow] {
    let place = file.isList ? "row" : "place"
    let sql = "SELECT row AS number, \(place) AS place, \(file.columnList) FROM \(file.currentTable)"
    var known: [[String]: KnownRow] = [:]
    for row in try Row.fetchAll(self, sql: sql) {
      let key = file.keyColumns.map { row.text($0) ?? "" }
      known[key] = KnownRow(row: row["number"], place: row["place"], cells: file.columns.map { row.text($0) })
    }
    return known
  }
}
