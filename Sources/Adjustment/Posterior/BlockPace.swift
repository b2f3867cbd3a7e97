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
