/// The files of a ledger folder.
public enum LedgerFile: String, CaseIterable, Hashable, Sendable {
  case areas
  case indicators
  case products
  case rates
  case sources
  case statements
  case targets

  /// Whether a folder may lack it, which means the same as a file without rows.
  public var isOptional: Bool {
    switch self {
    case .products, .rates, .targets: true
    case .areas, .indicators, .sources, .statements: false
    }
  }

  /// Name in the folder, such as `areas.csv`.
  public var name: String { rawValue + ".csv" }
}
