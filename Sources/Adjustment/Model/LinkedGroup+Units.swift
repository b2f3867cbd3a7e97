import Foundation

extension LinkedGroup {
  /// The same group with every logarithm of a quantity measured from the group's own typical level of its unit.
  ///
  /// The rows are the same, bit for bit, in every unit of account; θ is ``offsets`` less.
  var relative: LinkedGroup {
    LinkedGroup(
      unknowns: unknowns, priorRows: priorRows.map { $0.relative(to: offsets) },
      observations: observations.map { $0.relative(to: offsets) }, bounds: bounds, pairs: pairs,
      start: zip(start, offsets).map { NumberGrid.log($0 - $1) },
      offsets: [Double](repeating: 0, count: count), stream: stream)
  }
}

extension LinearRow {
  fileprivate func relative(to offsets: [Double]) -> LinearRow {
    guard isLevel else { return self }
    var row = self
    row.target = NumberGrid.log(target - offsets[indices[0]])
    return row
  }
}

extension ObservationRow {
  fileprivate func relative(to offsets: [Double]) -> ObservationRow {
    let (expression, offset): (Expression, Double) =
      switch self.expression {
      case .logs(let terms):
        (self.expression, terms.reduce(0) { $0 + $1.coefficient * offsets[$1.indices[0]] })
      case .difference(let plus, let minus, let scale):
        (.difference(plus: plus, minus: minus, scale: exp(NumberGrid.log(log(scale) - offsets[plus[0]]))), 0)
      }
    return ObservationRow(
      statement: statement, expression: expression, target: NumberGrid.log(target - offset),
      sigma: NumberGrid.deviation(sigma), lower: lower.map { NumberGrid.log($0 - offset) },
      upper: upper.map { NumberGrid.log($0 - offset) })
  }

  /// The log level that the row states; `nil` for a ratio, and of a stated balance its size.
  ///
  /// `isLevel` tells which unknowns are logs of a quantity.
  func statedLevel(where isLevel: (Int) -> Bool) -> (unknown: Int, log: Double)? {
    switch expression {
    case .logs(let terms):
      let levels = terms.filter { isLevel($0.indices[0]) }
      guard levels.count == 1 else { return nil }
      return (levels[0].indices[0], target)
    case .difference(let plus, _, let scale): return (plus[0], log(scale))
    }
  }
}
