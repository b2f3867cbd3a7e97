import LinearAlgebra

/// The Gaussian that best matches the density of one group around a point.
///
/// Rows are linearised there. Every wall and structural bound is replaced by the row that leaves what it bounds with the
/// mean and variance that the true cut leaves it with, given all else: expectation propagation, all rows of a round side
/// by side, each change damped. A wall that merely binds at the mode is half open; taking it as a row there would make
/// predictions far too narrow. Without walls and bounds it is the Gaussian of the rows, to rounding.
///
/// Reference: T. P. Minka (2001), "Expectation propagation for approximate Bayesian inference", *UAI* 17, 362–369.
struct BoundedGaussian {
  /// A normal distribution of one quantity.
  struct Normal {
    let mean: Double
    let variance: Double
  }

  /// A row that stands for a wall or bound, around the point: precision, and precision times target.
  private struct Site {
    var precision = 0.0
    var shift = 0.0
  }

  private let group: LinkedGroup
  private let theta: [Double]
  private let rows: RowGradients
  private let system: ModeSystem
  private var factorization: SparseLDLFactorization
  /// Mean minus the point.
  private var offset: [Double]
  /// One for each observation and bound, by row; of rows without walls they stay empty.
  private var sites: [Site]
  /// Of the quantity of each prior row and observation.
  private var variances: [Double] = []
  /// Log units by which structural bounds give way; less would lose digits of what stands behind them.
  private static let boundDeviation = 1e-3
  private static let roundLimit = 100
  private static let tolerance = 1e-6
  /// Change by a site that is as good as none: its wall is out of reach, and after two rounds not looked at again.
  private static let outOfReach = 1e-13

  /// - Throws: when the rows do not tie the group down.
  /// - Complexity: of each round, one sparse factor, and for each wall or bound a part of a solution with it.
  init(
    _ group: LinkedGroup, at theta: [Double], wallDeviation: Double, pattern: SparsePattern? = nil
  ) throws(LinearAlgebraError) {
    (self.group, self.theta) = (group, theta)
    rows = RowGradients(group, at: theta)
    system = pattern.map { [rows] in ModeSystem(rows, count: group.count, $0) } ?? ModeSystem(rows, count: group.count)
    let sigmas = group.priorRows.map(\.sigma) + group.observations.map(\.sigma)
    let targets = group.priorRows.map(\.target) + group.observations.map(\.target)
    let weights = sigmas.map { 1 / ($0 * $0) } + group.bounds.map { _ in 0 }
    var pull = [Double](repeating: 0, count: group.count)
    for (row, target) in targets.enumerated() {
      rows.add(weights[row] * (target - rows.values[row]), timesGradientOf: row, to: &pull)
    }
    sites = Array(repeating: Site(), count: rows.count)
    factorization = try system.factorization(rows, weights: weights)
    offset = system.solve(factorization, pull)
    var workspace = SparseLDLFactorization.Workspace(order: system.pattern.order)
    try propagate(weights, pull, wallDeviation, &workspace)
    variances = (0..<rows.bounds.lowerBound).map { variance(of: $0, &workspace) }
  }

  /// The distribution of an observation's quantity.
  func adjusted(_ observation: Int) -> Normal {
    let row = rows.observations.lowerBound + observation
    return Normal(mean: rows.values[row] + rows.product(of: row, with: offset), variance: variances[row])
  }

  /// The distribution of any quantity, linearised at the point.
  func distribution(of expression: Expression) -> Normal {
    let indices = expression.indices.uniqued()
    var gradient = [Double](repeating: 0, count: group.count)
    expression.addGradient(at: theta, times: 1, to: &gradient)
    let coefficients = indices.map { gradient[$0] }
    let step = zip(indices, coefficients).reduce(0) { $0 + $1.1 * offset[$1.0] }
    return Normal(
      mean: expression.value(at: theta) + step, variance: factorization.inverseForm(indices, coefficients))
  }

  /// The point, moved so far that what a row measures there comes as near to its target as the Gaussian allows.
  func point(drawnBy row: ObservationRow) -> [Double] {
    var gradient = [Double](repeating: 0, count: group.count)
    row.expression.addGradient(at: theta, times: 1, to: &gradient)
    let response = system.solve(factorization, gradient)
    let variance = zip(gradient, response).reduce(0) { $0 + $1.0 * $1.1 }
    let step = (row.target - row.expression.value(at: theta)) / (variance + row.sigma * row.sigma)
    return zip(theta, response).map { $0 + step * $1 }
  }

  /// 1 − the share of its own information in the adjusted value.
  func redundancy(of observation: Int) -> Double {
    max(0, 1 - precision(of: observation) * variances[rows.observations.lowerBound + observation])
  }

  /// The redundancy of a prior row, by its place among them.
  func redundancy(ofPriorRow row: Int) -> Double {
    let sigma = group.priorRows[row].sigma
    return max(0, 1 - variances[row] / (sigma * sigma))
  }

