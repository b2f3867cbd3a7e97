/// Why a ledger cannot be used.
public enum LedgerError: Error, Hashable, Sendable {
  /// Everything that is wrong with a ledger folder, by file and line.
  case problems([LedgerProblem])
}
