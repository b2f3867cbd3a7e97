import TradeSeries

/// Turnover, exports, imports and balance of one reporter, partner, product and entity.
struct TradeTriple: Hashable {
  static let indicators: Set<String> = ["turnover", "exports", "imports", "balance"]

  let turnover: SeriesIdentity

  /// The triple that a member belongs to.
  init(of member: SeriesIdentity) { turnover = member.with(indicator: "turnover") }

  var exports: SeriesIdentity { turnover.with(indicator: "exports") }
  var imports: SeriesIdentity { turnover.with(indicator: "imports") }
  var balance: SeriesIdentity { turnover.with(indicator: "balance") }
  var members: [SeriesIdentity] { [turnover, exports, imports, balance] }
}

extension TradeTriple {
  /// The turnovers that are sums: where two of turnover, exports and imports are stated, or the balance is.
  static func sums(among stated: Set<SeriesIdentity>) -> [TradeTriple] {
    let candidates = Set(stated.filter { indicators.contains($0.key.indicator) }.map(TradeTriple.init(of:)))
    return candidates.sorted { $0.turnover < $1.turnover }.filter { triple in
      stated.contains(triple.balance)
        || [triple.turnover, triple.exports, triple.imports].filter(stated.contains).count >= 2
    }
  }
}
