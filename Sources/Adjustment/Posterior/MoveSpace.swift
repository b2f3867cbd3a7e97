import CSamplingKernels
import Statistics

/// What the moves of a chain share: room for the values of the block at hand, the levels of its limits, random numbers, and
/// the checkpoints of a growing tree.
struct MoveSpace {
  private let wallDeviation: Double
  /// For the C functions; the values of the block at hand come first.
  var room: [Double]
  /// Two numbers for each limit of the block at hand; walls at the depth drawn for this move.
  private(set) var levels: [Double]
  /// Points of phase space, the momentum of the first drawn for this move.
  var start: [Double]
  var end: [Double]
  private var exponentials: [Double]
  private var checkpoints: [PhasePoint] = []

  init(_ partition: BlockPartition, wallDeviation: Double) {
    self.wallDeviation = wallDeviation
    func most(_ count: (SamplingBlock) -> Int) -> [Double] {
      [Double](repeating: 0, count: partition.blocks.map(count).max() ?? 0)
    }
    room = most(\.compiled.room)
    levels = most { 2 * $0.compiled.limitCount }
    start = most { 4 * $0.unknowns.count }
    end = start
    exponentials = most(\.compiled.wallCount)
  }

  /// Begins a move of a block: takes its values, and draws a momentum and the depth of each wall.
  mutating func begin(
    _ block: SamplingBlock, at values: [Double], _ sums: RunningSums, _ generator: inout PhiloxGenerator
  ) {
    let n = block.unknowns.count
    for k in n..<(2 * n) { start[k] = generator.normal() }
    for wall in 0..<block.compiled.wallCount { exponentials[wall] = generator.exponential() }
    sampling_begin(
      block.compiled.pointer, values, sums.scales, sums.totals, exponentials, wallDeviation, &levels, &room)
  }

  /// Ends a move: the block's values in the room become the group's.
  mutating func end(_ block: SamplingBlock, in values: inout [Double], _ sums: inout RunningSums) {
    sampling_end(block.compiled.pointer, &values, sums.scales, &sums.totals, &room)
  }

  /// Notes leaf number `leaf` of a growing tree; whether it completes a balanced subtree that has turned.
  mutating func closesTurningSubtree(_ leaf: Int, _ point: PhasePoint, isForward: Bool) -> Bool {
    let slot = (leaf >> 1).nonzeroBitCount
    if leaf % 2 == 0 {
      if checkpoints.count <= slot { checkpoints.append(point) } else { checkpoints[slot] = point }
      return false
    }
    let subtreeCount = (~leaf).trailingZeroBitCount
    for earlier in stride(from: slot, through: slot - subtreeCount + 1, by: -1) {
      let first = checkpoints[earlier]
      if isForward ? PhasePoint.turns(first, point) : PhasePoint.turns(point, first) { return true }
    }
    return false
  }
}
