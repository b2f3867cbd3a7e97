import Foundation
import LinearAlgebra
import Statistics

/// Hamiltonian moves of one block: the no-U-turn sampler among walls.
///
/// Multinomial no-U-turn sampling (Hoffman & Gelman 2014; Betancourt 2017), whitened by the block's covariance, with
/// the iterative tree of Phan, Pradhan & Jankowiak (2019). Structural bounds reflect the drift (Afshar & Domke 2015),
/// which keeps volume and can be reversed. A wall `exp(−½ v²/w²)` acts as a bound at a depth drawn anew for each
/// transition, `√(v² − 2 w² log U)`: the slice of an auxiliary uniform variable (Neal 2003).
struct HamiltonianKernel {
  /// A matrix whose product with its transpose is the metric's inverse, the covariance in φ.
  let root: TriangularMatrix
  /// Size of a leapfrog step in whitened units.
  var stepSize: Double
  /// Share of the moves that take short steps.
  private var shortShare = 0.03
  private static let maximumDepth = 9
  private static let divergence = 1000.0
  private static let mostShort = 0.15
  private static let leastShort = 0.005
  /// Share of full-step moves along a path of a set time, and that time in whitened units on average.
  private static let timedShare = 0.97
  private static let pathTime = 2.0
  /// Steps of such a path, at most.
  private static let longestTimedPath = 40.0

  init(root: TriangularMatrix, stepSize: Double) { (self.root, self.stepSize) = (root, stepSize) }

  /// Takes short steps in five times as many moves as full ones were refused in: a block without narrow corners needs
  /// few of them, and they take most of the time.
  mutating func chooseShortSteps(_ count: StepCount) {
    let refused = Double(count.refused) / Double(max(count.moves, 1))
    shortShare = min(max(5 * refused, Self.leastShort), Self.mostShort)
  }

  /// A point of phase space: whitened displacement and momentum, φ, and the energy's gradient in whitened units.
  private struct PhasePoint {
    var position: [Double]
    var momentum: [Double]
    var phi: [Double]
    var force: [Double]
    var energy: Double
  }

  /// What a transition tells: the mean acceptance statistic, for the choice of the step size.
  struct Report {
    let acceptance: Double
    /// Whether the step was the kernel's own size.
    let isFullStep: Bool
    /// Whether the way ended at a point of hopeless energy.
    let isRefused: Bool
  }

  /// Makes one transition of `block` in `values`.
  ///
  /// Most go a little over a quarter turn of the whitened block. A few stop at a U-turn, wherever that is: they find their
  /// way where the block is nothing like its covariance, and cost several times as much.
  func move(
    _ block: SamplingBlock, in values: inout [Double], _ sums: RunningSums, _ space: inout HamiltonianSpace,
    _ generator: inout PhiloxGenerator
  ) -> Report {
    space.prepare(block, at: values, sums, &generator)
    let factor = block.isQuadratic ? 1 : stepFactor(&generator)
    let n = block.unknowns.count
    var start = PhasePoint(
      position: [Double](repeating: 0, count: n), momentum: (0..<n).map { _ in generator.normal() },
      phi: block.unknowns.map { values[space.coordinates.count + $0] }, force: [Double](repeating: 0, count: n),
      energy: 0)
    evaluate(&start, block, &values, &space)
    let isTimed = factor == 1 && generator.uniform() < Self.timedShare
    let (chosen, report) =
      isTimed
      ? timedPath(from: start, block, &values, &space, &generator)
      : treePath(from: start, factor * stepSize, block, &values, &space, &generator)
    set(chosen, block, &values, space.coordinates)
    return report
  }

  /// A path of random length, accepted by its error of energy.
  private func timedPath(
    from start: PhasePoint, _ block: SamplingBlock, _ values: inout [Double], _ space: inout HamiltonianSpace,
    _ generator: inout PhiloxGenerator
  ) -> (chosen: [Double], report: Report) {
    let time = Self.pathTime * (0.5 + generator.uniform())
    var point = start
    for _ in 0..<Int(min(max((time / stepSize).rounded(), 1), Self.longestTimedPath)) {
      guard leapfrog(&point, stepSize, block, &values, &space) else {
        return (start.phi, Report(acceptance: 0, isFullStep: true, isRefused: true))
      }
    }
    let difference = start.energy + kinetic(start) - point.energy - kinetic(point)
    guard difference > -Self.divergence else {
      return (start.phi, Report(acceptance: 0, isFullStep: true, isRefused: true))
    }
    let acceptance = min(1, exp(difference))
    let isAccepted = generator.uniform() < acceptance
    return (isAccepted ? point.phi : start.phi, Report(acceptance: acceptance, isFullStep: true, isRefused: false))
  }

