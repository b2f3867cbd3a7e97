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
  /// Positions of the structural bounds that bind.
  let activeBounds: [Int]
}

/// Finds the mode of one group: section 5.1 of the model page.
///
/// Gauss–Newton. Each iteration is a strictly convex quadratic programme, the linearised rows with a slack unknown for
/// every wall and the linearised structural bounds, solved by Goldfarb and Idnani's dual active-set method.
struct ModeSolver {
  /// The relative group: its mode is the same, bit for bit, in every unit of account.
  private let group: LinkedGroup
  private let offsets: [Double]
  private let wallDeviation: Double
  private let series: [SeriesKey]
  private static let largestStep = 0.7
  private static let tolerance = 1e-9
  private static let iterationLimit = 500

  init(_ group: LinkedGroup, _ hyperparameters: Hyperparameters, _ model: AdjustmentModel) {
    (self.group, offsets, wallDeviation) = (group.relative, group.offsets, hyperparameters.wallDeviation)
    series = model.seriesKeys(of: group)
  }

  func solve() throws(AdjustmentError) -> GroupMode {
    var theta = group.start
    var previous = [Double](repeating: 0, count: group.count)
    var damping = 1.0
    var change = Double.infinity
    for _ in 0..<Self.iterationLimit {
      let iteration = try step(LinearisedRows(group, at: theta), at: theta)
      let step = iteration.step
      change = step.reduce(0) { max($0, abs($1)) }
      if change < Self.tolerance {
        for index in theta.indices { theta[index] += step[index] }
        return GroupMode(
          theta: zip(theta, offsets).map { $0 + $1 }, relativeTheta: theta,
          unconstrainedDeviations: deviations(iteration.factor), activeBounds: iteration.activeBounds)
      }
      // Steps that swing back and forth overlook a curvature that the linearised rows do not have.
      let swings = zip(step, previous).reduce(0) { $0 + $1.0 * $1.1 } < 0
      damping = swings ? damping / 2 : min(1, 1.3 * damping)
      let scale = lowering(
        from: theta, along: step, min(damping, Self.largestStep / change), change,
        penalty: iteration.largestMultiplier)
      for index in theta.indices { theta[index] += scale * step[index] }
      previous = step
    }
    throw .noConvergence(series: series, iterations: Self.iterationLimit, change: change)
  }

  /// A scale of a step at which the cost with its exact penalty falls.
  ///
  /// Not asked of small steps: near the minimum the cost is flat to rounding.
  private func lowering(
    from theta: [Double], along step: [Double], _ first: Double, _ change: Double, penalty: Double
  ) -> Double {
    guard change > 1e-3 else { return first }
    func merit(_ scale: Double) -> Double {
      let theta = zip(theta, step).map { $0 + scale * $1 }
      return group.cost(at: theta, wallDeviation: wallDeviation)
        + 2 * penalty * group.bounds.reduce(0) { $0 + max(0, $1.excess(at: theta)) }
    }
    let start = merit(0)
    var scale = first
    for _ in 0..<20 where merit(scale) > start { scale /= 2 }
    return scale
  }

  private struct Iteration {
    let step: [Double]
    let activeBounds: [Int]
    /// R of the rows alone.
    let factor: TriangularMatrix
    /// Of the structural bounds.
    let largestMultiplier: Double
  }

  private func step(
    _ rows: LinearisedRows, at theta: [Double]
  ) throws(AdjustmentError) -> Iteration {
    let factorization: QRFactorization
    do { factorization = try QRFactorization(rows.design) } catch { throw .numerical(error) }
    let r = factorization.r
    var rotated = rows.residuals
    factorization.applyTransposedQ(to: &rotated)
    let n = group.count
    let order = n + wallCount
    var joint = Matrix(rowCount: order, columnCount: order)
    for column in 0..<n { for row in 0...column { joint[row, column] = r[row, column] } }
    for slack in n..<order { joint[slack, slack] = 1 / wallDeviation }
    let upper: TriangularMatrix
    do { upper = try TriangularMatrix(joint, .upper) } catch { throw .numerical(error) }
    do {
      let programme = try ConvexQuadraticProgram(
        factor: upper, rightSide: Vector(rotated.prefix(n) + [Double](repeating: 0, count: wallCount)),
        constraints: constraints(at: theta))
      let solution = try programme.solve()
      let active = solution.activeSet.filter { $0 >= wallCount }.map { $0 - wallCount }
      return Iteration(
        step: Array(solution.x.prefix(n)), activeBounds: active, factor: r,
        largestMultiplier: solution.multipliers.dropFirst(wallCount).max() ?? 0)
    } catch .infeasible {
      throw .infeasibleBounds(series: series)
    } catch {
      throw .programme(error)
    }
  }

  private var wallCount: Int { group.observations.reduce(0) { $0 + $1.wallCount } }

  /// The walls, each with its slack unknown, then the structural bounds, linearised.
  private func constraints(at theta: [Double]) -> LinearInequalities {
    var constraints = LinearInequalities(unknownCount: group.count + wallCount)
    for row in group.observations {
      for (bound, sign) in [(row.lower, 1.0), (row.upper, -1.0)] {
        guard let bound else { continue }
        constraints.append(
          sparseGradient(row.expression, at: theta, times: sign) + [(group.count + constraints.count, 1)],
          atLeast: sign * (bound - row.expression.value(at: theta)))
      }
    }
    for bound in group.bounds {
      constraints.append(
        sparseGradient(bound.expression, at: theta, times: -1), atLeast: bound.excess(at: theta))
    }
    return constraints
  }

  private func sparseGradient(
    _ expression: Expression, at theta: [Double], times factor: Double
  ) -> [(index: Int, coefficient: Double)] {
    var gradient = [Double](repeating: 0, count: group.count)
    expression.addGradient(at: theta, times: factor, to: &gradient)
    return expression.indices.uniqued().map { ($0, gradient[$0]) }
  }

  private func deviations(_ factor: TriangularMatrix) -> [Double] {
    guard let inverse = try? factor.inverse() else { return [Double](repeating: .infinity, count: group.count) }
    return (0..<group.count).map { row in
      var sum = 0.0
      for column in row..<group.count { sum += inverse[row, column] * inverse[row, column] }
      return sum.squareRoot()
    }
  }
}
