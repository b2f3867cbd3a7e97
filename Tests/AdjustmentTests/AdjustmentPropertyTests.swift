import Testing
import TradeSeries

@testable import Adjustment

/// Whatever is stated in good faith is solved, with finite figures and chains that agree.
@Suite struct AdjustmentPropertyTests {
  @Test(arguments: 1...30 as ClosedRange<UInt64>) func solvesWhatTheModelItselfSays(_ seed: UInt64) throws {
    var ledgers = RandomLedgers(seed: seed)
    let lines = ledgers.next()
    let small = try SmallLedger(lines, asOf: "2023-11-30")
    let adjusted = try LedgerAdjustment(asOf: small.asOf, horizon: 2, seed: seed).adjust(small.ledger)
    #expect(adjusted.diagnostics.worstRHat < 1.02, "R-hat \(adjusted.diagnostics.worstRHat) of \(lines)")
    #expect(adjusted.diagnostics.leastBulkESS >= 1000, "ESS \(adjusted.diagnostics.leastBulkESS) of \(lines)")
    #expect(!adjusted.figures.isEmpty)
    for figure in adjusted.figures {
      guard let summary = figure.summary else {
        #expect(figure.status == .notIdentified)
        continue
      }
      let ascending = [
        summary.interval95.lowerBound, summary.interval80.lowerBound, summary.interval50.lowerBound, summary.median,
        summary.interval50.upperBound, summary.interval80.upperBound, summary.interval95.upperBound,
      ]
      #expect(
        ascending == ascending.sorted() && ascending.allSatisfy { $0 > 0 && $0.isFinite }, "\(figure) of \(lines)")
      #expect(
        summary.sdLog > 0 && summary.sdLog.isFinite && summary.effectiveSampleSize >= 1000, "\(figure) of \(lines)")
    }
    for residual in adjusted.residuals {
      #expect(residual.residual.isFinite && (0...1).contains(residual.redundancy), "\(residual) of \(lines)")
      #expect(residual.z?.isFinite != false, "\(residual) of \(lines)")
    }
  }
}
