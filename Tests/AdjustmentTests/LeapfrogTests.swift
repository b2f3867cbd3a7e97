import CSamplingKernels
import Foundation
import Statistics
import Testing

@testable import Adjustment

/// The leapfrog steps of a Hamiltonian block: their force is the energy's gradient, they can be reversed, and limits hold.
@Suite struct LeapfrogTests {
  static let ledgers = SamplingCoordinatesTests.ledgers.merging([
    "walls": [
      "turnover 2022 level over 900 million USD", "exports 2022 level almost 700 million USD",
      "imports 2022 level over 250 million USD", "imports 2022 growth over x1.1",
    ],
    "a region and a wall on the difference": [
      "exports 2022 level 300 million USD", "BY-MI/TR/exports 2022 level 290 million USD",
      "BY-BR/TR/exports 2022 level over 5 million USD", "turnover 2022 level 500 million USD",
    ],
  ]) { one, _ in one }

  /// A block in the midst of its chain, with the limits of one transition.
  private struct Place {
    let group: LinkedGroup
    let block: SamplingBlock
    let root: WhiteningRoot
    var values: [Double]
    var space: MoveSpace
    var generator: PhiloxGenerator

    /// φ with a fresh momentum, and force and energy.
    mutating func point() -> PhasePoint {
      let n = block.unknowns.count
      var point = PhasePoint(count: n, numbers: [Double](repeating: 0, count: 4 * n))
      for k in point.momentum { point.numbers[k] = generator.normal() }
      let phi = block.unknowns.map { values[block.places.groupCount + $0] }
      let (energy, force) = energy(at: phi)
      point.numbers.replaceSubrange((2 * n)..., with: phi + force)
      point.energy = energy
      return point
    }

    mutating func energy(at phi: [Double]) -> (Double, force: [Double]) {
      var force = [Double](repeating: 0, count: phi.count)
      let energy = sampling_energy(block.compiled.pointer, root.pointer, phi, &force, &space.room)
      return (energy, force)
    }

    mutating func leapfrog(_ point: inout PhasePoint, _ step: Double, levels: [Double]? = nil) -> Bool {
      sampling_leapfrog(
        block.compiled.pointer, root.pointer, levels ?? space.levels, step, 1, &point.numbers, &point.energy,
        &space.room) != 0
    }

    /// Largest excess over the bounds, computed from θ of the group, and over the walls at this transition's depths.
    mutating func excess(at point: PhasePoint) -> Double {
      sampling_place(block.compiled.pointer, Array(point.phi), &space.room)
      var theta = Array(values[..<group.count])
      for (position, unknown) in block.unknowns.enumerated() { theta[unknown] = space.room[position] }
      var excess = group.bounds.map { $0.excess(at: theta) }
      var level = 2 * block.bounds.count
      for wall in block.walls {
        let value = wall.expression.reindexed(block.places.own).value(at: space.room)
        for sign in (wall.lower == nil ? [] : [-1.0]) + (wall.upper == nil ? [] : [1]) {
          excess.append(sign * value - space.levels[level])
          level += 2
        }
      }
      return excess.max() ?? -.infinity
    }
  }

  /// All blocks of a ledger, each after some sweeps.
  private func places(_ name: String) throws -> [Place] {
    let small = try SmallLedger(try #require(Self.ledgers[name]), asOf: "2022-12-31")
    let hyperparameters = Hyperparameters()
    let model = try AdjustmentModel(small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: hyperparameters)
    return try model.groups().flatMap { group in
      let problem = PosteriorSampler.Problem(group, try group.mode(hyperparameters, model, isRobust: false))
      let wall = hyperparameters.wallDeviation
      let partition = BlockPartition(problem.group, mode: problem.mode, wallDeviation: wall)
      let mode = partition.coordinates.values(of: problem.mode)
      let roots = try partition.blocks.map {
        WhiteningRoot(try LocalGaussian($0, at: mode, partition.coordinates).root)
      }
      var chain = GroupChain(
        partition, mode: problem.mode, kernels: roots.map { .hamiltonian(HamiltonianKernel(root: $0, stepSize: 0.2)) },
        wallDeviation: wall, generator: PhiloxGenerator(seed: 3, stream: 1))
      _ = chain.warmUp(sweeps: 50)
      var sums = partition.sums
      sums.renew(at: chain.values)
      return zip(partition.blocks, roots).map { block, root in
        var place = Place(
          group: problem.group, block: block, root: root, values: chain.values,
          space: MoveSpace(partition, wallDeviation: wall), generator: PhiloxGenerator(seed: 7, stream: 2))
        place.space.begin(block, at: place.values, sums, &place.generator)
        return place
      }
    }
  }

  /// By central differences along each whitened direction.
  @Test(arguments: ledgers.keys.sorted()) func theForceIsTheGradient(_ name: String) throws {
    for var place in try places(name) {
      let phi = Array(place.point().phi)
      let force = place.energy(at: phi).force
      for k in phi.indices {
        let sides = [1e-5, -1e-5].map { step in
          place.energy(at: phi.indices.map { phi[$0] + step * place.root.matrix[$0, k] }).0
        }
        let slope = (sides[0] - sides[1]) / 2e-5
        #expect(abs(force[k] - slope) < 1e-5 * max(1, abs(slope)), "\(k): \(force[k]) and \(slope)")
      }
    }
  }

  /// Ways that the sampler refuses for their error of energy are left out: steps are unstable there, and rounding grows (1e-8
  /// at an error of 1e8).
  @Test(arguments: ledgers.keys.sorted()) func stepsCanBeReversed(_ name: String) throws {
    var reversed = 0
    for var place in try places(name) {
      for _ in 0..<20 {
        let start = place.point()
        var point = start
        guard (0..<3).allSatisfy({ _ in place.leapfrog(&point, 0.2) }) else { continue }
        let error = point.energy + point.kinetic - start.energy - start.kinetic
        guard abs(error) < HamiltonianKernel.divergence else { continue }
        for k in point.momentum { point.numbers[k].negate() }
        guard (0..<3).allSatisfy({ _ in place.leapfrog(&point, 0.2) }) else {
          Issue.record("no way back")
          continue
        }
        reversed += 1
        for (one, other) in zip(start.phi, point.phi) {
          #expect(abs(one - other) < 1e-9 * max(1, abs(one)), "energy error \(error)")
        }
        #expect(abs(start.kinetic - point.kinetic) < 1e-7 * max(1, start.kinetic))
      }
    }
    #expect(reversed > 0)
  }

  /// The same ways without limits end beyond some of them: so there is something to hold.
  @Test(arguments: ["walls", "a region and a wall on the difference"]) func limitsAreHeld(_ name: String) throws {
    var crossings = 0
    for var place in try places(name) {
      // Far beyond all values; two sums are equal to rounding where the rest of each is as large.
      let open = [Double](repeating: 1e3, count: place.space.levels.count)
      for _ in 0..<30 {
        var point = place.point()
        var free = point
        for _ in 0..<5 where place.leapfrog(&free, 0.2, levels: open) {
          if place.excess(at: free) > 1e-6 { crossings += 1 }
        }
        for _ in 0..<5 where place.leapfrog(&point, 0.2) { #expect(place.excess(at: point) < 1e-8) }
      }
    }
    #expect(crossings > 0)
  }
}
