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
  @Test func thePaceFollowsTheDraws() {
    // 1,300 of 2,400 draws in 600 sweeps of four chains.
    func pace(_ share: Double) -> Double {
      var plan = BlockPlan()
      plan.adapt(to: share * 400, of: 100, part: 100, chainCount: 4, .full)
      return plan.pace.moves
    }
    #expect(abs(pace(1300.0 / 2400) - 1) < 1e-12)
    #expect(pace(0.2) > 2 && pace(0.9) < 0.9)
    #expect(pace(0) == 12 && pace(3) < 0.7 && pace(3) >= 0.5)
  }

  /// Draws of unequal worth: the second part is judged by itself, and has to make up for the first.
  @Test func aPartIsJudgedByItself() {
    var plan = BlockPlan()
    // τ = 5 for 100 sweeps: 80 effective draws; then τ = 2 for 250: 4 · 350² / 1000.
    plan.adapt(to: 80, of: 100, part: 100, chainCount: 4, .full)
    let first = plan.pace.moves
    plan.adapt(to: 490, of: 350, part: 250, chainCount: 4, .full)
    // 4 · 600² / 1300 less 1000 is 107.7 for 250 sweeps, less than one each: as often as can be.
    #expect(first > 1 && plan.pace.moves == 12)
    var better = BlockPlan()
    better.adapt(to: 200, of: 100, part: 100, chainCount: 4, .full)
    let before = better.pace.moves
    // τ = 2 once more, where 1.8 was wanted: a little more often.
    better.adapt(to: 4 * 350 * 350 / 700, of: 350, part: 250, chainCount: 4, .full)
    #expect(before > 1 && better.pace.moves > before && better.pace.moves < 2)
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
