import Calibration
import Testing

/// Sixty ledgers of the study that `make proof` makes of six hundred.
@Suite struct CalibrationSlowTests {
  private static let study = Result { try CalibrationStudy(seed: 2, ledgerCount: 60) }

  @Test(arguments: SimulatedQuantity.Kind.allCases)
  func ranksAreUniform(_ kind: SimulatedQuantity.Kind) throws {
    let uniformity = try Self.study.get().uniformity(of: kind)
    #expect(uniformity.ranks.count >= 10)
    let envelope = UniformEnvelope(
      count: uniformity.ranks.count, cells: CalibrationStudy.drawCount + 1, probability: 0.99)
    let escapes = uniformity.escapes(from: envelope)
    #expect(escapes.isEmpty, "\(kind): outside at \(escapes) of 100")
    let probability = uniformity.chiSquared(bins: 5).probability
    #expect(probability > 0.005, "\(kind): χ² has probability \(probability)")
  }
}
