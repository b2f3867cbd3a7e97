extension LedgerProblem: CustomStringConvertible {
  /// One line: `file:line: column: what is wrong; how to mend it`.
  ///
  /// Texts of the ledger are quoted, cut to 60 characters, and control characters in them are escaped.
  public var description: String { "\(file.escaped):\(line): \(column.printable): \(fault.text)" }
}
