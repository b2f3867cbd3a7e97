import Foundation
import LinearAlgebra

/// The density of a reading under all other statements, from the group solved without it.
struct ReadingJudge {
  /// The group without the suspect.
  private let group: LinkedGroup
  private let model: AdjustmentModel
  private let mode: [Double]
  private let gaussian: BoundedGaussian
  /// Has room for every reading.
  private let pattern: SparsePattern
  private let places: [Int: Int]
  private let cost: Double
  /// Whether the others are a Gaussian indeed.
  private let isGaussian: Bool

  /// Deviation of a log quantity from which the others do not say what it is.
  private static let largestDeviation = Posterior.largestDeviation
  /// Deviations from the others' prediction from which the Gaussian is no guide to the density any more.
  private static let farOff = 3.0

  /// Solves the group; `readings` are the rows that will be judged, or others on their unknowns.
  ///
  /// - Throws: where the others have no solution.
  init(_ group: LinkedGroup, readings: [ObservationRow], _ model: AdjustmentModel) throws {
    (self.group, self.model) = (group, model)
    let places = Dictionary(uniqueKeysWithValues: group.unknowns.enumerated().map { ($1, $0) })
    self.places = places
    let wallDeviation = model.hyperparameters.wallDeviation
    pattern =
      ModeSystem(
        RowGradients(group, at: group.start), count: group.count,
        further: readings.map { $0.expression.indices.uniqued().map { places[$0] ?? 0 } }
      ).pattern
    mode = try ModeSolver(group, model.hyperparameters, model, pattern: pattern).theta()
    gaussian = try BoundedGaussian(group, at: mode, wallDeviation: wallDeviation, pattern: pattern)
    isGaussian = group.bounds.isEmpty && group.observations.allSatisfy { $0.wallCount == 0 && $0.expression.isLinear }
    cost = group.cost(at: mode, wallDeviation: wallDeviation)
  }

  /// Log density of a row's target; `nil` where the others do not say what it should be.
  ///
  /// Near the prediction, the others' normal widened by the row's σ and walls. Far off, tails are not the Gaussian's:
  /// the half-normal of a bound, the curve of a sum. There the mode is found again with the row among the others, and
  /// the rise of the cost takes the place of the square (Laplace's approximation of both densities).
  func logDensity(of row: ObservationRow) -> Double? {
    let row = own(row)
    let prediction = gaussian.distribution(of: row.expression)
    guard prediction.variance.squareRoot() <= Self.largestDeviation else { return nil }
    return logDensity(of: row, prediction)
  }

  /// σ of an error of no named kind in what a row measures: of a logarithm 1, a factor of about e; of a difference, which
  /// is relative to what was stated, as much as the others say it is.
  func unnamedDeviation(of row: ObservationRow) -> Double {
    guard case .difference = row.expression else { return 1 }
    return max(1, abs(gaussian.distribution(of: own(row).expression).mean))
  }

  /// The same however little the others say: bounds may still forbid it.
  func logDensityAnyway(of row: ObservationRow) -> Double? {
    let row = own(row)
    return logDensity(of: row, gaussian.distribution(of: row.expression))
  }

  private func logDensity(of row: ObservationRow, _ prediction: BoundedGaussian.Normal) -> Double? {
    let (noise, distance) = (row.sigma * row.sigma, prediction.mean - row.target)
    let joint = prediction.variance + noise
    let width = 0.5 * log(2 * Double.pi * joint)
    let walls = WallFactor(lower: row.lower, upper: row.upper, deviation: model.hyperparameters.wallDeviation)
    // What walls leave of the row's own normal, so that the density of the target integrates to 1.
    let whole = row.wallCount == 0 ? 0 : walls.moments(mean: row.target, variance: noise).logMass
    if !isGaussian || !row.expression.isLinear || row.wallCount > 0 {
      let far = 0.5 * Self.farOff * Self.farOff
      let isVague = prediction.variance > Self.largestDeviation * Self.largestDeviation
      let mayBeNear = !isVague && 0.5 * distance * distance / joint <= far
      if let rise = rise(with: row, orAtMost: mayBeNear ? far : nil), !mayBeNear || rise > far {
        return -rise - width - whole
      }
    }
    let soft = -0.5 * distance * distance / joint - width
    guard row.wallCount > 0 else { return soft }
    let held = walls.moments(
      mean: (prediction.mean * noise + row.target * prediction.variance) / joint,
      variance: prediction.variance * noise / joint)
    return soft + held.logMass - whole
  }

  /// By how much the cost at the mode rises when a row comes in; no more than it does where some point shows that it
  /// rises by `limit` at most.
  private func rise(with row: ObservationRow, orAtMost limit: Double?) -> Double? {
    var joined = group
    joined.observations.append(row)
    joined.start = mode
    if let limit {
      let point = gaussian.point(drawnBy: row)
      let most = joined.cost(at: point, wallDeviation: model.hyperparameters.wallDeviation) - cost
      if most <= limit, joined.bounds.allSatisfy({ $0.excess(at: point) <= 0 }) { return most }
    }
    let solver = ModeSolver(joined, model.hyperparameters, model, pattern: pattern)
    guard let found = try? solver.theta() else { return nil }
    return joined.cost(at: found, wallDeviation: model.hyperparameters.wallDeviation) - cost
  }

  private func own(_ row: ObservationRow) -> ObservationRow {
    var own = row
    own.expression = row.expression.reindexed { places[$0] ?? 0 }
    return own
  }
}

extension LinkedGroup {
  /// Half the weighted sum of squares of all rows and walls at θ: minus the log density, but for a constant.
  fileprivate func cost(at theta: [Double], wallDeviation: Double) -> Double {
    var squares = 0.0
    for row in priorRows {
      var residual = -row.target
      for (index, coefficient) in zip(row.indices, row.coefficients) { residual += coefficient * theta[index] }
      squares += residual * residual / (row.sigma * row.sigma)
    }
    for row in observations {
      let value = row.expression.value(at: theta)
      let residual = (value - row.target) / row.sigma
      let violation = row.violation(of: value) / wallDeviation
      squares += residual * residual + violation * violation
    }
    return squares / 2
  }
}
