/// Chooses the anchors of pairs: what is stated itself first, then what the closest link ties to another pair.
struct PairForest {
  /// A pair before its anchor is chosen.
  struct Cell {
    let pair: TurnoverPair
    /// Whether some row speaks of its sum.
    var hasStatedSum = false
    /// The quantity that a row states itself, and the row's σ.
    var level: (quantity: SummedPair.Quantity, sigma: Double)?
  }

  /// A row that ties the same quantity of two pairs together.
  struct Link {
    let cells: (Int, Int)
    let quantity: SummedPair.Quantity
    let sigma: Double
  }

  private(set) var cells: [Cell]
  private(set) var links: [Link] = []
  /// For every unknown, its cell, or −1.
  private let cellOf: [Int]
  /// σ taken for how closely exports follow those of the year before, and a run's those of its year.
  private static let priorDeviation = 0.3

  init(_ group: LinkedGroup, pairs: [TurnoverPair]) {
    cells = pairs.map { Cell(pair: $0) }
    var cellOf = [Int](repeating: -1, count: group.count)
    for (number, pair) in pairs.enumerated() {
      cellOf[pair.exports] = number
      cellOf[pair.imports] = number
    }
    self.cellOf = cellOf
    for row in group.observations {
      guard case .logs(let terms) = row.expression else { continue }
      let own = terms.compactMap { term in quantity(of: term.indices).map { ($0.cell, $0.quantity, term.coefficient) } }
      for (cell, quantity, _) in own where quantity == .sum { cells[cell].hasStatedSum = true }
      if own.count == 1, own[0].2 == 1, terms.allSatisfy({ $0.coefficient == 1 }) {
        let known = cells[own[0].0].level?.sigma ?? .infinity
        if row.sigma < known { cells[own[0].0].level = (own[0].1, row.sigma) }
      } else if own.count == 2, own[0].0 != own[1].0, own[0].1 == own[1].1 {
        links.append(Link(cells: (own[0].0, own[1].0), quantity: own[0].1, sigma: row.sigma))
      }
    }
    addNeighbours(pairs)
  }

  /// Pairs in an order in which origins come first, anchored; the logs of their sums start at `sums` in the values.
  func anchored(sums: Int) -> [SummedPair] {
    var results: [SummedPair] = []
    var places = [Int](repeating: -1, count: cells.count)
    func attach(_ cell: Int, _ anchor: SummedPair.Quantity, to origin: Int?) {
      places[cell] = results.count
      let pair = cells[cell].pair
      results.append(
        SummedPair(
          first: pair.exports, second: pair.imports, sum: sums + results.count, anchor: anchor,
          origin: origin.map { results[places[$0]].place(of: anchor) }))
    }
    for (number, cell) in cells.enumerated() {
      if let level = cell.level { attach(number, level.quantity, to: nil) }
    }
    let sorted = links.sorted { $0.sigma < $1.sigma }
    while results.count < cells.count {
      let next = sorted.first { (places[$0.cells.0] < 0) != (places[$0.cells.1] < 0) }
      if let next {
        let (known, new) = places[next.cells.0] < 0 ? (next.cells.1, next.cells.0) : next.cells
        attach(new, next.quantity, to: known)
      } else if let root = cells.indices.first(where: { places[$0] < 0 && cells[$0].hasStatedSum }) {
        attach(root, .sum, to: nil)
      } else if let root = places.firstIndex(where: { $0 < 0 }) {
        attach(root, .first, to: nil)
      }
    }
    return results
  }

  private func quantity(of indices: [Int]) -> (cell: Int, quantity: SummedPair.Quantity)? {
    let owners = Set(indices.map { cellOf[$0] })
    guard owners.count == 1, let cell = owners.first, cell >= 0 else { return nil }
    if indices.count == 2 { return (cell, .sum) }
    return (cell, indices[0] == cells[cell].pair.exports ? .first : .second)
  }

  /// Ties each year to the year before, and each run to its year, by exports.
  private mutating func addNeighbours(_ pairs: [TurnoverPair]) {
    for (number, pair) in pairs.enumerated() {
      guard let period = pair.period else { continue }
      for (other, candidate) in pairs.enumerated() where candidate.triple == pair.triple {
        guard let year = candidate.period, year.isYear else { continue }
        let isNeighbour =
          period.isYear ? year.firstYear == period.firstYear - 1 : year.firstYear == period.firstYear
        if isNeighbour {
          links.append(Link(cells: (number, other), quantity: .first, sigma: Self.priorDeviation))
        }
      }
    }
  }
}
