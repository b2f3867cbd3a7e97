import Foundation
import Statistics

/// A wall of a sided statement.
struct Wall {
  let expression: Expression
  let lower: Double?
  let upper: Double?

  /// How far a value lies outside.
  func violation(of value: Double) -> Double {
    if let lower, value < lower { return value - lower }
    if let upper, value > upper { return value - upper }
    return 0
  }

  /// A depth for one transition that makes the current point a fair draw: the slice of an auxiliary variable.
  func depth(at values: [Double], _ deviation: Double, _ generator: inout PhiloxGenerator) -> Double {
    let violation = violation(of: expression.value(at: values))
    return (violation * violation + 2 * deviation * deviation * generator.exponential()).squareRoot()
  }
}

/// Unknowns that rows link, updated together given all others of their group.
struct SamplingBlock {
  /// Positions in the group.
  let unknowns: [Int]
  /// What sets those that are not their own coordinates.
  let steps: [CoordinateStep]
  let rows: CompiledRows
  let curvedRows: [CurvedRow]
  /// Walls that a transition meets as hard limits at a random depth.
  let walls: [Wall]
  /// The structural bounds that touch the block.
  let bounds: BlockBounds
  /// What each bound, then each wall depends on: positions in ``unknowns``, and steps.
  let supports: [(positions: [Int], unknowns: [Int], steps: [CoordinateStep])]
  /// Whether its energy is quadratic in θ: all rows linear and no wall in the energy.
  let isQuadratic: Bool

  /// Energy and its gradient over φ.
  ///
  /// `gradient` spans `[θ, φ]` and is zero but for the block's φ on return; it must be zero there on entry.
  func energy(
    at values: [Double], _ coordinates: SamplingCoordinates, gradient: inout [Double]
  ) -> Double {
    for index in unknowns { gradient[coordinates.count + index] = 0 }
    var energy = rows.energy(at: values, addingGradientTo: &gradient)
    for row in curvedRows { energy += row.energy(at: values, addingGradientTo: &gradient) }
    coordinates.pullBack(unknowns, steps: steps, in: &gradient, at: values)
    return energy
  }
}

/// The blocks of a group.
struct BlockPartition {
  let coordinates: SamplingCoordinates
  let blocks: [SamplingBlock]
  /// Of the bounds with many parts.
  let sums: RunningSums
  private static let manyParts = 8
  /// Standard deviations from which the two sides of a bound move together.
  private static let hardPressure = 4.0

  /// Splits a group where only bounds link it; `mode` is its θ at the mode.
  init(_ group: LinkedGroup, mode: [Double], wallDeviation: Double) {
    let coordinates = SamplingCoordinates(group)
    self.coordinates = coordinates
    var links = DisjointSets(count: group.count)
    for row in group.priorRows { links.join(row.indices) }
    for row in group.observations { links.join(row.expression.indices) }
    for pair in coordinates.pairs { links.join([pair.first, pair.second]) }
    let pressure = BoundPressure(group, mode: mode, wallDeviation: wallDeviation)
    for bound in group.bounds where bound.parts.count < Self.manyParts && pressure.depth(of: bound) > Self.hardPressure
    {
      links.join(bound.parts + bound.whole)
    }
    let values = coordinates.values(of: mode)
    var sums = RunningSums()
    var drafts: [Int: BlockDraft] = [:]
    for row in group.priorRows {
      drafts[links.root(of: row.indices[0]), default: BlockDraft()].rows.append(
        row.indices, row.coefficients, target: row.target, sigma: row.sigma)
    }
    for row in group.observations {
      drafts[links.root(of: row.expression.indices[0]), default: BlockDraft()].add(
        row, coordinates, mode: mode, wallDeviation: wallDeviation)
    }
    for bound in group.bounds {
      let (parts, whole) = (coordinates.reduced(bound.parts), coordinates.reduced(bound.whole))
      let sum = parts.count >= Self.manyParts ? sums.append(parts, at: values) : -1
      for root in Set((bound.parts + bound.whole).map { links.root(of: $0) }).sorted() {
        drafts[root, default: BlockDraft()].bounds.append(parts: parts, whole: whole, runningSum: sum) { place in
          links.root(of: coordinates.unknown(at: place)) == root
        }
      }
    }
    self.sums = sums
    let steps = Dictionary(grouping: coordinates.steps) { links.root(of: $0.unknown) }
    blocks = links.members().map { members in
      let draft = drafts[members[0]] ?? BlockDraft()
      let steps = steps[members[0]] ?? []
      let positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
      let supports = (draft.bounds.ownPlaces + draft.walls.map(\.expression.indices)).map { places in
        let support = coordinates.support(of: places)
        return (support.unknowns.map { positions[$0] ?? 0 }, support.unknowns, support.steps)
      }
      return SamplingBlock(
        unknowns: members, steps: steps, rows: draft.rows, curvedRows: draft.curvedRows, walls: draft.walls,
        bounds: draft.bounds, supports: supports, isQuadratic: steps.isEmpty && draft.curvedRows.isEmpty)
    }
  }
}

private struct BlockDraft {
  var rows = CompiledRows()
  var curvedRows: [CurvedRow] = []
  var walls: [Wall] = []
  var bounds = BlockBounds()

  mutating func add(
    _ row: ObservationRow, _ coordinates: SamplingCoordinates, mode: [Double], wallDeviation: Double
  ) {
    let expression = row.expression.reduced(coordinates)
    let violation = row.violation(of: row.expression.value(at: mode))
    // A wall that the mode already violates is stiff and smooth there; any other acts as a limit.
    let isViolated = abs(violation) > wallDeviation
    let precision = 1 / (row.sigma * row.sigma)
    if case .logs(let terms) = expression, expression.isLinear {
      rows.append(
        terms.flatMap(\.indices), terms.map(\.coefficient), target: row.target, sigma: row.sigma)
    } else {
      curvedRows.append(
        CurvedRow(expression: expression, target: row.target, precision: precision, walls: nil, isCentered: true))
    }
    guard row.lower != nil || row.upper != nil else { return }
    if isViolated {
      curvedRows.append(
        CurvedRow(
          expression: expression, target: 0, precision: 0,
          walls: (row.lower, row.upper, 1 / (wallDeviation * wallDeviation)), isCentered: false))
    } else {
      walls.append(Wall(expression: expression, lower: row.lower, upper: row.upper))
    }
  }
}

extension Expression {
  /// The same over `[θ, φ]`, sums of pairs taken whole.
  fileprivate func reduced(_ coordinates: SamplingCoordinates) -> Expression {
    switch self {
    case .logs(let terms):
      .logs(
        terms.map { LogSumTerm(coefficient: $0.coefficient, indices: coordinates.reduced($0.indices)) })
    case .difference: self
    }
  }
}