  /// The quantity of an observation under all other statements; `nil` when nothing else checks it.
  ///
  /// Baarda's data snooping: the observation's row and the row that stands for its wall are taken out again.
  func prediction(of observation: Int) -> Normal? {
    let own = adjusted(observation)
    let redundancy = max(0, 1 - precision(of: observation) * own.variance)
    guard redundancy > 1e-6 else { return nil }
    let row = group.observations[observation]
    let place = rows.observations.lowerBound + observation
    let target =
      row.target / (row.sigma * row.sigma) + sites[place].shift + sites[place].precision * rows.values[place]
    return Normal(mean: (own.mean - own.variance * target) / redundancy, variance: own.variance / redundancy)
  }

  /// How much each other statement weighs in the prediction of one, largest first, as shares of all of them.
  ///
  /// - Complexity: one solution with the factor.
  func weights(onPredictionOf observation: Int) -> [(observation: Int, weight: Double)] {
    var right = [Double](repeating: 0, count: group.count)
    rows.add(1, timesGradientOf: rows.observations.lowerBound + observation, to: &right)
    let response = system.solve(factorization, right)
    let others = group.observations.indices.filter { $0 != observation }
    let weights = others.map { other in
      abs(rows.product(of: rows.observations.lowerBound + other, with: response)) * precision(of: other)
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return [] }
    return zip(others, weights).map { ($0, $1 / total) }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
  }

  /// Precision of an observation's row and wall together.
  private func precision(of observation: Int) -> Double {
    let sigma = group.observations[observation].sigma
    return 1 / (sigma * sigma) + sites[rows.observations.lowerBound + observation].precision
  }

  private func variance(of row: Int, _ workspace: inout SparseLDLFactorization.Workspace) -> Double {
    let elements = rows.elements(of: row)
    return factorization.inverseForm(rows.indices[elements], rows.coefficients[elements], &workspace)
  }

  private mutating func propagate(
    _ weights: [Double], _ pull: [Double], _ wallDeviation: Double,
    _ workspace: inout SparseLDLFactorization.Workspace
  ) throws(LinearAlgebraError) {
    var factors: [(row: Int, factor: WallFactor)] = []
    for (row, observation) in zip(rows.observations, group.observations) where observation.wallCount > 0 {
      let value = rows.values[row]
      factors.append(
        (
          row,
          WallFactor(
            lower: observation.lower.map { $0 - value }, upper: observation.upper.map { $0 - value },
            deviation: wallDeviation)
        ))
    }
    for row in rows.bounds {
      factors.append((row, WallFactor(lower: nil, upper: -rows.values[row], deviation: Self.boundDeviation)))
    }
    guard !factors.isEmpty else { return }
    for round in 0..<Self.roundLimit {
      // Slower and slower, should sites that bound nearly the same push each other to and fro.
      let share = round < 20 ? 0.7 : round < 50 ? 0.4 : 0.2
      var change = 0.0
      var changes: [Double] = []
      for (row, factor) in factors {
        let updated = update(sites[row], row, variance(of: row, &workspace), factor, share)
        sites[row] = updated.site
        changes.append(updated.change)
        change = max(change, updated.change)
      }
      if round == 2 { factors = zip(factors, changes).filter { $0.1 > Self.outOfReach }.map(\.0) }
      var joined = pull
      for (row, _) in factors where sites[row].shift != 0 {
        rows.add(sites[row].shift, timesGradientOf: row, to: &joined)
      }
      factorization = try system.factorization(rows, weights: zip(weights, sites).map { $0 + $1.precision })
      offset = system.solve(factorization, joined)
      if change < Self.tolerance { return }
    }
  }

  /// Moves the site of a row, of whose quantity the variance is given, towards its match; returns the change of its precision and shift, seen by what it bounds.
  private func update(
    _ site: Site, _ row: Int, _ variance: Double, _ factor: WallFactor, _ share: Double
  ) -> (site: Site, change: Double) {
    let mean = rows.product(of: row, with: offset)
    let outer = 1 / variance - site.precision
    guard outer > 0 else { return (site, 0) }
    let center = (mean / variance - site.shift) / outer
    let matched = factor.moments(mean: center, variance: 1 / outer)
    // A cut of a normal never widens it: what seems so is rounding.
    let left = min(max(matched.variance, Self.leastVariance), 1 / outer)
    let target = Site(precision: 1 / left - outer, shift: matched.mean / left - outer * center)
    let next = Site(
      precision: site.precision + share * (target.precision - site.precision),
      shift: site.shift + share * (target.shift - site.shift))
    let change = max(
      abs(target.precision - site.precision) * variance, abs(target.shift - site.shift) * variance.squareRoot())
    return (next, change)
  }

  private static let leastVariance = 1e-14
}
