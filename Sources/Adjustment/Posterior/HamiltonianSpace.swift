import CSamplingKernels
import Statistics

/// A point of phase space: whitened displacement and momentum, φ, and the energy's gradient in whitened units, one after
/// another.
struct PhasePoint {
  let count: Int
  var numbers: [Double]
  var energy = 0.0

  var momentum: Range<Int> { count..<(2 * count) }
  var phi: ArraySlice<Double> { numbers[(2 * count)..<(3 * count)] }

  var kinetic: Double {
    var sum = 0.0
    for k in momentum { sum += numbers[k] * numbers[k] }
    return sum / 2
  }

  /// Whether a way's ends move towards each other.
  static func turns(_ left: PhasePoint, _ right: PhasePoint) -> Bool {
    let n = left.count
    var (atLeft, atRight) = (0.0, 0.0)
    for k in 0..<n {
      let way = right.numbers[k] - left.numbers[k]
      atLeft += way * left.numbers[n + k]
      atRight += way * right.numbers[n + k]
    }
    return atLeft <= 0 || atRight <= 0
  }
}

/// What the transitions of a chain share: room for the steps of a block, the levels of its limits in the current
/// transition, and the checkpoints of its tree.
struct HamiltonianSpace {
  let wallDeviation: Double
  /// For the C functions; the values of the block at hand come first.
  var room: [Double]
  /// Two numbers for each limit of the block at hand; walls at the depth drawn for this transition.
  private(set) var levels: [Double] = []
  private var checkpoints: [PhasePoint] = []

  init(_ partition: BlockPartition, wallDeviation: Double) {
    self.wallDeviation = wallDeviation
    room = [Double](repeating: 0, count: partition.blocks.map(\.compiled.room).max() ?? 0)
  }

  /// Sets the limits of one transition: each wall at a depth that makes the current point a fair draw.
  mutating func prepare(
    _ block: SamplingBlock, at values: [Double], _ sums: RunningSums, _ generator: inout PhiloxGenerator
  ) {
    levels.removeAll(keepingCapacity: true)
    levels.append(contentsOf: repeatElement(0, count: 2 * block.bounds.count))
    sampling_limit_levels(block.compiled.bounds, values, sums.scales, sums.totals, &levels)
    for wall in block.walls {
      let depth = wall.depth(at: values, wallDeviation, &generator)
      if let lower = wall.lower { levels += [depth - lower, 0] }
      if let upper = wall.upper { levels += [depth + upper, 0] }
    }
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
