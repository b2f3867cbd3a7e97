import LinearAlgebra
import Statistics

/// Draws of the density of all groups: section 5.2 of the model page.
struct PosteriorSampler {
  /// A group and the point to start from.
  struct Problem: Sendable {
    /// The relative group: its draws are the same, bit for bit, in every unit of account.
    let group: LinkedGroup
    let mode: [Double]
    /// What θ of the group itself is more.
    let offsets: [Double]

    init(_ group: LinkedGroup, _ mode: GroupMode) {
      (self.group, self.mode, offsets) = (group.relative, mode.relativeTheta, group.offsets)
    }
  }

  let hyperparameters: Hyperparameters
  let seed: UInt64
  static let chainCount = 4
  private static let warmUpSweeps = (first: 100, second: 60)

  /// Draws for every problem, in order.
  ///
  /// More are made until every block of a group has enough, up to a limit.
  ///
  /// - Throws: when the rows of a block do not tie it down.
  func sample(_ problems: [Problem], _ monitor: MixingMonitor) throws(LinearAlgebraError) -> [GroupDraws] {
    let plans = parallelMap(problems) { problem in Result { () throws(LinearAlgebraError) in try plan(problem) } }
    var chains: [[GroupChain]] = []
    for (problem, result) in zip(problems, plans) {
      let plan = try result.get()
      chains.append(
        (0..<Self.chainCount).map { number in
          GroupChain(
            plan.partition, mode: problem.mode, kernels: plan.kernels, wallDeviation: hyperparameters.wallDeviation,
            generator: PhiloxGenerator(seed: seed, stream: problem.group.stream << 8 | UInt64(number + 1)))
        })
    }
    warmUp(&chains)
    let none = problems.map { GroupDraws(width: $0.group.count, chainCount: Self.chainCount) }
    func extend(_ draws: inout [GroupDraws], by sweeps: Int) {
      self.extend(&draws, &chains, problems.indices, sweeps: problems.map { _ in sweeps })
    }
    var pilot = none
    extend(&pilot, by: monitor.effort.pilotSweeps)
    chooseShortSteps(&chains)
    settlePaces(&chains, pilot, areKept: false, monitor)
    var draws = none
    let half = monitor.effort.plannedSweeps / 2
    extend(&draws, by: half)
    settlePaces(&chains, draws, areKept: true, monitor)
    extend(&draws, by: monitor.effort.plannedSweeps - half)
    prolong(&draws, &chains, monitor)
    for (number, problem) in problems.enumerated() { draws[number].add(problem.offsets) }
    return draws
  }

  /// Goes on with each group until the draws of all its blocks are enough, or too many.
  private func prolong(_ draws: inout [GroupDraws], _ chains: inout [[GroupChain]], _ monitor: MixingMonitor) {
    var open = Array(chains.indices)
    while !open.isEmpty {
      var further = chains.map { _ in 0 }
      for (group, looks) in look(at: open, chains, draws, monitor.worst) {
        draws[group].diagnostics = SamplerDiagnostics(worstOf: looks)
        let lagging = looks.indices.filter { !monitor.isEnough(looks[$0]) }
        guard !lagging.isEmpty else { continue }
        further[group] = monitor.furtherSweeps(after: SamplerDiagnostics(worstOf: lagging.map { looks[$0] }))
        for chain in chains[group].indices { chains[group][chain].hurry(Set(lagging)) }
      }
      open = open.filter { further[$0] > 0 }
      extend(&draws, &chains, open, sweeps: further)
    }
  }

  /// Lets the chains of some groups sweep on, each so many times, and adds their draws.
  private func extend(
    _ draws: inout [GroupDraws], _ chains: inout [[GroupChain]], _ groups: some Collection<Int>, sweeps: [Int]
  ) {
    let results = run(groups.map { chains[$0] }, groups.map { sweeps[$0] }) { $0.sample(sweeps: $1) }
    for (group, result) in zip(groups, results) {
      chains[group] = result.chains
      draws[group].append(result.draws)
    }
  }

  /// Finds how many steps of each block are to be short.
  private func chooseShortSteps(_ chains: inout [[GroupChain]]) {
    for group in chains.indices {
      let counts = chains[group][0].kernels.indices.map { block in
        chains[group].reduce(into: StepCount()) { $0.add($1.stepCounts[block]) }
      }
      for chain in chains[group].indices { chains[group][chain].chooseShortSteps(counts) }
    }
  }

  /// Settles how often each block is to move in the planned sweeps that remain.
  private func settlePaces(
    _ chains: inout [[GroupChain]], _ draws: [GroupDraws], areKept: Bool, _ monitor: MixingMonitor
  ) {
    for (group, sizes) in look(at: chains.indices, chains, draws, monitor.leastBulkESS) {
      for chain in chains[group].indices {
        for block in sizes.indices {
          chains[group][chain].plans[block].settle(
            sizes[block], of: draws[group].sweepCount, isKept: areKept, chainCount: Self.chainCount, monitor.effort)
        }
      }
    }
  }

  private struct Place: Sendable {
    let group: Int
    let block: Int
  }

