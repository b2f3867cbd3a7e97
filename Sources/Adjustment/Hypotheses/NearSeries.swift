import TradeSeries

/// For each statement, the series that say something of its figure.
///
/// These are the ones that rows link to it, and those that bound these.
struct NearSeries: Sendable {
  private let keysOfPart: [Set<SeriesKey>]
  private let partOf: [String: Int]
  /// Unknowns of a bound from which each of its parts says next to nothing of the others.
  private static let longestBound = 12

  /// - Complexity: linear in the rows and bounds.
  init(_ groups: [LinkedGroup], _ ledger: StatementLedger, _ model: AdjustmentModel) {
    var parts: [Set<SeriesKey>] = []
    var partOf: [String: Int] = [:]
    for group in groups {
      var links = DisjointSets(count: group.count)
      for row in group.priorRows { links.join(row.indices) }
      for row in group.observations { links.join(row.expression.indices) }
      for pair in group.pairs { links.join([pair.exports, pair.imports]) }
      let keys = group.unknowns.map { model.identity(of: $0).family }
      var numbers: [Int: Int] = [:]
      for position in group.unknowns.indices {
        let root = links.root(of: position)
        if numbers[root] == nil {
          numbers[root] = parts.count
          parts.append([])
        }
        parts[numbers[root] ?? 0].formUnion(keys[position])
      }
      for bound in group.bounds where bound.parts.count + bound.whole.count <= Self.longestBound {
        let members = bound.parts + bound.whole
        let bounded = members.reduce(into: Set<SeriesKey>()) { $0.formUnion(keys[$1]) }
        for number in Set(members.compactMap { numbers[links.root(of: $0)] }) { parts[number].formUnion(bounded) }
      }
      for row in group.observations {
        let root = links.root(of: row.expression.indices.first ?? 0)
        partOf[ledger.statements[row.statement].id] = numbers[root]
      }
    }
    (keysOfPart, self.partOf) = (parts, partOf)
  }

  /// The series near a statement; none of one without a row.
  func keys(of statement: String) -> Set<SeriesKey> { partOf[statement].map { keysOfPart[$0] } ?? [] }
}

extension SeriesIdentity {
  /// Its key; of exports, imports and turnover the keys of all three.
  fileprivate var family: [SeriesKey] {
    TradeTriple.indicators.contains(key.indicator) ? TradeTriple(of: self).members.map(\.key) : [key]
  }
}