  /// A path that doubles until it turns back.
  private func treePath(
    from start: PhasePoint, _ stepSize: Double, _ block: SamplingBlock, _ values: inout [Double],
    _ space: inout HamiltonianSpace, _ generator: inout PhiloxGenerator
  ) -> (chosen: [Double], report: Report) {
    let startEnergy = start.energy + kinetic(start)
    var (left, right) = (start, start)
    var chosen = start.phi
    var logWeight = 0.0
    var acceptanceSum = 0.0
    var leapfrogs = 0
    var isRefused = false
    for depth in 0..<Self.maximumDepth {
      let forward = generator.uniform() < 0.5
      var edge = forward ? right : left
      let tree = grow(
        from: &edge, leaves: 1 << depth, step: forward ? stepSize : -stepSize, startEnergy: startEnergy, block,
        &values, &space, &generator)
      acceptanceSum += tree.acceptanceSum
      leapfrogs += tree.leafCount
      isRefused = tree.isRefused
      guard tree.isValid else { break }
      if log(generator.uniform()) < tree.logWeight - logWeight { chosen = tree.chosen }
      logWeight = logAdd(logWeight, tree.logWeight)
      if forward { right = edge } else { left = edge }
      if Self.turns(left.position, left.momentum, right.position, right.momentum) { break }
    }
    let report = Report(
      acceptance: acceptanceSum / Double(max(leapfrogs, 1)), isFullStep: stepSize == self.stepSize,
      isRefused: isRefused)
    return (chosen, report)
  }

  private struct Tree {
    var chosen: [Double]
    var logWeight: Double
    var acceptanceSum: Double
    var leafCount: Int
    var isValid: Bool
    var isRefused = false
  }

  /// Mostly 1, now and then a small fraction: a curved block has narrow corners in which full steps are refused.
  private func stepFactor(_ generator: inout PhiloxGenerator) -> Double {
    let draw = generator.uniform()
    return draw < shortShare / 3 ? 0.02 : draw < shortShare ? 0.15 : 1
  }

  /// Adds `leaves` leapfrog steps to one side, checking every balanced subtree for a U-turn.
  private func grow(
    from edge: inout PhasePoint, leaves: Int, step: Double, startEnergy: Double, _ block: SamplingBlock,
    _ values: inout [Double], _ space: inout HamiltonianSpace, _ generator: inout PhiloxGenerator
  ) -> Tree {
    var tree = Tree(chosen: edge.phi, logWeight: -.infinity, acceptanceSum: 0, leafCount: 0, isValid: true)
    for leaf in 0..<leaves {
      tree.leafCount += 1
      guard leapfrog(&edge, step, block, &values, &space) else {
        (tree.isValid, tree.isRefused) = (false, true)
        return tree
      }
      let difference = startEnergy - edge.energy - kinetic(edge)
      guard difference > -Self.divergence else {
        (tree.isValid, tree.isRefused) = (false, true)
        return tree
      }
      tree.acceptanceSum += min(1, exp(difference))
      let total = logAdd(tree.logWeight, difference)
      if log(generator.uniform()) < difference - total { tree.chosen = edge.phi }
      tree.logWeight = total
      if space.closesTurningSubtree(leaf, edge.position, edge.momentum, isForward: step > 0) {
        tree.isValid = false
        return tree
      }
    }
    return tree
  }

  /// One step; `false` where the drift found no way among the limits.
  private func leapfrog(
    _ point: inout PhasePoint, _ step: Double, _ block: SamplingBlock, _ values: inout [Double],
    _ space: inout HamiltonianSpace
  ) -> Bool {
    for k in point.momentum.indices { point.momentum[k] -= step / 2 * point.force[k] }
    guard drift(&point, step, block, &values, &space) else { return false }
    evaluate(&point, block, &values, &space)
    for k in point.momentum.indices { point.momentum[k] -= step / 2 * point.force[k] }
    return point.energy.isFinite
  }

  /// Moves along the momentum, reflected by each limit it would cross.
  private func drift(
    _ point: inout PhasePoint, _ step: Double, _ block: SamplingBlock, _ values: inout [Double],
    _ space: inout HamiltonianSpace
  ) -> Bool {
    var remaining = step
    for _ in 0..<20 {
      for k in point.phi.indices {
        space.direction[k] = point.momentum[k]
        space.origin[k] = point.phi[k]
      }
      root.multiplyInPlace(&space.direction)
      let hit = firstCrossing(&point, within: remaining, block, &values, &space)
      let time = hit?.time ?? remaining
      for k in point.position.indices { point.position[k] += time * point.momentum[k] }
      guard let hit else { return true }
      place(&point, at: time, block, &values, space)
      guard reflect(&point.momentum, by: hit.limit, block, values, &space) else { return false }
      remaining -= time
    }
    return false
  }

  /// Puts a point at a time along its straight way.
  private func place(
    _ point: inout PhasePoint, at time: Double, _ block: SamplingBlock, _ values: inout [Double],
    _ space: HamiltonianSpace
  ) {
    for k in point.phi.indices { point.phi[k] = space.origin[k] + time * space.direction[k] }
    set(point.phi, block, &values, space.coordinates)
  }

