import Foundation
import LinearAlgebra
import Statistics

/// Log units by which a bound may be missed through rounding.
let boundTolerance = 1e-9

/// Moves of a quadratic block: fresh draws of its Gaussian, accepted by how well they meet bounds and walls.
///
/// Independence Metropolis (Tierney 1994) with weight `1[bounds] · exp(−½ Σ wall²)`, which is at most 1: with a share
/// `a` of the Gaussian inside, each proposal from anywhere is accepted with probability at least `a`.
struct IndependenceKernel {
  let gaussian: LocalGaussian
  /// Proposals a transition makes.
  let proposalCount: Int

  /// Makes one transition of `block` in `values`.
  func move(
    _ block: SamplingBlock, in values: inout [Double], _ coordinates: SamplingCoordinates, wallPrecision: Double,
    _ generator: inout PhiloxGenerator
  ) {
    var weight = Self.weight(of: block, at: values, wallPrecision: wallPrecision)
    var previous = block.unknowns.map { values[$0] }
    for _ in 0..<proposalCount {
      propose(block, in: &values, coordinates, &generator)
      let proposed = Self.weight(of: block, at: values, wallPrecision: wallPrecision)
      if generator.uniform() * weight < proposed {
        weight = proposed
        for (position, unknown) in block.unknowns.enumerated() { previous[position] = values[unknown] }
      } else {
        for (position, unknown) in block.unknowns.enumerated() {
          values[unknown] = previous[position]
          values[coordinates.count + unknown] = previous[position]
        }
      }
    }
  }

  /// Puts a draw of the Gaussian into `values`.
  func propose(
    _ block: SamplingBlock, in values: inout [Double], _ coordinates: SamplingCoordinates,
    _ generator: inout PhiloxGenerator
  ) {
    var deviation = Vector(count: block.unknowns.count)
    for position in deviation.indices { deviation[position] = generator.normal() }
    gaussian.root.multiplyInPlace(&deviation)
    for (position, unknown) in block.unknowns.enumerated() {
      let value = gaussian.center[position] + deviation[position]
      values[unknown] = value
      values[coordinates.count + unknown] = value
    }
  }

  /// `1[bounds] · exp(−½ Σ wall²)` at `values`.
  static func weight(of block: SamplingBlock, at values: [Double], wallPrecision: Double) -> Double {
    for bound in 0..<block.bounds.count where block.bounds.excess(bound, at: values) > boundTolerance { return 0 }
    var penalty = 0.0
    for wall in block.walls {
      let violation = wall.violation(of: wall.expression.value(at: values))
      penalty += violation * violation
    }
    return penalty == 0 ? 1 : exp(-penalty * wallPrecision / 2)
  }
}
