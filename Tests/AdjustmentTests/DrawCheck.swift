import Foundation
import Statistics
import Testing

@testable import Adjustment

/// Draws of a quantity against its distribution function.
enum DrawCheck {
  /// Distance of the share of draws at or below a value from its probability, in Monte Carlo standard errors.
  static func score(_ draws: [Double], below value: Double, probability: Double) -> Double {
    let indicator = draws.map { $0 <= value ? 1.0 : 0.0 }
    var evaluator = ChainDiagnosticsEvaluator(
      chainCount: Posterior.chainCount, drawCount: draws.count / Posterior.chainCount)
    let effective = min(evaluator.evaluate(indicator).bulkESS ?? Double(draws.count), Double(draws.count))
    let share = indicator.reduce(0, +) / Double(draws.count)
    return (share - probability) / (probability * (1 - probability) / effective).squareRoot()
  }

  /// Checks draws at the deciles of a distribution given by weights on an ascending grid.
  static func expectAgreement(_ draws: [Double], grid: [Double], weights: [Double], _ name: String) {
    let total = weights.reduce(0, +)
    var sum = 0.0
    var next = 0.1
    for (position, weight) in weights.enumerated() where position + 1 < grid.count {
      sum += weight
      guard sum / total >= next, next < 0.95 else { continue }
      // The cell of a grid point reaches half way to the next one.
      let z = score(draws, below: (grid[position] + grid[position + 1]) / 2, probability: sum / total)
      #expect(abs(z) < 4, "\(name): z \(z) at probability \(sum / total)")
      next = (sum / total * 10 + 1).rounded(.down) / 10
    }
    #expect(next > 0.9, "\(name): the grid reached \(next)")
  }
}
