import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Exact statements on a sum, its growth and its months leave exports and imports free along a curve a hundred times
/// longer than it is wide: the draws must move along it.
@Suite struct RidgeSlowTests {
  @Test(arguments: ["c2", "c3"]) func mixesAndAgrees(_ name: String) throws {
    let reference = try ReferenceLedger(name)
    let runs = try [1, 7, 8, 9].map { seed in
      try LedgerAdjustment(asOf: reference.asOf, horizon: ReferenceLedger.horizon, seed: seed).adjust(reference.ledger)
    }
    for adjusted in runs {
      #expect(adjusted.diagnostics.worstRHat < 1.01, "R-hat \(adjusted.diagnostics.worstRHat)")
      #expect(adjusted.diagnostics.leastBulkESS >= 1000, "ESS \(adjusted.diagnostics.leastBulkESS)")
    }
    // The error of one run's outer quantiles is itself badly known here; sixteen chains know theirs.
    let comparison = PosteriorComparison(runs: runs)
    var count = 0
    for row in try ReferenceLedger.table("\(name).posterior.csv")
    where row["target"].isEmpty && comparison.isIdentified(row.key) {
      let columns = ["mcse_median", "mcse_q10", "mcse_q90"]
      guard let scores = try comparison.scores(of: row, errorColumns: columns) else { continue }
      count += 1
      #expect(scores.allSatisfy { abs($0) < 4 }, "\(row.key) \(row["period"]): z \(scores)")
    }
    #expect(count >= 9)
    expectAgreement(runs[0], runs[1])
  }

  private func expectAgreement(_ one: AdjustedLedger, _ other: AdjustedLedger) {
    #expect(one.figures.count == other.figures.count && one.figures.count >= 9)
    for (left, right) in zip(one.figures, other.figures) {
      #expect(left.status == right.status)
      guard let left = left.summary, let right = right.summary else { continue }
      // A Gaussian's median has √(π/2) times the standard error of its mean; a flat one's a little more.
      let error =
        1.5
        * hypot(
          left.sdLog / left.effectiveSampleSize.squareRoot(), right.sdLog / right.effectiveSampleSize.squareRoot())
      #expect(abs(log(left.median / right.median)) < 4 * error, "\(left.median) and \(right.median)")
    }
  }
}
