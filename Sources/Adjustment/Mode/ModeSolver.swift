import LinearAlgebra
import Statistics
import TradeSeries

/// The mode of one group and what the rows alone say around it.
struct GroupMode: Sendable {
  /// θ.
  let theta: [Double]
  /// θ of the relative group.
  let relativeTheta: [Double]
  /// Standard deviation of each unknown under the rows alone, without walls and bounds.
  let unconstrainedDeviations: [Double]
  /// Weight of each observation's row, its σ² divided by it: 1 but for a robust mode.
  let weights: [Double]
}

/// Finds the mode of one group: section 5.1 of the model page.
///
/// Gauss–Newton on the augmented Lagrangian (Powell 1969; Hestenes 1969): a bound with excess `c` and multiplier `λ` adds
/// `max(0, λ + ρc)²/2ρ`. Walls and bounds begin soft and grow stiff by stages, so that most of those that bind are known
/// before they are sharp. Each step is one solution with the sparse normal matrix of the rows that count at that point.
struct ModeSolver {
  /// The relative group: its mode is the same, bit for bit, in every unit of account.
  private let group: LinkedGroup
  private let offsets: [Double]
  private let wallPrecision: Double
  private let series: [SeriesKey]
  private let pattern: SparsePattern?
  private static let largestStep = 0.7
  private static let tolerance = 1e-9
  private static let iterationLimit = 1000
  /// Largest change of an unknown with which a stage ends.
  private static let stageTolerance = 1e-2

  /// The search in a group.
  ///
  /// - Parameters:
  ///   - group: the rows.
  ///   - hyperparameters: how stiff walls are.
  ///   - model: where the group is from, for messages.
  ///   - pattern: one with room for the normal matrix, if known.
  init(
    _ group: LinkedGroup, _ hyperparameters: Hyperparameters, _ model: AdjustmentModel, pattern: SparsePattern? = nil
  ) {
    (self.group, offsets, self.pattern) = (group.relative, group.offsets, pattern)
    wallPrecision = 1 / (hyperparameters.wallDeviation * hyperparameters.wallDeviation)
    series = model.seriesKeys(of: group)
  }

  func solve() throws(AdjustmentError) -> GroupMode {
    let found = try converged()
    return try result(found.theta, found.system, found.rows)
  }

  /// θ at the mode alone.
  func theta() throws(AdjustmentError) -> [Double] { zip(try converged().theta, offsets).map { $0 + $1 } }

  private func converged() throws(AdjustmentError) -> (theta: [Double], system: ModeSystem, rows: RowGradients) {
    var theta = group.start
    var rows = RowGradients(group, at: theta)
    let system =
      pattern.map { ModeSystem(rows, count: group.count, $0) } ?? ModeSystem(rows, count: group.count)
    let terms = CostTerms(group)
    var stage = Stage(boundCount: group.bounds.count, wallPrecision: wallPrecision)
    var previous = [Double](repeating: 0, count: group.count)
    var (damping, change) = (1.0, Double.infinity)
    for _ in 0..<Self.iterationLimit {
      let forces = Forces(terms, rows, stage)
      let step = try self.step(system, rows, forces)
      change = step.reduce(0) { max($0, abs($1)) }
      let isLast = stage.isLast
      if change < (isLast ? Self.tolerance : Self.stageTolerance) {
        for index in theta.indices { theta[index] += step[index] }
        rows.linearise(at: theta)
        if isLast, stage.isMet(by: rows) { return (theta, system, rows) }
        stage.advance(rows, wallPrecision: wallPrecision)
        damping = 1
        continue
      }
      // Steps that swing back and forth overlook a curvature that the linearised rows do not have.
      let swings = zip(step, previous).reduce(0) { $0 + $1.0 * $1.1 } < 0
      damping = swings ? damping / 2 : min(1, 1.3 * damping)
      move(&theta, along: step, min(damping, Self.largestStep / change), from: forces.cost, &rows, terms, stage)
      previous = step
    }
    if group.bounds.contains(where: { $0.excess(at: theta) > 1e-6 }) { throw .infeasibleBounds(series: series) }
    throw .noConvergence(series: series, iterations: Self.iterationLimit, change: change)
  }

  /// Goes a part of a step by which the cost falls, but for rounding.
  private func move(
    _ theta: inout [Double], along step: [Double], _ first: Double, from cost: Double, _ rows: inout RowGradients,
    _ terms: CostTerms, _ stage: Stage
  ) {
    let start = theta
    var scale = first
    for _ in 0..<20 {
      for index in theta.indices { theta[index] = start[index] + scale * step[index] }
      rows.linearise(at: theta)
      if Forces(terms, rows, stage).cost <= cost + 1e-11 * (1 + abs(cost)) { return }
      scale /= 2
    }
  }

