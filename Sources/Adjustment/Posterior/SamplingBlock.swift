import Foundation
import Statistics

/// A wall of a sided statement.
struct Wall {
  let expression: Expression
  let lower: Double?
  let upper: Double?
}

/// Unknowns that rows link, updated together given all others of their group.
final class SamplingBlock: Sendable {
  /// Positions in the group.
  let unknowns: [Int]
  /// Squared rows, in places of the block.
  let rows: CompiledRows
  let curvedRows: [CurvedRow]
  /// Walls that a transition meets as hard limits at a random depth.
  let walls: [Wall]
  /// The structural bounds that touch the block.
  let bounds: BlockBounds
  /// Energy and limits for the steps of a Hamiltonian path.
  let compiled: CompiledBlock
  /// Whether its energy is quadratic in θ: all rows linear and no wall in the energy.
  let isQuadratic: Bool

  fileprivate init(
    _ unknowns: [Int], _ steps: [CoordinateStep], _ draft: BlockDraft, _ coordinates: SamplingCoordinates
  ) {
    let own = CompiledCoordinates(unknowns, steps: steps, groupCount: coordinates.count)
    self.unknowns = unknowns
    rows = draft.rows.reindexed(own.places.own)
    curvedRows = draft.curvedRows.map { $0.reindexed(own.places.own) }
    (walls, bounds) = (draft.walls, draft.bounds)
    isQuadratic = steps.isEmpty && draft.curvedRows.isEmpty
    compiled = CompiledBlock(
      own, rows: rows, curvedRows: curvedRows, bounds: bounds, walls: walls, support: coordinates.support)
  }

  /// Places of its values, for those of the group.
  var places: BlockPlaces { compiled.coordinates.places }
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
      SamplingBlock(members, steps[members[0]] ?? [], drafts[members[0]] ?? BlockDraft(), coordinates)
    }
  }
}

fileprivate struct BlockDraft {
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
