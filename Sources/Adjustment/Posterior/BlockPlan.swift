/// How often a block moves in the sweeps that are planned, and in those beyond.
struct BlockPlan {
  /// At present.
  private(set) var pace = BlockPace()
  /// By the plan.
  private var planned = BlockPace()

  /// Settles the pace for the rest of the planned sweeps, from draws at the pace so far.
  ///
  /// Of N draws the effective ones are N²/Στ, τ the autocorrelation time of each sweep: so draws of different parts add up.
  ///
  /// - Parameters:
  ///   - bulkESS: bulk effective draws of all chains together.
  ///   - sweeps: sweeps that they are of.
  ///   - isKept: whether these are planned sweeps themselves.
  ///   - chainCount: number of chains.
  ///   - effort: the plan.
  mutating func settle(_ bulkESS: Double, of sweeps: Int, isKept: Bool, chainCount: Int, _ effort: DrawEffort) {
    func times(_ sweeps: Int, _ size: Double) -> Double { Double(chainCount * sweeps * sweeps) / max(size, 1) }
    let seen = times(sweeps, bulkESS)
    let left = times(effort.plannedSweeps, effort.plannedESS) - (isKept ? seen : 0)
    let goal = left > 0 ? Double(effort.plannedSweeps - (isKept ? sweeps : 0)) / left : 1
    pace = pace.adapted(to: goal, from: Double(sweeps) / seen)
    planned = pace
  }

  /// Goes on beyond the plan: twice as fast where the draws are not enough, else less often than planned.
  mutating func prolong(isLagging: Bool) { pace = isLagging ? pace.doubled : planned.slower }
}
