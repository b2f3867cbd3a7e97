import Foundation
import Testing

@testable import Adjustment

/// How often blocks move: as often as the plan asks, within bounds, and what lacks draws goes on.
@Suite struct BlockPlanTests {
  @Test(arguments: [0.5, 0.64, 1, 2.5, 12]) func movesAddUpToThePace(_ moves: Double) {
    let pace = BlockPace(moves: moves)
    let sum = (0..<400).reduce(0) { $0 + pace.moves(inSweep: $1) }
    #expect(abs(Double(sum) - 400 * moves) <= 1)
  }

  /// A chain that has what the plan asks of each sweep goes on as it does; one with less moves more often, with more less.
  @Test func thePaceFollowsThePilot() {
    // 1,400 of 2,400 draws in 600 sweeps of four chains.
    func pace(_ share: Double) -> Double {
      var plan = BlockPlan()
      plan.settle(share * 400, of: 100, isKept: false, chainCount: 4, .full)
      return plan.pace.moves
    }
    #expect(abs(pace(1400.0 / 2400) - 1) < 1e-12)
    #expect(pace(0.2) > 3 && pace(0.9) < 0.9)
    #expect(pace(0) == 12 && pace(3) >= 0.5 && pace(3) < 0.9)
  }

  /// Draws of unequal worth: the second half has to make up for the first.
  @Test func theSecondHalfMakesUpForTheFirst() {
    func pace(_ firstHalf: Double) -> Double {
      var plan = BlockPlan()
      plan.settle(firstHalf, of: 300, isKept: true, chainCount: 4, .full)
      return plan.pace.moves
    }
    #expect(abs(pace(700) - 1) < 1e-12)
    // Στ of the plan is 4 · 600² / 1400 = 1028.6, of a first half with 400 draws 900: 128.6 for 300 sweeps is too little, so
    // that all are wanted that count, 0.95 of each, where a third was had.
    #expect(abs(pace(400) - log(0.05 / 1.95) / log(0.5)) < 1e-9)
    // With 600 draws 600: an efficiency of 0.70 wanted and 0.5 had, the correlation 0.176 instead of a third.
    #expect(abs(pace(600) - log(0.1765) / log(1.0 / 3)) < 0.01)
  }

  @Test func whatLagsMovesMoreAndTheRestALittleLess() {
    var (late, done) = (BlockPlan(), BlockPlan())
    for _ in 0..<3 {
      late.prolong(isLagging: true)
      done.prolong(isLagging: false)
    }
    #expect(late.pace.moves == 8 && done.pace.moves == 0.7)
    late.prolong(isLagging: false)
    #expect(late.pace.moves == 0.7)
  }

  @Test func sweepsGoOnWhileTheyHelp() {
    let monitor = MixingMonitor([])
    func further(_ sweeps: Int, rHat: Double, bulk: Double) -> Int {
      monitor.furtherSweeps(
        after: SamplerDiagnostics(
          chainCount: 4, drawCount: 4 * sweeps, worstRHat: rHat, leastBulkESS: bulk, leastTailESS: 2000))
    }
    #expect(further(600, rHat: 1, bulk: 800) == 150)
    #expect(further(600, rHat: 1.02, bulk: 1200) == 60)
    #expect(further(600, rHat: 1, bulk: 990) == 30)
    #expect(further(600, rHat: 1.5, bulk: 5) == 240)
    #expect(further(4100, rHat: 1.5, bulk: 5) == 100 && further(4200, rHat: 1.5, bulk: 5) == 0)
  }

  /// What is reported has enough draws in every block, those that were enough before the last sweeps too.
  @Test(arguments: [1, 2, 3]) func everyBlockEndsWithEnough(_ seed: UInt64) throws {
    let small = try SmallLedger(
      [
        "turnover 2020 level 500 million USD", "turnover 2021 growth x1.2",
        "exports 2020-01/2020-09 level 120 million USD", "exports 2021 level over 100 million USD",
        "BY-MI/TR/exports 2021 level 90 million USD",
      ], asOf: "2021-12-31")
    let adjusted = try LedgerAdjustment(asOf: small.asOf, horizon: 1, seed: seed).adjust(small.ledger)
    for group in adjusted.groups {
      #expect(group.worst.leastBulkESS >= MixingMonitor.requiredESS)
      #expect(group.worst.worstRHat <= MixingMonitor.largestRHat)
      #expect(group.worst.drawCount == 4 * group.sweepCount)
    }
  }
}
