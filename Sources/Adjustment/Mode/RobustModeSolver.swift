import Statistics
import TradeSeries

/// Finds the mode of one group with Student's t in place of the Gaussian of two-sided statements.
///
/// Iteratively reweighted least squares: the mode with each such row's precision times `(ν + 1) / (ν + (r/σ)²)`, `r` its
/// residual at the last mode, until the mode stays. Each round lowers the cost `Σ (ν + 1)/2 · log(1 + (r/σ)²/ν)` of these
/// rows plus that of all others, since the weighted square touches it from above (expectation and maximisation with
/// the precision as missing data). Rows of belief, walls and bounds stay as they are.
///
/// Reference: K. L. Lange, R. J. A. Little & J. M. G. Taylor, "Robust statistical modeling using the t distribution",
/// Journal of the American Statistical Association 84 (1989), 881–896.
struct RobustModeSolver {
  let group: LinkedGroup
  let hyperparameters: Hyperparameters
  let model: AdjustmentModel
  /// ν.
  static let degreesOfFreedom = 4.0
  private static let tolerance = 1e-8
  private static let roundLimit = 1000

  func solve() throws(AdjustmentError) -> GroupMode {
    let two = group.observations.indices.filter { group.observations[$0].wallCount == 0 }
    var mode = try ModeSolver(group, hyperparameters, model).solve()
    guard !two.isEmpty else { return mode }
    var change = Double.infinity
    for _ in 0..<Self.roundLimit {
      var weights = mode.weights
      for position in two { weights[position] = weight(of: group.observations[position], at: mode.theta) }
      var weighted = group.weighted(by: weights)
      weighted.start = mode.theta
      let next = try ModeSolver(weighted, hyperparameters, model).solve()
      change = zip(next.theta, mode.theta).reduce(0) { max($0, abs($1.0 - $1.1)) }
      mode = GroupMode(
        theta: next.theta, relativeTheta: next.relativeTheta, unconstrainedDeviations: next.unconstrainedDeviations,
        weights: weights)
      if change < Self.tolerance { return mode }
    }
    throw .noConvergence(series: model.seriesKeys(of: group), iterations: Self.roundLimit, change: change)
  }

  private func weight(of row: ObservationRow, at theta: [Double]) -> Double {
    let scaled = (row.expression.value(at: theta) - row.target) / row.sigma
    return (Self.degreesOfFreedom + 1) / (Self.degreesOfFreedom + scaled * scaled)
  }
}

extension LinkedGroup {
  /// The mode, robust or not.
  func mode(
    _ hyperparameters: Hyperparameters, _ model: AdjustmentModel, isRobust: Bool
  ) throws(AdjustmentError) -> GroupMode {
    isRobust
      ? try RobustModeSolver(group: self, hyperparameters: hyperparameters, model: model).solve()
      : try ModeSolver(self, hyperparameters, model).solve()
  }

  /// The group with the precision of each observation's row times a weight.
  func weighted(by weights: [Double]) -> LinkedGroup {
    guard weights.contains(where: { $0 != 1 }) else { return self }
    var weighted = self
    for position in observations.indices { weighted.observations[position].sigma /= weights[position].squareRoot() }
    return weighted
  }
}
