/// What an import did to a store.
public struct LedgerImport: Hashable, Sendable {
  /// Rows that were new.
  public var added = 0
  /// Rows that differ from the store's and supersede them, or describe their code anew.
  public var corrected = 0
  /// Rows that the store already had.
  public var unchanged = 0

  /// An import that did nothing.
  public init(added: Int = 0, corrected: Int = 0, unchanged: Int = 0) {
    (self.added, self.corrected, self.unchanged) = (added, corrected, unchanged)
  }
}
