import Calibration
import Foundation
import Statistics
import Testing

@Suite struct UniformEnvelopeTests {
  /// Uniform values stay inside as often as the band says.
  @Test func holdsItsCoverage() {
    let envelope = UniformEnvelope(count: 60, cells: 100, probability: 0.9)
    var generator = PhiloxGenerator(seed: 17, stream: 0)
    let repetitions = 4000
    let inside = (0..<repetitions).count { _ in
      let ranks = (0..<60).map { _ in Int(generator.uniform() * 100) }
      return RankUniformity(ranks: ranks, drawCount: 99).escapes(from: envelope).isEmpty
    }
    let deviation = (Double(repetitions) * envelope.coverage * (1 - envelope.coverage)).squareRoot()
    #expect(abs(Double(inside) - Double(repetitions) * envelope.coverage) < 4 * deviation)
    #expect(envelope.coverage >= 0.9)
  }

  /// Ranks that are too often at the ends, as when intervals are too narrow, are found.
  @Test func findsNarrowIntervals() {
    var generator = PhiloxGenerator(seed: 18, stream: 0)
    let ranks = (0..<500).map { _ in
      Int(StandardNormal().cdf(1.25 * generator.normal()) * 100)
    }
    let uniformity = RankUniformity(ranks: ranks, drawCount: 99)
    #expect(uniformity.chiSquared(bins: 20).probability < 0.001)
    #expect(!uniformity.escapes(from: UniformEnvelope(count: 500, cells: 100, probability: 0.99)).isEmpty)
  }
}
