import Foundation
import Statistics
import Testing
import TradeSeries

@testable import Adjustment

/// Two hundred ledgers drawn from the model have as many conflicts as the normal distribution says, and fit.
@Suite struct FalseAlarmSlowTests {
  private static let ledgerCount = 200

  private func analyses(seed: UInt64, hasBounds: Bool) throws -> [ConflictAnalysis] {
    var ledgers = SimulatedLedgers(seed: seed, hasBounds: hasBounds)
    let drawn = try (0..<Self.ledgerCount).map { _ in try ledgers.next() }
    return try parallelMap(drawn) { drawn in
      Result {
        try ConflictAnalysis(
          drawn.ledger, asOf: drawn.asOf, isExplained: false, hyperparameters: SimulatedLedgers.hyperparameters)
      }
    }.map { try $0.get() }
  }

  /// z of two-sided statements that the others say something of: not where only the flat first level does.
  private func checked(_ analysis: ConflictAnalysis) -> [Double] {
    analysis.residuals.compactMap { residual in
      guard residual.boundProbability == nil, let z = residual.z, let predicted = residual.predicted else { return nil }
      let deviation = abs(log(residual.stated / predicted) / z)
      return deviation < 2 ? z : nil
    }
  }

  /// Rows of one ledger depend on each other, which widens the count's distribution a little; 0.1 % leaves room.
  @Test(arguments: [(20_260, false), (20_261, true)])
  func conflictsComeAtTheNominalRate(_ seed: UInt64, _ hasBounds: Bool) throws {
    let analyses = try analyses(seed: seed, hasBounds: hasBounds)
    let z = analyses.flatMap(checked)
    #expect(z.count > 700)
    for (limit, rate) in [(3.0, 0.0026998), (2, 0.0455003), (1, 0.3173105)] {
      let count = Double(z.count { abs($0) > limit })
      let nominal = Binomial(trials: Double(z.count), success: rate)
      let range = nominal.quantile(0.0005)...nominal.upperQuantile(0.0005)
      #expect(range.contains(count), "|z| > \(limit): \(count) of \(z.count), not in \(range)")
    }
    // A bound that holds has a probability below p no more often than p.
    let bounds = analyses.flatMap(\.residuals).compactMap(\.boundProbability)
    #expect(bounds.isEmpty != hasBounds)
    for level in [0.005, 0.05, 0.2] {
      let most = Binomial(trials: Double(bounds.count), success: level).upperQuantile(0.001)
      #expect(Double(bounds.count { $0 < level }) <= most, "probability of a bound below \(level)")
    }
  }

  /// One z of each ledger: two hundred independent draws of a normal, by Kolmogorov's distance.
  @Test func scoresAreNormal() throws {
    let z = try analyses(seed: 20_262, hasBounds: false).enumerated().compactMap { number, analysis in
      let own = checked(analysis)
      return own.isEmpty ? nil : own[number % own.count]
    }
    let normal = StandardNormal()
    #expect(distance(z.map { normal.cdf($0) }) < 1.95 / Double(z.count).squareRoot())
  }

  /// The p of the global test is uniform: Kolmogorov's distance below its 99.9 % point.
  @Test(arguments: [(20_263, false), (20_264, true)])
  func globalTestIsUniform(_ seed: UInt64, _ hasBounds: Bool) throws {
    let p = try analyses(seed: seed, hasBounds: hasBounds).compactMap { GlobalTest.combined($0.tests).probability }
    #expect(p.count == Self.ledgerCount)
    #expect(distance(p) < 1.95 / Double(p.count).squareRoot(), "\(distance(p))")
  }

  /// Largest distance of a sample's distribution from the uniform one.
  private func distance(_ sample: [Double]) -> Double {
    let sorted = sample.sorted()
    return sorted.enumerated().reduce(0) { largest, element in
      let (below, above) = (Double(element.offset), Double(element.offset + 1))
      let count = Double(sorted.count)
      return max(largest, abs(element.element - below / count), abs(above / count - element.element))
    }
  }
}
