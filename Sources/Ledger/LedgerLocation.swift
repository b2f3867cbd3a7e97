import TradeSeries

/// Where a ledger is: a folder of CSV files, or a store in one SQLite file.
public struct LedgerLocation: Hashable, Sendable {
  /// Path of the folder or file, as it was given.
  public let path: String

  /// The ledger at a path; nothing is read yet.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads the ledger, whichever it is; see ``LedgerFolder/read()`` and ``LedgerStore/read()``.
  ///
  /// - Throws: `.problems` with everything that is wrong.
  public func read() throws(LedgerError) -> StatementLedger {
    if case .file? = try? PathKind(of: path) { return try LedgerStore(path).read() }
    return try LedgerFolder(path).read()
  }
}
