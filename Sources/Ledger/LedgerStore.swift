import GRDB
import TradeSeries

/// A ledger in one SQLite file: the same rows as in a ``LedgerFolder``, with every correction kept.
///
/// Statements, targets and rates are only ever added: a correction is a new row that supersedes the old one. The
/// database itself refuses anything else, whichever program asks.
public struct LedgerStore: Hashable, Sendable {
  /// Path of the file, as it was given.
  public let path: String
  /// Seconds to wait for another process to let go.
  var patience = 5.0
  /// Most pages that the file may have; `nil` for no limit but the disk's.
  var pageLimit: Int?

  /// The store in a file; nothing is opened yet.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads what is current in the store and checks it as a folder is checked.
  ///
  /// Complexity: O(bytes).
  ///
  /// - Throws: `.problems`: with a ``StoreFault`` when the file is no intact store, else with everything that is wrong
  ///   with its rows, where the file is `path/table` and the line the row's number.
  public func read() throws(LedgerError) -> StatementLedger {
    try LedgerReading.ledger(from: tables())
  }

  /// The current rows, not yet checked.
  ///
  /// - Throws: `.problems` with a ``StoreFault``, or that there is nothing.
  func tables() throws(LedgerError) -> StoredTables {
    guard try isThere() else { throw problem(.missing) }
    return try run { queue in
      try queue.read { database in
        try checkIsLedger(database)
        return try StoredTables(database, path: path)
      }
    }
  }

  /// Adds a ledger to the store, in one transaction; a file that is not there is made.
  ///
  /// A row with a new id (a rate: currency and period) is added, one that differs from the current row with its id
  /// supersedes it, one that does not is passed over; nothing is taken away. Complexity: O(rows of both).
  ///
  /// - Throws: `.problems`, and then the store is as it was: a ``StoreFault``, or what would be wrong with the rows of
  ///   both together.
  @discardableResult
  public func add(_ ledger: StatementLedger) throws(LedgerError) -> LedgerImport {
    _ = try isThere()
    return try run { queue in
      try queue.write { database in
        if try database.isEmpty() {
          try database.execute(sql: LedgerSchema.sql)
        } else {
          try checkIsLedger(database)
        }
        var count = LedgerImport()
        for file in LedgerFile.inOrderOfReference { try database.add(ledger.cells(of: file), to: file, &count) }
        _ = try LedgerReading.ledger(from: StoredTables(database, path: path))
        return count
      }
    }
  }

  /// Whether there is a file.
  ///
  /// - Throws: `.problems` when something else is there, or the system does not tell.
  private func isThere() throws(LedgerError) -> Bool {
    let kind: PathKind
    do throws(FileFault) {
      kind = try PathKind(of: path)
    } catch {
      throw problem(.unreadableFile(errno: error.errno))
    }
    switch kind {
    case .file: return true
    case .nothing: return false
    case .folder, .other: throw problem(.store(.notADatabase))
    }
  }

  private func checkIsLedger(_ database: Database) throws {
    let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard applicationID == LedgerSchema.applicationID else { throw problem(.store(.notALedger)) }
    let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version == LedgerSchema.version else {
      throw problem(.store(.laterVersion(Int(version), known: Int(LedgerSchema.version))))
    }
    let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
    guard verdict == "ok" else { throw problem(.store(.damaged)) }
  }

  /// Opens the file and runs `body` on it, with every error as a problem of the store.
  private func run<Result>(_ body: (DatabaseQueue) throws -> Result) throws(LedgerError) -> Result {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { [pageLimit] database in
      if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
    }
    do {
      // A bare `:memory:` or an empty path would be a database that vanishes.
      let filePath = path.hasPrefix("/") ? path : "./\(path)"
      return try body(DatabaseQueue(path: filePath, configuration: configuration))
    } catch let error as LedgerError {
      throw error
    } catch let error as DatabaseError {
      throw problem(.store(StoreFault(error)))
    } catch {
      throw problem(.store(.refused(code: Int(ResultCode.SQLITE_ERROR.rawValue))))
    }
  }

  private func problem(_ fault: LedgerFault) -> LedgerError {
    .problems([LedgerProblem(file: path, line: 1, column: "file", fault: fault)])
  }
}

extension StoreFault {
  fileprivate init(_ error: DatabaseError) {
    self =
      switch error.resultCode {
      case .SQLITE_NOTADB: .notADatabase
      case .SQLITE_CORRUPT: .damaged
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_FULL: .diskFull
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
      case .SQLITE_CANTOPEN: .cannotOpen
      default: .refused(code: Int(error.extendedResultCode.rawValue))
      }
  }
}
