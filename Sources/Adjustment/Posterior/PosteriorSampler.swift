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

  /// The draws of one group.
  struct GroupDraws: Sendable {
    /// Number of unknowns.
    let width: Int
    /// θ after each sweep, for every chain.
    var chains: [[Double]]

    /// Draws of each chain.
    var sweepCount: Int { (chains.first?.count ?? 0) / width }

    /// Adds a number to every draw of each unknown.
    mutating func add(_ offsets: [Double]) {
      for chain in chains.indices {
        for place in chains[chain].indices { chains[chain][place] += offsets[place % width] }
      }
    }

    /// Adds draws to each chain.
    mutating func append(_ further: [[Double]]) {
      for chain in chains.indices {
        chains[chain].reserveCapacity(chains[chain].count + further[chain].count)
        chains[chain] += further[chain]
      }
    }

    /// Draws of some unknowns, each chain after chain.
    func columns(_ unknowns: [Int]) -> [[Double]] {
      let count = sweepCount * chains.count
      var columns = [Double](repeating: 0, count: count * unknowns.count)
      var place = 0
      for draws in chains {
        for start in stride(from: 0, to: draws.count, by: width) {
          for (column, unknown) in unknowns.enumerated() { columns[column * count + place] = draws[start + unknown] }
          place += 1
        }
      }
      return unknowns.indices.map { Array(columns[($0 * count)..<(($0 + 1) * count)]) }
    }

    /// Draws of a function of θ, chain after chain.
    func values(_ function: (ArraySlice<Double>) -> Double) -> [Double] {
      chains.flatMap { chain in
        stride(from: 0, to: chain.count, by: width).map { function(chain[$0..<($0 + width)]) }
      }
    }
  }

  let hyperparameters: Hyperparameters
  let seed: UInt64
  static let chainCount = 4
  private static let warmUpSweeps = (first: 100, second: 60)
  private static let batchLimit = 24

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
    pilot(&chains, monitor)
    var draws = problems.map { GroupDraws(width: $0.group.count, chains: Array(repeating: [], count: Self.chainCount)) }
    var lagging = chains.map { Array($0[0].partition.blocks.indices) }
    for batch in 0..<Self.batchLimit {
      let open = problems.indices.filter { !lagging[$0].isEmpty }
      guard !open.isEmpty else { break }
      let sweeps = batch == 0 ? monitor.effort.plannedSweeps : monitor.effort.furtherSweeps
      let results = run(open.map { chains[$0] }) { $0.sample(sweeps: sweeps) }
      for (position, number) in open.enumerated() {
        chains[number] = results[position].chains
        draws[number].append(results[position].draws)
      }
      let places = open.flatMap { number in lagging[number].map { (group: number, block: $0) } }
      let (snapshot, partitions) = (draws, chains.map { $0[0].partition })
      let isEnough = parallelMap(places) { place in
        monitor.isEnough(place.group, partitions[place.group].blocks[place.block].unknowns, snapshot[place.group])
      }
      for number in open { lagging[number] = [] }
      for (place, isEnough) in zip(places, isEnough) where !isEnough { lagging[place.group].append(place.block) }
      for number in open {
        for chain in chains[number].indices { chains[number][chain].hurry(lagging[number]) }
      }
    }
    for (number, problem) in problems.enumerated() { draws[number].add(problem.offsets) }
    return draws
  }

  /// Finds how often each block is to move in a sweep, and how many of its steps are to be short.
  private func pilot(_ chains: inout [[GroupChain]], _ monitor: MixingMonitor) {
    let results = run(chains) { $0.sample(sweeps: monitor.effort.pilotSweeps) }
    let draws = results.map { GroupDraws(width: $0.chains[0].partition.coordinates.count, chains: $0.draws) }
    let partitions = results.map { $0.chains[0].partition }
    let places = partitions.indices.flatMap { group in
      partitions[group].blocks.indices.map { (group: group, block: $0) }
    }
    let paces = parallelMap(places) { place in
      monitor.pace(place.group, partitions[place.group].blocks[place.block].unknowns, draws[place.group])
    }
    let grouped = Dictionary(grouping: zip(places, paces)) { $0.0.group }.mapValues { $0.map { $0.1 } }
    chains = results.enumerated().map { group, result in
      let counts = result.chains[0].kernels.indices.map { block in
        result.chains.reduce(into: StepCount()) { $0.add($1.stepCounts[block]) }
      }
      return result.chains.map { chain in
        var chain = chain
        chain.chooseShortSteps(counts)
        chain.paces = grouped[group] ?? []
        return chain
      }
    }
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
    let first = run(chains) { $0.warmUp(sweeps: Self.warmUpSweeps.first) }
    let roots = parallelMap(Array(first.indices)) { Self.metrics(first[$0].chains[0], draws: first[$0].draws) }
    chains = zip(first, roots).map { result, roots in
      result.chains.map { chain in
        var chain = chain
        chain.replaceMetrics(roots)
        return chain
      }
    }
    chains = run(chains) { $0.warmUp(sweeps: Self.warmUpSweeps.second) }.map(\.chains)
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

  /// Runs every chain of every group on all cores.
  private func run(
    _ chains: [[GroupChain]], _ step: @Sendable (inout GroupChain) -> [Double]
  ) -> [(chains: [GroupChain], draws: [[Double]])] {
    let flat = chains.flatMap { $0 }
    let results = parallelMap(flat) { chain in
      var chain = chain
      let draws = step(&chain)
      return (chain, draws)
    }
    return chains.indices.map { group in
      let own = results[(group * Self.chainCount)..<((group + 1) * Self.chainCount)]
      return (own.map(\.0), own.map(\.1))
    }
  }
}
