import TabularText
import TradeSeries

extension LedgerFolder {
  /// Writes the seven files of a ledger into the folder, which must exist; each file is replaced as a whole.
  ///
  /// Reading the folder gives an equal ledger. Complexity: O(bytes).
  ///
  /// - Throws: `.problems` with the file that could not be written; those before it in alphabetical order are.
  public func write(_ ledger: StatementLedger) throws(LedgerError) {
    for file in LedgerFile.allCases {
      var writer = RecordWriter()
      writer.appendRecord(file.columns)
      for row in ledger.cells(of: file) { writer.appendRecord(row) }
      try replace(path(of: file), with: writer.takeBytes())
    }
  }

  /// Replaces one file.
  ///
  /// - Throws: `.problems` with the file; it is then as it was.
  func replace(_ path: String, with bytes: [UInt8]) throws(LedgerError) {
    do throws(FileFault) {
      try replaceFile(path, with: bytes)
    } catch {
      let fault = LedgerFault.unwritableFile(errno: error.errno)
      throw .problems([LedgerProblem(file: path, line: 1, column: "file", fault: fault)])
    }
  }
}
