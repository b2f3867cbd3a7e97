/// The files of a ledger folder.
public enum LedgerFile: String, CaseIterable, Hashable, Sendable {
  case areas
  case indicators
  case products
  case rates
  case sources
  case statements
  case targets

  /// Name in the folder, such as `areas.csv`.
  public var name: String { rawValue + ".csv" }
}
