import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Exact statements on a sum, its growth and its months leave exports and imports free along a curve a hundred times
/// longer than it is wide: the draws must move along it.
@Suite struct RidgeSlowTests {
  @Test(arguments: ["c2", "c3", "m"], [1, 7] as [UInt64]) func mixesAndAgrees(_ name: String, _ seed: UInt64) throws {
    let adjusted = try Self.adjusted(name, seed: seed)
    #expect(adjusted.diagnostics.worstRHat < 1.01, "R-hat \(adjusted.diagnostics.worstRHat)")
    #expect(adjusted.diagnostics.leastBulkESS >= 1000, "ESS \(adjusted.diagnostics.leastBulkESS)")
    let comparison = PosteriorComparison(adjusted: adjusted)
    var count = 0
    for row in try ReferenceLedger.table("\(name).importance.csv") where comparison.isIdentified(row.key) {
      guard let scores = try comparison.scores(of: row, errorColumns: ["se_median", "se_q10", "se_q90"]) else {
        continue
      }
      count += 1
      #expect(scores.allSatisfy { abs($0) < 4 }, "\(row.key) \(row["period"]): z \(scores)")
    }
    #expect(count >= 4)
  }

  @Test(arguments: ["c2", "c3"]) func twoSeedsAgree(_ name: String) throws {
    let (one, other) = (try Self.adjusted(name, seed: 2), try Self.adjusted(name, seed: 3))
    var count = 0
    for (left, right) in zip(one.figures, other.figures) {
      #expect(left.status == right.status)
      guard let left = left.summary, let right = right.summary else { continue }
      // The median's standard error is at most √(π/2) of the mean's, a fifth more for tails heavier than a Gaussian's.
      let error =
        1.5
        * hypot(
          left.sdLog / left.effectiveSampleSize.squareRoot(), right.sdLog / right.effectiveSampleSize.squareRoot())
      #expect(abs(log(left.median / right.median)) < 4 * error, "\(left.median) and \(right.median)")
      count += 1
    }
    #expect(count >= 9)
  }

  private static func adjusted(_ name: String, seed: UInt64) throws -> AdjustedLedger {
    let reference = try ReferenceLedger(name)
    return try LedgerAdjustment(asOf: reference.asOf, horizon: ReferenceLedger.horizon, seed: seed)
      .adjust(reference.ledger)
  }
}
