import TradeSeries

/// Unknowns that rows or bounds link, cut out of the model: solved apart from every other group.
///
/// Its unknowns and rows stand in an order that depends neither on names nor on the order of the statements.
struct LinkedGroup {
  /// Positions in the model's unknowns; all indices below point into this array.
  let unknowns: [Int]
  let priorRows: [LinearRow]
  var observations: [ObservationRow]
  let bounds: [StructuralBound]
  /// Pairs of unknowns whose sum is a turnover, exports first.
  let pairs: [TurnoverPair]
  var start: [Double]
  /// For every unknown, the log level that ``relative`` measures it from; 0 of a drift or a bias.
  let offsets: [Double]
  /// Number of its random stream, from its structure: other groups have no say in it, unless they are equal to it in
  /// everything but names.
  let stream: UInt64

  var count: Int { unknowns.count }
}

/// Exports and imports of one period.
struct TurnoverPair {
  let exports: Int
  let imports: Int
  /// Number of the triple's base series of exports; `nil` where the two are runs of one series.
  let triple: Int?
  /// The year or run; `nil` where the two have one each.
  let period: Period?
}

extension LinkedGroup {
  /// The same group with its unknowns in another order, its rows sorted by them.
  ///
  /// - Parameters:
  ///   - order: old places in the new order.
  ///   - stream: number of its random stream.
  /// - Returns: the group in canonical order.
  func reordered(_ order: [Int], stream: UInt64) -> LinkedGroup {
    var places = [Int](repeating: 0, count: count)
    for (new, old) in order.enumerated() { places[old] = new }
    let map = { (old: Int) in places[old] }
    let rows = priorRows.map { row in
      let terms = zip(row.indices.map(map), row.coefficients).sorted { $0.0 < $1.0 }
      var own = row
      (own.indices, own.coefficients) = (terms.map(\.0), terms.map(\.1))
      return own
    }
    let observations = observations.map { row in
      var own = row
      own.expression = row.expression.reindexed(map)
      return own
    }
    let bounds = bounds.map {
      StructuralBound(parts: $0.parts.map(map).sorted(), whole: $0.whole.map(map).sorted())
    }
    let pairs = pairs.map {
      TurnoverPair(exports: map($0.exports), imports: map($0.imports), triple: $0.triple, period: $0.period)
    }
    return LinkedGroup(
      unknowns: order.map { unknowns[$0] },
      priorRows: rows.sorted { ($0.indices, [$0.target, $0.sigma]) < ($1.indices, [$1.target, $1.sigma]) },
      observations: observations.sorted { $0.sortingNumbers < $1.sortingNumbers },
      bounds: bounds.sorted { ($0.parts, $0.whole) < ($1.parts, $1.whole) },
      pairs: pairs.sorted { $0.exports < $1.exports }, start: order.map { start[$0] },
      offsets: order.map { offsets[$0] }, stream: stream)
  }
}

extension ObservationRow {
  /// What rows are sorted by: the unknowns, then the numbers.
  fileprivate var sortingNumbers: [Double] {
    expression.indices.map(Double.init) + [
      -Double(expression.partCount), sigma, lower ?? -.infinity, upper ?? .infinity, target,
    ]
  }
}

extension Expression {
  /// Number of its terms.
  fileprivate var partCount: Int {
    switch self {
    case .logs(let terms): terms.count
    case .difference: 0
    }
  }
}

/// Lexicographic order of pairs of lists.
private func < <First: Comparable, Second: Comparable>(
  _ left: ([First], [Second]), _ right: ([First], [Second])
) -> Bool {
  left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0.lexicographicallyPrecedes(right.0)
}

private func < (_ left: [Double], _ right: [Double]) -> Bool { left.lexicographicallyPrecedes(right) }
