extension Statement {
  /// The word of the ledger's `kind` column.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The quantity of a period.
    case level
    /// The ratio to another period or date.
    case growth
    /// The fraction of another series.
    case share
    /// The quantity at a date.
    case stock
  }

  /// The kind of the claim.
  public var kind: Kind {
    switch claim {
    case .level: .level
    case .growth: .growth
    case .share: .share
    case .stock: .stock
    }
  }
}
