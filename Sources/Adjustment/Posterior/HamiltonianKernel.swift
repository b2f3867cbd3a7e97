import CSamplingKernels
import Foundation
import Statistics

/// Hamiltonian moves of one block: the no-U-turn sampler among walls.
///
/// Multinomial no-U-turn sampling (Hoffman & Gelman 2014; Betancourt 2017), whitened by the block's covariance, with
/// the iterative tree of Phan, Pradhan & Jankowiak (2019). Structural bounds reflect the drift (Afshar & Domke 2015),
/// which keeps volume and can be reversed. A wall `exp(−½ v²/w²)` acts as a bound at a depth drawn anew for each
/// transition, `√(v² − 2 w² log U)`: the slice of an auxiliary uniform variable (Neal 2003).
struct HamiltonianKernel {
  /// A matrix whose product with its transpose is the metric's inverse, the covariance in φ.
  let root: WhiteningRoot
  /// Size of a leapfrog step in whitened units.
  var stepSize: Double
  /// Share of the moves that take short steps.
  private var shortShare = 0.03
  private static let maximumDepth = 9
  /// Error of energy from which a way is refused.
  static let divergence = 1000.0
  private static let mostShort = 0.15
  private static let leastShort = 0.005
  /// Share of full-step moves along a path of a set time, and that time in whitened units on average.
  private static let timedShare = 0.97
  private static let pathTime = 2.0
  /// Steps of such a path, at most.
  private static let longestTimedPath = 40.0

  init(root: WhiteningRoot, stepSize: Double) { (self.root, self.stepSize) = (root, stepSize) }

  /// Takes short steps in five times as many moves as full ones were refused in: a block without narrow corners needs
  /// few of them, and they take most of the time.
  mutating func chooseShortSteps(_ count: StepCount) {
    let refused = Double(count.refused) / Double(max(count.moves, 1))
    shortShare = min(max(5 * refused, Self.leastShort), Self.mostShort)
  }

  /// What a transition tells: the mean acceptance statistic, for the choice of the step size.
  struct Report {
    let acceptance: Double
    /// Whether the step was the kernel's own size.
    let isFullStep: Bool
    /// Whether the way ended at a point of hopeless energy.
    let isRefused: Bool
    /// Whether the block is somewhere else now.
    let hasMoved: Bool
  }

  /// Makes one transition of `block`, whose move has begun; its new values stand in the room.
  ///
  /// Most go a little over a quarter turn of the whitened block. A few stop at a U-turn, wherever that is: they find their
  /// way where the block is nothing like its covariance, and cost several times as much.
  func move(_ block: SamplingBlock, _ space: inout MoveSpace, _ generator: inout PhiloxGenerator) -> Report {
    let factor = block.isQuadratic ? 1 : stepFactor(&generator)
    let energy = sampling_start(block.compiled.pointer, root.pointer, &space.start, &space.room)
    let isTimed = factor == 1 && generator.uniform() < Self.timedShare
    return isTimed
      ? timedPath(energy, block, &space, &generator)
      : treePath(energy, factor * stepSize, block, &space, &generator)
  }

  /// A path of random length from a start of some energy, accepted by its error of energy.
  private func timedPath(
    _ energy: Double, _ block: SamplingBlock, _ space: inout MoveSpace, _ generator: inout PhiloxGenerator
  ) -> Report {
    let time = Self.pathTime * (0.5 + generator.uniform())
    let count = Int32(min(max((time / stepSize).rounded(), 1), Self.longestTimedPath))
    let growth = sampling_path(
      block.compiled.pointer, root.pointer, space.levels, stepSize, count, space.start, energy, &space.end, &space.room)
    guard growth < Self.divergence else {
      return Report(acceptance: 0, isFullStep: true, isRefused: true, hasMoved: false)
    }
    let acceptance = min(1, exp(-growth))
    let isAccepted = generator.uniform() < acceptance
    return Report(acceptance: acceptance, isFullStep: true, isRefused: false, hasMoved: isAccepted)
  }

  /// A path that doubles until it turns back.
  private func treePath(
    _ energy: Double, _ stepSize: Double, _ block: SamplingBlock, _ space: inout MoveSpace,
    _ generator: inout PhiloxGenerator
  ) -> Report {
    let n = block.unknowns.count
    let start = PhasePoint(count: n, numbers: Array(space.start[..<(4 * n)]), energy: energy)
    let startEnergy = start.energy + start.kinetic
    var (left, right) = (start, start)
    var chosen: ArraySlice<Double>?
    var logWeight = 0.0
    var acceptanceSum = 0.0
    var leapfrogs = 0
    var isRefused = false
    for depth in 0..<Self.maximumDepth {
      let forward = generator.uniform() < 0.5
      var edge = forward ? right : left
      let tree = grow(
        from: &edge, leaves: 1 << depth, step: forward ? stepSize : -stepSize, startEnergy: startEnergy, block,
        &space, &generator)
      acceptanceSum += tree.acceptanceSum
      leapfrogs += tree.leafCount
      isRefused = tree.isRefused
      guard tree.isValid else { break }
      if log(generator.uniform()) < tree.logWeight - logWeight { chosen = tree.chosen }
      logWeight = logAdd(logWeight, tree.logWeight)
      if forward { right = edge } else { left = edge }
      if PhasePoint.turns(left, right) { break }
    }
    if let chosen {
      chosen.withUnsafeBufferPointer { sampling_place(block.compiled.pointer, $0.baseAddress, &space.room) }
    }
    return Report(
      acceptance: acceptanceSum / Double(max(leapfrogs, 1)), isFullStep: stepSize == self.stepSize,
      isRefused: isRefused, hasMoved: chosen != nil)
  }

  private struct Tree {
    var chosen: ArraySlice<Double>
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

  /// Makes a step; `false` where a drift found no way among the limits, or the energy is not finite.
  private func leapfrog(
    _ point: inout PhasePoint, _ step: Double, _ block: SamplingBlock, _ space: inout MoveSpace
  ) -> Bool {
    sampling_leapfrog(
      block.compiled.pointer, root.pointer, space.levels, step, 1, &point.numbers, &point.energy, &space.room) != 0
  }

  /// Adds `leaves` leapfrog steps to one side, checking every balanced subtree for a U-turn.
  private func grow(
    from edge: inout PhasePoint, leaves: Int, step: Double, startEnergy: Double, _ block: SamplingBlock,
    _ space: inout MoveSpace, _ generator: inout PhiloxGenerator
  ) -> Tree {
    var tree = Tree(chosen: edge.phi, logWeight: -.infinity, acceptanceSum: 0, leafCount: 0, isValid: true)
    for leaf in 0..<leaves {
      tree.leafCount += 1
      guard leapfrog(&edge, step, block, &space) else {
        (tree.isValid, tree.isRefused) = (false, true)
        return tree
      }
      let difference = startEnergy - edge.energy - edge.kinetic
      guard difference > -Self.divergence else {
        (tree.isValid, tree.isRefused) = (false, true)
        return tree
      }
      tree.acceptanceSum += min(1, exp(difference))
      let total = logAdd(tree.logWeight, difference)
      if log(generator.uniform()) < difference - total { tree.chosen = edge.phi }
      tree.logWeight = total
      if space.closesTurningSubtree(leaf, edge, isForward: step > 0) {
        tree.isValid = false
        return tree
      }
    }
    return tree
  }
}

/// `log(exp a + exp b)`.
private func logAdd(_ a: Double, _ b: Double) -> Double {
  let top = max(a, b)
  return top == -.infinity ? top : top + log1p(exp(min(a, b) - top))
}