  /// What a measure says of each block of some groups, in order.
  private func look<Found: Sendable>(
    at groups: some Sequence<Int>, _ chains: [[GroupChain]], _ draws: [GroupDraws],
    _ measure: @Sendable (_ group: Int, _ unknowns: [Int], GroupDraws) -> Found
  ) -> [Int: [Found]] {
    let partitions = chains.map { $0[0].partition }
    let places = groups.flatMap { group in
      partitions[group].blocks.indices.map { Place(group: group, block: $0) }
    }
    let found = parallelMap(places) { place in
      measure(place.group, partitions[place.group].blocks[place.block].unknowns, draws[place.group])
    }
    return Dictionary(grouping: zip(places, found)) { $0.0.group }.mapValues { $0.map(\.1) }
  }

  private struct Plan: Sendable {
    let partition: BlockPartition
    let kernels: [BlockKernel]
  }

  /// Blocks, and for each the kernel that suits it: exact paths where its rows and limits are linear.
  private func plan(_ problem: Problem) throws(LinearAlgebraError) -> Plan {
    let group = problem.group
    let wall = hyperparameters.wallDeviation
    let partition = BlockPartition(group, mode: problem.mode, wallDeviation: wall)
    let modeValues = partition.coordinates.values(of: problem.mode)
    let kernels = try partition.blocks.map { block throws(LinearAlgebraError) -> BlockKernel in
      let gaussian = try LocalGaussian(block, at: modeValues, partition.coordinates)
      if let kernel = TruncatedGaussianKernel(gaussian, block) { return .truncatedGaussian(kernel) }
      return .hamiltonian(HamiltonianKernel(root: WhiteningRoot(gaussian.root), stepSize: 0.2))
    }
    return Plan(partition: partition, kernels: kernels)
  }

  /// Finds step sizes, then covariances from what all chains of a group saw, then step sizes again.
  private func warmUp(_ chains: inout [[GroupChain]]) {
    let first = run(chains, chains.map { _ in Self.warmUpSweeps.first }) { $0.warmUp(sweeps: $1) }
    let roots = parallelMap(Array(first.indices)) { Self.metrics(first[$0].chains[0], draws: first[$0].draws) }
    chains = zip(first, roots).map { result, roots in
      result.chains.map { chain in
        var chain = chain
        chain.replaceMetrics(roots)
        return chain
      }
    }
    chains = run(chains, chains.map { _ in Self.warmUpSweeps.second }) { $0.warmUp(sweeps: $1) }.map(\.chains)
  }

  /// Square roots of the covariance of each Hamiltonian block over the later half of the warm-up.
  private static func metrics(_ chain: GroupChain, draws: [[Double]]) -> [TriangularMatrix?] {
    let width = chain.partition.coordinates.count
    return zip(chain.partition.blocks, chain.kernels).map { block, kernel in
      guard case .hamiltonian(let hamiltonian) = kernel else { return nil }
      let n = block.unknowns.count
      var sample: [[Double]] = []
      for chainDraws in draws {
        let sweeps = chainDraws.count / width
        for sweep in (sweeps / 2)..<sweeps { sample.append(block.unknowns.map { chainDraws[sweep * width + $0] }) }
      }
      return shrunkRoot(of: sample, order: n, towards: hamiltonian.root.matrix)
    }
  }

  /// Lower Cholesky factor of a sample covariance, shrunk towards the one known before.
  ///
  /// The old one keeps its correlations: shrinking towards a diagonal would widen what exact figures tie together.
  private static func shrunkRoot(
    of sample: [[Double]], order n: Int, towards old: TriangularMatrix
  ) -> TriangularMatrix? {
    let count = Double(sample.count)
    let weight = count / (count + Double(n) + 5)
    let means = (0..<n).map { k in sample.reduce(0) { $0 + $1[k] } / count }
    let deviations = Matrix(rowCount: n, columnCount: sample.count) { sample[$1][$0] - means[$0] }
    let before = old.matrix.timesTransposed(old.matrix)
    let covariance = deviations.timesTransposed(deviations)
    let shrunk = Matrix(rowCount: n, columnCount: n) { row, column in
      weight * covariance[row, column] / (count - 1) + (1 - weight) * before[row, column]
    }
    return try? CholeskyFactorization(shrunk).lower
  }

  /// Runs every chain of every group, each group for a number of sweeps, on all cores.
  private func run(
    _ chains: [[GroupChain]], _ sweeps: [Int], _ step: @Sendable (inout GroupChain, Int) -> [Double]
  ) -> [(chains: [GroupChain], draws: [[Double]])] {
    let flat = zip(chains, sweeps).flatMap { group, sweeps in group.map { (chain: $0, sweeps: sweeps) } }
    let results = parallelMap(flat) { task in
      var chain = task.chain
      let draws = step(&chain, task.sweeps)
      return (chain, draws)
    }
    return chains.indices.map { group in
      let own = results[(group * Self.chainCount)..<((group + 1) * Self.chainCount)]
      return (own.map(\.0), own.map(\.1))
    }
  }
}