  /// Puts a point at the end of its way; the first limit that is crossed by then, if any, and when.
  private func firstCrossing(
    _ point: inout PhasePoint, within end: Double, _ block: SamplingBlock, _ values: inout [Double],
    _ space: inout HamiltonianSpace
  ) -> (time: Double, limit: Int)? {
    place(&point, at: end, block, &values, space)
    space.crossed.removeAll(keepingCapacity: true)
    for limit in 0..<space.limits.count {
      let after = space.limits.excess(limit, at: values)
      if after > boundTolerance { space.crossed.append((limit, after)) }
    }
    var first: (time: Double, limit: Int)?
    for (limit, after) in space.crossed {
      let support = block.supports[space.limits.supports[limit]]
      // Only what the limit depends on is moved; the rest of the values waits at the end.
      func excess(at time: Double) -> Double {
        for (position, unknown) in zip(support.positions, support.unknowns) {
          values[space.coordinates.count + unknown] = space.origin[position] + time * space.direction[position]
        }
        space.coordinates.refresh(support.unknowns, steps: support.steps, in: &values)
        return space.limits.excess(limit, at: values)
      }
      let time = crossing(from: excess(at: 0), to: after, end, excess: excess)
      if first.map({ abs(time) < abs($0.time) }) != false { first = (time, limit) }
    }
    return first
  }

  /// Turns a momentum back from a limit; `false` where the limit has no direction.
  private func reflect(
    _ momentum: inout [Double], by limit: Int, _ block: SamplingBlock, _ values: [Double],
    _ space: inout HamiltonianSpace
  ) -> Bool {
    space.limits.addGradient(limit, at: values, to: &space.gradient)
    space.coordinates.pullBack(block.unknowns, steps: block.steps, in: &space.gradient, at: values)
    takeWhitenedGradient(block, &space)
    var (along, length) = (0.0, 0.0)
    for k in momentum.indices {
      along += space.slope[k] * momentum[k]
      length += space.slope[k] * space.slope[k]
    }
    guard length > 0 else { return false }
    for k in momentum.indices { momentum[k] -= 2 * along / length * space.slope[k] }
    return true
  }

  /// The time at which a limit is met on a straight way: by secants kept inside a bracket (Illinois).
  private func crossing(
    from before: Double, to after: Double, _ end: Double, excess: (Double) -> Double
  ) -> Double {
    guard before < 0 else { return 0 }
    var (low, high, below, above) = (0.0, end, before, after)
    var lastSide = 0
    for _ in 0..<60 {
      let time = low + (high - low) * below / (below - above)
      let value = excess(time)
      if abs(value) <= 1e-12 { return time }
      if value < 0 {
        (low, below) = (time, value)
        if lastSide == -1 { above /= 2 }
        lastSide = -1
      } else {
        (high, above) = (time, value)
        if lastSide == 1 { below /= 2 }
        lastSide = 1
      }
      if abs(high - low) <= 1e-15 * abs(end) { break }
    }
    return low
  }

  private func evaluate(
    _ point: inout PhasePoint, _ block: SamplingBlock, _ values: inout [Double], _ space: inout HamiltonianSpace
  ) {
    set(point.phi, block, &values, space.coordinates)
    point.energy = block.energy(at: values, space.coordinates, gradient: &space.gradient)
    takeWhitenedGradient(block, &space)
    for k in point.force.indices { point.force[k] = space.slope[k] }
  }

  /// Moves the block's gradient out of the scratch into the slope, in whitened units.
  private func takeWhitenedGradient(_ block: SamplingBlock, _ space: inout HamiltonianSpace) {
    let count = space.coordinates.count
    for (position, unknown) in block.unknowns.enumerated() {
      space.slope[position] = space.gradient[count + unknown]
      space.gradient[count + unknown] = 0
    }
    root.multiplyTransposedInPlace(&space.slope)
  }

  private func set(
    _ phi: [Double], _ block: SamplingBlock, _ values: inout [Double], _ coordinates: SamplingCoordinates
  ) {
    for (position, unknown) in block.unknowns.enumerated() { values[coordinates.count + unknown] = phi[position] }
    coordinates.refresh(block.unknowns, steps: block.steps, in: &values)
  }

  private func kinetic(_ point: PhasePoint) -> Double {
    var sum = 0.0
    for value in point.momentum { sum += value * value }
    return sum / 2
  }

  /// Whether a way's ends move towards each other.
  static func turns(
    _ leftPosition: [Double], _ leftMomentum: [Double], _ rightPosition: [Double], _ rightMomentum: [Double]
  ) -> Bool {
    var (atLeft, atRight) = (0.0, 0.0)
    for k in leftPosition.indices {
      let way = rightPosition[k] - leftPosition[k]
      atLeft += way * leftMomentum[k]
      atRight += way * rightMomentum[k]
    }
    return atLeft <= 0 || atRight <= 0
  }
}

/// `log(exp a + exp b)`.
private func logAdd(_ a: Double, _ b: Double) -> Double {
  let top = max(a, b)
  return top == -.infinity ? top : top + log1p(exp(min(a, b) - top))
}
