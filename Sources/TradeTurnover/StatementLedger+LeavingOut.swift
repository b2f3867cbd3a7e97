import TradeSeries

extension StatementLedger {
  /// The ledger without some statements.
  ///
  /// - Throws: `.unknownStatement` for the first id that no statement has.
  func leavingOut(_ ids: [String]) throws(AnalysisError) -> StatementLedger {
    let known = Set(statements.map(\.id))
    if let unknown = ids.first(where: { !known.contains($0) }) {
      let nearest = known.map { (distance: editDistance($0, unknown), id: $0) }
        .sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
      throw .unknownStatement(id: unknown, nearest: nearest.prefix(3).map(\.id))
    }
    var kept = self
    kept.statements.removeAll { ids.contains($0.id) }
    return kept
  }
}