  private func step(
    _ system: ModeSystem, _ rows: RowGradients, _ forces: Forces
  ) throws(AdjustmentError) -> [Double] {
    var right = [Double](repeating: 0, count: group.count)
    for row in 0..<rows.count where forces.values[row] != 0 {
      for k in rows.elements(of: row) { right[rows.indices[k]] -= forces.values[row] * rows.coefficients[k] }
    }
    do {
      return system.solve(try system.factorization(rows, weights: forces.weights), right)
    } catch {
      throw .numerical(error)
    }
  }

  private func result(
    _ theta: [Double], _ system: ModeSystem, _ rows: RowGradients
  ) throws(AdjustmentError) -> GroupMode {
    let sigmas = group.priorRows.map(\.sigma) + group.observations.map(\.sigma)
    let weights = sigmas.map { 1 / ($0 * $0) } + group.bounds.map { _ in 0 }
    do {
      let factorization = try system.factorization(rows, weights: weights)
      return GroupMode(
        theta: zip(theta, offsets).map { $0 + $1 }, relativeTheta: theta,
        unconstrainedDeviations: system.deviations(factorization),
        weights: [Double](repeating: 1, count: group.observations.count))
    } catch {
      throw .numerical(error)
    }
  }
}

/// How stiff walls and bounds are, and what is known of the bounds' multipliers.
private struct Stage {
  private(set) var penalty = first
  private(set) var wallPrecision: Double
  private(set) var multipliers: [Double]
  /// ρ of the first stage, of the last, and its growth.
  private static let (first, last, growth) = (1e2, 1e9, 10.0)
  /// Largest excess of a bound, or distance of one that binds.
  private static let tolerance = 1e-10

  init(boundCount: Int, wallPrecision full: Double) {
    wallPrecision = min(full, Self.first)
    multipliers = Array(repeating: 0, count: boundCount)
  }

  var isLast: Bool { penalty == Self.last }

  /// The multiplier that a bound's excess asks for.
  func multiplier(of bound: Int, _ rows: RowGradients) -> Double {
    max(0, multipliers[bound] + penalty * rows.values[rows.bounds.lowerBound + bound])
  }

  func isMet(by rows: RowGradients) -> Bool {
    multipliers.indices.allSatisfy { bound in
      abs(multiplier(of: bound, rows) - multipliers[bound]) <= penalty * Self.tolerance
    }
  }

  mutating func advance(_ rows: RowGradients, wallPrecision full: Double) {
    for bound in multipliers.indices { multipliers[bound] = multiplier(of: bound, rows) }
    penalty = min(Self.last, Self.growth * penalty)
    wallPrecision = min(full, Self.growth * wallPrecision)
  }
}

/// Targets, precisions and walls of the prior rows and observations, row by row.
private struct CostTerms {
  let targets: [Double]
  let precisions: [Double]
  /// Infinite where there is none.
  let lower: [Double]
  let upper: [Double]

  init(_ group: LinkedGroup) {
    targets = group.priorRows.map(\.target) + group.observations.map(\.target)
    precisions = (group.priorRows.map(\.sigma) + group.observations.map(\.sigma)).map { 1 / ($0 * $0) }
    lower = group.priorRows.map { _ in -.infinity } + group.observations.map { $0.lower ?? -.infinity }
    upper = group.priorRows.map { _ in .infinity } + group.observations.map { $0.upper ?? .infinity }
  }
}

/// The cost at a point, and of each row its slope and curvature along its value.
private struct Forces {
  private(set) var cost = 0.0
  private(set) var values: [Double]
  private(set) var weights: [Double]

  init(_ terms: CostTerms, _ rows: RowGradients, _ stage: Stage) {
    values = Array(repeating: 0, count: rows.count)
    weights = values
    for row in terms.targets.indices {
      let value = rows.values[row]
      add(row, residual: value - terms.targets[row], precision: terms.precisions[row])
      if value < terms.lower[row] {
        add(row, residual: value - terms.lower[row], precision: stage.wallPrecision)
      } else if value > terms.upper[row] {
        add(row, residual: value - terms.upper[row], precision: stage.wallPrecision)
      }
    }
    for (bound, row) in rows.bounds.enumerated() {
      let multiplier = stage.multiplier(of: bound, rows)
      guard multiplier > 0 else { continue }
      add(row, residual: multiplier / stage.penalty, precision: stage.penalty)
    }
  }

  private mutating func add(_ row: Int, residual: Double, precision: Double) {
    let force = precision * residual
    cost += residual * force / 2
    values[row] += force
    weights[row] += precision
  }
}
