import Foundation

/// How often a block moves in one sweep: some blocks need more moves than others for as many effective draws.
struct BlockPace {
  /// Moves in a sweep, on average.
  private(set) var moves = 1.0
  private static let most = 12.0

  /// A move in each sweep.
  init() {}

  /// The pace with which a block has so many effective draws a sweep.
  ///
  /// Taken for a chain whose correlation falls off evenly from move to move.
  ///
  /// - Parameters:
  ///   - goal: effective draws wanted of each sweep, below 1.
  ///   - efficiency: effective draws of each move.
  init(goal: Double, efficiency: Double) {
    let (wanted, seen) = (Self.correlation(min(goal, 0.95)), Self.correlation(min(max(efficiency, 0.001), 0.95)))
    moves = min(max(log(wanted) / log(seen), 1), Self.most)
  }

  /// Twice as many moves.
  var doubled: BlockPace {
    var pace = self
    pace.moves = min(2 * moves, Self.most)
    return pace
  }

  /// Number of moves in one of a row of sweeps.
  func moves(inSweep sweep: Int) -> Int { Int(Double(sweep + 1) * moves) - Int(Double(sweep) * moves) }

  private static func correlation(_ efficiency: Double) -> Double { (1 - efficiency) / (1 + efficiency) }
}
