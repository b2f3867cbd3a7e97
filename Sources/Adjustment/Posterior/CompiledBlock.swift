import CSamplingKernels
import Foundation

/// A block as the C functions read it: flat arrays, written once.
final class CompiledBlock: @unchecked Sendable {
  /// For ``CSamplingKernels``; valid as long as this object.
  let pointer: UnsafePointer<sampling_block>
  /// Numbers that its functions need room for.
  let room: Int
  let coordinates: CompiledCoordinates
  /// Numbers of its limits and walls.
  let limitCount: Int
  let wallCount: Int
  private let arrays = FixedArrays()

  /// Rows are in places of the block, bounds and walls in those of the group.
  ///
  /// Limits stand in the order of the bounds, then of the walls, lower before upper.
  init(
    _ coordinates: CompiledCoordinates, rows: CompiledRows, curvedRows: [CurvedRow], bounds: BlockBounds,
    walls: [Wall], support: ([Int]) -> CoordinateSupport
  ) {
    self.coordinates = coordinates
    let own = coordinates.places.own
    var builder = BlockBuilder(arrays: arrays)
    for row in curvedRows { builder.add(row) }
    for (shape, places) in zip(bounds.shapes, bounds.ownPlaces) {
      let support = coordinates.compiled(support(places), arrays)
      switch shape {
      case .atMost: builder.addLimit([own(places[0])], [1], support)
      case .atLeast: builder.addLimit([own(places[0])], [-1], support)
      case .ordered: builder.addLimit(places.map(own), [1, -1], support)
      case .sums(let parts): builder.addSums(places.map(own), parts: parts, support)
      }
    }
    for wall in walls { builder.add(wall, own, coordinates.compiled(support(wall.expression.indices), arrays)) }
    let block = sampling_block(
      coordinates: coordinates.structure, group_places: arrays.keep(coordinates.places.groupPlaces.map { Int32($0) }),
      rows: rows.compiled(arrays), curved_count: Int32(builder.curved.count),
      limit_count: Int32(builder.limits.count), curved: arrays.keep(builder.curved),
      limits: arrays.keep(builder.limits),
      short_limits: arrays.keep(builder.shortLimits), widest: Int32(builder.widest), bounds: bounds.compiled(arrays),
      wall_count: Int32(walls.count), walls: arrays.keep(builder.walls))
    pointer = arrays.keep([block])
    (limitCount, wallCount) = (builder.limits.count, walls.count)
    room = Int(sampling_room(pointer))
  }
}

/// Curved rows and limits of a block on the way to C.
private struct BlockBuilder {
  let arrays: FixedArrays
  private(set) var curved: [sampling_curved_row] = []
  private(set) var limits: [sampling_limit] = []
  private(set) var shortLimits: [sampling_short_limit] = []
  private(set) var walls: [sampling_wall] = []
  /// Most places of one expression.
  private(set) var widest = 0

  mutating func add(_ row: CurvedRow) {
    curved.append(
      sampling_curved_row(
        expression: compiled(row.expression), target: row.target, precision: row.isCentered ? row.precision : 0,
        lower: row.walls?.lower ?? -.infinity, upper: row.walls?.upper ?? .infinity,
        wall_precision: row.walls?.precision ?? 0))
  }

  mutating func addLimit(_ places: [Int], _ coefficients: [Double], _ support: sampling_support) {
    limits.append(limit(sampling_linear, places, split: 0, coefficients, support))
    let isShort = places.count == 1 || places.count == 2
    shortLimits.append(
      sampling_short_limit(
        is_short: isShort ? 1 : 0, first: Int32(places.first ?? 0), second: Int32(places.last ?? 0),
        first_coefficient: coefficients.first ?? 0,
        second_coefficient: places.count == 2 ? coefficients[1] : 0))
  }

  /// Adds a wall, whose places `own` maps to the block's.
  mutating func add(_ wall: Wall, _ own: (Int) -> Int, _ support: sampling_support) {
    walls.append(
      sampling_wall(
        limit: Int32(limits.count), lower: wall.lower ?? -.infinity, upper: wall.upper ?? .infinity))
    let expression = wall.expression.reindexed(own)
    if wall.lower != nil { addLimit(expression, sign: -1, support) }
    if wall.upper != nil { addLimit(expression, sign: 1, support) }
  }

  private mutating func addLimit(_ expression: Expression, sign: Double, _ support: sampling_support) {
    if case .logs(let terms) = expression, expression.isLinear {
      addLimit(terms.map { $0.indices[0] }, terms.map { sign * $0.coefficient }, support)
    } else {
      var limit = limit(sampling_general, expression.indices, split: 0, [], support)
      (limit.sign, limit.expression) = (sign, compiled(expression))
      limits.append(limit)
      shortLimits.append(sampling_short_limit())
    }
  }

  mutating func addSums(_ places: [Int], parts: Int, _ support: sampling_support) {
    limits.append(limit(sampling_log_sums, places, split: parts, [], support))
    shortLimits.append(sampling_short_limit())
  }

  private func limit(
    _ kind: Int, _ places: [Int], split: Int, _ coefficients: [Double], _ support: sampling_support
  ) -> sampling_limit {
    sampling_limit(
      kind: Int32(kind), count: Int32(places.count), split: Int32(split), places: arrays.keep(places.map { Int32($0) }),
      coefficients: arrays.keep(coefficients), spread: log(Double(split + 1)), sign: 1,
      expression: sampling_expression(), support: support)
  }

  private mutating func compiled(_ expression: Expression) -> sampling_expression {
    widest = max(widest, expression.indices.count)
    switch expression {
    case .logs(let terms):
      return sampling_expression(
        is_difference: 0, term_count: Int32(terms.count),
        terms: arrays.keep(terms.map { term($0.coefficient, $0.indices) }), scale: 1)
    case .difference(let plus, let minus, let scale):
      return sampling_expression(
        is_difference: 1, term_count: 2, terms: arrays.keep([term(1, plus), term(-1, minus)]), scale: scale)
    }
  }

  private func term(_ coefficient: Double, _ places: [Int]) -> sampling_term {
    sampling_term(
      coefficient: coefficient, count: Int32(places.count), places: arrays.keep(places.map { Int32($0) }))
  }
}
