/// Why a ledger cannot be used.
public enum LedgerError: Error, Hashable, Sendable {
  /// Everything that is wrong with a ledger, by file and line; never empty.
  case problems([LedgerProblem])

  /// Everything that is wrong, by file and line.
  public var problems: [LedgerProblem] {
    switch self {
    case .problems(let problems): problems
    }
  }
}
