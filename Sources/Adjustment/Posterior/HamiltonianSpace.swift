import Foundation
import LinearAlgebra
import Statistics

/// What the transitions of a chain share: scratch of the gradient, the limits of the current transition, and the
/// checkpoints of its tree.
struct HamiltonianSpace {
  let coordinates: SamplingCoordinates
  let wallDeviation: Double
  /// Gradient over `[θ, φ]`, zero between uses.
  var gradient: [Double]
  /// Bounds, and walls at the depth drawn for this transition.
  private(set) var limits = LimitSet()
  /// Where the drift of a step starts, in φ, and its velocity.
  var origin: [Double] = []
  var direction = Vector(count: 0)
  /// The energy's or a limit's gradient, in whitened units.
  var slope = Vector(count: 0)
  /// Limits that the drift under way crosses, each with its excess at the end.
  var crossed: [(limit: Int, after: Double)] = []
  private var checkpoints: [(position: [Double], momentum: [Double])] = []

  init(_ coordinates: SamplingCoordinates, wallDeviation: Double) {
    (self.coordinates, self.wallDeviation) = (coordinates, wallDeviation)
    gradient = [Double](repeating: 0, count: coordinates.valueCount)
  }

  /// Sets the limits of one transition: each wall at a depth that makes the current point a fair draw.
  mutating func prepare(
    _ block: SamplingBlock, at values: [Double], _ sums: RunningSums, _ generator: inout PhiloxGenerator
  ) {
    origin = [Double](repeating: 0, count: block.unknowns.count)
    direction = Vector(count: block.unknowns.count)
    slope = direction
    limits.removeAll()
    block.bounds.addLimits(to: &limits, at: values, sums)
    for (number, wall) in block.walls.enumerated() {
      let support = block.bounds.count + number
      let depth = wall.depth(at: values, wallDeviation, &generator)
      if let lower = wall.lower { limits.append(wall.expression, sign: -1, limit: depth - lower, support: support) }
      if let upper = wall.upper { limits.append(wall.expression, sign: 1, limit: depth + upper, support: support) }
    }
  }

  /// Notes leaf number `leaf` of a growing tree; whether it completes a balanced subtree that has turned.
  mutating func closesTurningSubtree(
    _ leaf: Int, _ position: [Double], _ momentum: [Double], isForward: Bool
  ) -> Bool {
    let slot = (leaf >> 1).nonzeroBitCount
    if leaf % 2 == 0 {
      if checkpoints.count <= slot {
        checkpoints.append((position, momentum))
      } else {
        checkpoints[slot] = (position, momentum)
      }
      return false
    }
    let subtreeCount = (~leaf).trailingZeroBitCount
    for earlier in stride(from: slot, through: slot - subtreeCount + 1, by: -1) {
      let first = checkpoints[earlier]
      let turned =
        isForward
        ? HamiltonianKernel.turns(first.position, first.momentum, position, momentum)
        : HamiltonianKernel.turns(position, momentum, first.position, first.momentum)
      if turned { return true }
    }
    return false
  }
}
