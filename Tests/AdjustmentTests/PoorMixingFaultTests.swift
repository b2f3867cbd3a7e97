import SeededRandom
import Testing
import TradeSeries

@testable import Adjustment

/// Draws that did not mix are an error, not a number that looks fine.
@Suite struct PoorMixingFaultTests {
  /// Draws of one group's unknowns: white noise, and in each chain so much more.
  private func diagnostics(shift: Double, count: Int = 600) throws -> GroupDiagnostics {
    let small = try SmallLedger(["exports 2022 level 1.2 billion USD"], asOf: "2022-12-31")
    let model = try AdjustmentModel(small.ledger, asOf: small.asOf, horizon: 0, hyperparameters: .init())
    let groups = model.groups()
    let draws = groups.map { group in
      var generator = SplitMix64(seed: 7)
      return GroupDraws(
        width: group.count,
        sweeps: (0..<4).map { chain in
          (0..<(count * group.count)).map { _ in Double.random(in: -1...1, using: &generator) + shift * Double(chain) }
        })
    }
    return try #require(MixingMonitor(groups).diagnostics(of: draws, model).first)
  }

  @Test func noiseIsTaken() throws {
    let group = try diagnostics(shift: 0)
    #expect(group.worst.worstRHat < 1.02 && group.sweepCount == 600 && group.worst.drawCount == 2400)
    try LedgerAdjustment.refusePoorMixing(group)
  }

  @Test func chainsApartAreRefused() throws {
    let group = try diagnostics(shift: 0.5)
    #expect(group.worst.worstRHat > 1.1)
    #expect(throws: AdjustmentError.self) { try LedgerAdjustment.refusePoorMixing(group) }
  }

  @Test func fewDrawsAreRefused() throws {
    let group = try diagnostics(shift: 0, count: 20)
    #expect(group.worst.leastBulkESS < 200)
    #expect(throws: AdjustmentError.self) { try LedgerAdjustment.refusePoorMixing(group) }
  }
}
