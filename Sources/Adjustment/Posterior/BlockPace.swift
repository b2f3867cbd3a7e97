import Foundation

/// How often a block moves in one sweep: some blocks need more moves than others for as many effective draws.
struct BlockPace {
  /// Moves in a sweep, on average.
  let moves: Double
  private static let (least, most) = (0.5, 12.0)
  private static let leastCorrelation = 0.02

  /// A move in each sweep, or so many.
  init(moves: Double = 1) { self.moves = moves }

  /// The pace with which a block has so many effective draws a sweep.
  ///
  /// Taken for a chain whose correlation falls off evenly from move to move, and stays as it is in a sweep without one.
  ///
  /// - Parameters:
  ///   - goal: effective draws wanted of each sweep, below 1.
  ///   - efficiency: effective draws of each sweep at the pace so far.
  /// - Returns: the pace, within bounds.
  func adapted(to goal: Double, from efficiency: Double) -> BlockPace {
    let (wanted, seen) = (Self.correlation(goal), Self.correlation(efficiency))
    let ofMove = moves < 1 ? max(1 - (1 - seen) / moves, Self.leastCorrelation) : pow(seen, 1 / moves)
    let needed = wanted > ofMove ? (1 - wanted) / (1 - ofMove) : log(wanted) / log(ofMove)
    return BlockPace(moves: min(max(needed, Self.least), Self.most))
  }

  /// Twice as many moves.
  var doubled: BlockPace { BlockPace(moves: min(2 * moves, Self.most)) }

  /// Seven moves for ten: draws of much less worth than those before would be worth less together.
  var slower: BlockPace { BlockPace(moves: max(0.7 * moves, Self.least)) }

  /// Number of moves in one of a row of sweeps.
  func moves(inSweep sweep: Int) -> Int { Int(Double(sweep + 1) * moves) - Int(Double(sweep) * moves) }

  /// Of successive draws, if there are so many effective ones of each.
  private static func correlation(_ efficiency: Double) -> Double {
    let inside = min(max(efficiency, 0.001), 0.95)
    return (1 - inside) / (1 + inside)
  }
}

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
