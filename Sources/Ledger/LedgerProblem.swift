/// One thing that is wrong with a ledger, and where.
///
/// Its text, `file:line: column: what is wrong and how to mend it`, is ``description``.
public struct LedgerProblem: Hashable, Sendable {
  /// Path of the file, or of the folder when that is what is wrong.
  public let file: String
  /// Line, counted from 1; 1 when the whole file is meant.
  public let line: Int
  /// Name of the column; `row` when the whole row is meant, `file` or `folder` when that is.
  public let column: String
  /// What is wrong.
  public let fault: LedgerFault

  /// A problem at a place.
  public init(file: String, line: Int, column: String, fault: LedgerFault) {
    (self.file, self.line, self.column, self.fault) = (file, line, column, fault)
  }
}
