import TradeSeries

/// A ledger as a folder of CSV files: the plain-text source of truth.
public struct LedgerFolder: Hashable, Sendable {
  /// Path of the folder, as it was given.
  public let path: String

  /// The ledger in a folder; nothing is read yet.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads the files and checks all that can be checked.
  ///
  /// Products, rates and targets may be left out.
  ///
  /// The world, `W`, is among the areas of the result even when `areas.csv` does not name it. An `origin` that is the
  /// reporter itself is read as none. Complexity: O(bytes).
  ///
  /// - Throws: `.problems` with everything that is wrong, sorted by file and line.
  public func read() throws(LedgerError) -> StatementLedger {
    try checkFolder()
    return try LedgerReading.ledger(from: self)
  }

  /// Path of one of the files.
  public func path(of file: LedgerFile) -> String {
    path.isEmpty || path.hasSuffix("/") ? path + file.name : "\(path)/\(file.name)"
  }

  /// - Throws: `.problems` when there is no folder.
  func checkFolder() throws(LedgerError) {
    let fault: LedgerFault
    do throws(FileFault) {
      switch try PathKind(of: path) {
      case .folder: return
      case .nothing: fault = .missing
      case .file, .other: fault = .notAFolder
      }
    } catch {
      fault = .unreadableFile(errno: error.errno)
    }
    throw .problems([LedgerProblem(file: path, line: 1, column: "folder", fault: fault)])
  }
}
