import Foundation

/// How often a block moves in one sweep: some blocks need more moves than others for as many effective draws.
enum BlockPace {
  /// Moves in a sweep, at most.
  static let most = 12

  /// The moves in a sweep with which a block has so many effective draws a sweep.
  ///
  /// Taken for a chain whose correlation falls off evenly from move to move.
  ///
  /// - Parameters:
  ///   - goal: effective draws wanted of each sweep, below 1.
  ///   - efficiency: effective draws of each move.
  static func moves(for goal: Double, efficiency: Double) -> Int {
    let (wanted, seen) = (correlation(min(goal, 0.95)), correlation(min(max(efficiency, 0.001), 0.95)))
    return Int(min(max((log(wanted) / log(seen)).rounded(.up), 1), Double(most)))
  }

  private static func correlation(_ efficiency: Double) -> Double { (1 - efficiency) / (1 + efficiency) }
}
