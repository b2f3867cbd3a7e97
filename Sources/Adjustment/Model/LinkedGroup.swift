import TradeSeries

/// Unknowns that rows or bounds link, cut out of the model: solved apart from every other group.
struct LinkedGroup {
  /// Positions in the model's unknowns; all indices below point into this array.
  let unknowns: [Int]
  let priorRows: [LinearRow]
  let observations: [ObservationRow]
  let bounds: [StructuralBound]
  /// Pairs of unknowns whose sum is a turnover, exports first.
  let pairs: [TurnoverPair]
  let start: [Double]

  var count: Int { unknowns.count }

  /// Half the weighted sum of squares of all rows and walls at θ: minus the log density, but for a constant.
  func cost(at theta: [Double], wallDeviation: Double) -> Double {
    var squares = 0.0
    for row in priorRows {
      var residual = -row.target
      for (index, coefficient) in zip(row.indices, row.coefficients) { residual += coefficient * theta[index] }
      squares += residual * residual / (row.sigma * row.sigma)
    }
    for row in observations {
      let value = row.expression.value(at: theta)
      let residual = (value - row.target) / row.sigma
      let violation = row.violation(of: value) / wallDeviation
      squares += residual * residual + violation * violation
    }
    return squares / 2
  }
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

extension AdjustmentModel {
  /// The linked groups, in the order of their first unknown.
  func groups() -> [LinkedGroup] {
    var links = DisjointSets(count: unknowns.count)
    for row in priorRows { links.join(row.indices) }
    for row in observations { links.join(row.expression.indices) }
    for bound in bounds { links.join(bound.parts + bound.whole) }
    let members = links.members()
    let groupOf = Dictionary(
      uniqueKeysWithValues: members.enumerated().flatMap { number, group in group.map { ($0, number) } })
    let local = Dictionary(
      uniqueKeysWithValues: members.flatMap { $0.enumerated().map { position, unknown in (unknown, position) } })
    let map = { (unknown: Int) in local[unknown] ?? 0 }
    var parts = [GroupParts](repeating: GroupParts(), count: members.count)
    for row in priorRows {
      var own = row
      own.indices = row.indices.map(map)
      parts[groupOf[row.indices[0]] ?? 0].priorRows.append(own)
    }
    for row in observations {
      var own = row
      own.expression = row.expression.reindexed(map)
      parts[groupOf[row.expression.indices[0]] ?? 0].observations.append(own)
    }
    for bound in bounds {
      parts[groupOf[bound.parts[0]] ?? 0].bounds.append(
        StructuralBound(parts: bound.parts.map(map), whole: bound.whole.map(map)))
    }
    for pair in turnoverPairs() {
      parts[groupOf[pair.exports] ?? 0].pairs.append(
        TurnoverPair(
          exports: map(pair.exports), imports: map(pair.imports), triple: pair.triple, period: pair.period))
    }
    return zip(members, parts).map { unknowns, parts in
      LinkedGroup(
        unknowns: unknowns, priorRows: parts.priorRows, observations: parts.observations, bounds: parts.bounds,
        pairs: parts.pairs, start: unknowns.map { start[$0] })
    }
  }

  private func turnoverPairs() -> [TurnoverPair] {
    unknowns.enumerated().compactMap { position, unknown in
      let (number, partner, period): (Int, (Int) -> Unknown, Period?)
      switch unknown {
      case .year(let series, let year):
        (number, partner, period) = (series, { .year(series: $0, year) }, try? Period(year: year))
      case .run(let series, let run): (number, partner, period) = (series, { .run(series: $0, run) }, run)
      case .stock, .drift, .originBias: return nil
      }
      let triple = TradeTriple(of: series[number].identity)
      guard series[number].identity == triple.exports,
        case .sum(_, let imports) = index.compositions[triple.turnover],
        let other = index.positions[partner(imports)]
      else { return nil }
      return TurnoverPair(exports: position, imports: other, triple: number, period: period)
    }
  }
}

private struct GroupParts {
  var priorRows: [LinearRow] = []
  var observations: [ObservationRow] = []
  var bounds: [StructuralBound] = []
  var pairs: [TurnoverPair] = []
}

extension AdjustmentModel {
  /// The series that a group's unknowns belong to, sorted.
  func seriesKeys(of group: LinkedGroup) -> [SeriesKey] {
    let keys = group.unknowns.map { unknown in
      switch unknowns[unknown] {
      case .year(let number, _), .run(let number, _), .stock(let number, _), .drift(let number):
        series[number].identity.key
      case .originBias(_, let identity): identity.key
      }
    }
    return keys.uniqued().sorted()
  }
}
