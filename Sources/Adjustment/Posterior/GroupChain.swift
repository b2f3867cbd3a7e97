import LinearAlgebra
import Statistics

/// How the transitions of one block are made.
enum BlockKernel {
  case truncatedGaussian(TruncatedGaussianKernel)
  case hamiltonian(HamiltonianKernel)
}

/// Full steps of a Hamiltonian block, and those that were refused.
struct StepCount {
  var moves = 0
  var refused = 0

  mutating func add(_ other: StepCount) {
    moves += other.moves
    refused += other.refused
  }
}

/// One Markov chain over the unknowns of a group: block after block, given the others.
struct GroupChain {
  let partition: BlockPartition
  private var sums: RunningSums
  private(set) var values: [Double]
  private(set) var kernels: [BlockKernel]
  /// How often each block moves in one sweep.
  var plans: [BlockPlan]
  /// Steps since the last time that step sizes were settled.
  private(set) var stepCounts: [StepCount]
  private var adaptations: [StepSizeAdaptation]
  private var space: MoveSpace
  private var generator: PhiloxGenerator

  init(
    _ partition: BlockPartition, mode: [Double], kernels: [BlockKernel], wallDeviation: Double,
    generator: PhiloxGenerator
  ) {
    (self.partition, self.kernels, self.generator) = (partition, kernels, generator)
    sums = partition.sums
    values = partition.coordinates.values(of: mode)
    plans = Array(repeating: BlockPlan(), count: partition.blocks.count)
    stepCounts = Array(repeating: StepCount(), count: partition.blocks.count)
    space = MoveSpace(partition, wallDeviation: wallDeviation)
    adaptations = Self.adaptations(for: kernels)
  }

  /// Sweeps the blocks `count` times; returns φ of the group after each, one after another.
  mutating func warmUp(sweeps count: Int) -> [Double] {
    var draws: [Double] = []
    draws.reserveCapacity(count * partition.coordinates.count)
    for number in 0..<count {
      sweep(number, adapting: true)
      draws += values[partition.coordinates.count..<(2 * partition.coordinates.count)]
    }
    for (number, kernel) in kernels.enumerated() {
      guard case .hamiltonian(var hamiltonian) = kernel else { continue }
      hamiltonian.stepSize = adaptations[number].settled
      kernels[number] = .hamiltonian(hamiltonian)
    }
    stepCounts = Array(repeating: StepCount(), count: kernels.count)
    return draws
  }

  /// Sweeps the blocks `count` times; returns θ of the group after each, one after another.
  mutating func sample(sweeps count: Int) -> [Double] {
    var draws: [Double] = []
    draws.reserveCapacity(count * partition.coordinates.count)
    for number in 0..<count {
      sweep(number, adapting: false)
      draws += values[..<partition.coordinates.count]
    }
    return draws
  }

  /// Takes the covariance of Hamiltonian blocks from a root for each; `nil` leaves a block's as it is.
  mutating func replaceMetrics(_ roots: [TriangularMatrix?]) {
    for (number, root) in roots.enumerated() {
      guard let root, case .hamiltonian(let old) = kernels[number] else { continue }
      kernels[number] = .hamiltonian(HamiltonianKernel(root: WhiteningRoot(root), stepSize: old.stepSize))
    }
    adaptations = Self.adaptations(for: kernels)
  }

  /// Sets how many of the moves of each Hamiltonian block take short steps, from what its chains saw.
  mutating func chooseShortSteps(_ counts: [StepCount]) {
    for (number, count) in counts.enumerated() {
      guard case .hamiltonian(var kernel) = kernels[number] else { continue }
      kernel.chooseShortSteps(count)
      kernels[number] = .hamiltonian(kernel)
    }
  }

  /// Goes on beyond the planned sweeps, with blocks of too few draws at twice their pace.
  mutating func hurry(_ lagging: Set<Int>) {
    for block in plans.indices { plans[block].prolong(isLagging: lagging.contains(block)) }
  }

  private mutating func sweep(_ sweep: Int, adapting: Bool) {
    sums.renew(at: values)
    let moves = plans.map { $0.pace.moves(inSweep: sweep) }
    for round in 0..<(moves.max() ?? 0) {
      for number in kernels.indices where moves[number] > round { move(number, adapting: adapting) }
    }
  }

  private mutating func move(_ number: Int, adapting: Bool) {
    let block = partition.blocks[number]
    space.begin(block, at: values, sums, &generator)
    let hasMoved: Bool
    switch kernels[number] {
    case .truncatedGaussian(let kernel): hasMoved = kernel.move(block, &space)
    case .hamiltonian(let kernel):
      let report = kernel.move(block, &space, &generator)
      hasMoved = report.hasMoved
      if report.isFullStep { take(report, number, adapting: adapting) }
    }
    if hasMoved { space.end(block, in: &values, &sums) }
  }

  /// Counts a full step, and adapts the step size to it.
  private mutating func take(_ report: HamiltonianKernel.Report, _ number: Int, adapting: Bool) {
    stepCounts[number].moves += 1
    stepCounts[number].refused += report.isRefused ? 1 : 0
    guard adapting, case .hamiltonian(var kernel) = kernels[number] else { return }
    kernel.stepSize = adaptations[number].next(after: report.acceptance)
    kernels[number] = .hamiltonian(kernel)
  }

  private static func adaptations(for kernels: [BlockKernel]) -> [StepSizeAdaptation] {
    kernels.map { kernel in
      if case .hamiltonian(let hamiltonian) = kernel { return StepSizeAdaptation(from: hamiltonian.stepSize) }
      return StepSizeAdaptation(from: 1)
    }
  }
}
