import Foundation
import Statistics
import Testing

@testable import Adjustment

/// A bound with so many parts that its sum is kept up to date while its blocks move one by one.
@Suite struct RunningSumsTests {
  /// Ten parts, each about a tenth of a whole that they together may not exceed.
  private let group = LinkedGroup(
    unknowns: Array(0...10),
    priorRows: (0...10).map { unknown in
      LinearRow(indices: [unknown], coefficients: [1], target: unknown < 10 ? -log(10.0) : 0, sigma: 0.3)
    }, observations: [], bounds: [StructuralBound(parts: Array(0..<10), whole: [10])], pairs: [],
    start: [Double](repeating: -2.5, count: 10) + [0], offsets: [Double](repeating: 0, count: 11), stream: 1)

  @Test func followTheMovesAndHoldTheBound() throws {
    let partition = BlockPartition(group, mode: group.start, wallDeviation: 0.005)
    var values = partition.coordinates.values(of: group.start)
    let kernels = try partition.blocks.map { block in
      let gaussian = try LocalGaussian(block, at: values, partition.coordinates)
      return try #require(TruncatedGaussianKernel(gaussian, block))
    }
    try #require(kernels.count == 11 && partition.sums.parts == [Array(0..<10)])
    var space = MoveSpace(partition, wallDeviation: 0.005)
    var generator = PhiloxGenerator(seed: 5, stream: 1)
    var sums = partition.sums
    sums.renew(at: values)
    var near = 0
    for _ in 0..<500 {
      for (block, kernel) in zip(partition.blocks, kernels) {
        space.begin(block, at: values, sums, &generator)
        if kernel.move(block, &space) { space.end(block, in: &values, &sums) }
        let excess = group.bounds[0].excess(at: Array(values[..<11]))
        #expect(excess <= 1e-9)
        near += excess > -0.01 ? 1 : 0
      }
    }
    // The bound is met time and again: draws without it are beyond it every other time.
    #expect(near > 50)
    var renewed = sums
    renewed.renew(at: values)
    #expect(abs(sums.totals[0] / renewed.totals[0] - 1) < 1e-12)
  }
}
