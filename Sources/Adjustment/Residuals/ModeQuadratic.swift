import LinearAlgebra

/// The quadratic around the mode of one group, with the walls and bounds that bind there as rows.
struct ModeQuadratic {
  /// What all other statements say of the quantity of one.
  struct Prediction {
    let mean: Double
    let variance: Double
  }

  /// Value of each observation's expression at the mode.
  let values: [Double]
  private let rows: RowGradients
  private let system: ModeSystem
  private let factorization: SparseLDLFactorization
  private let unknownCount: Int
  /// Variance of each observation's adjusted value.
  private let variances: [Double]
  /// Precision of each observation: of its row, and of its wall where that is violated.
  private let precisions: [Double]
  /// What each observation pulls towards: its target, and its wall's bound where that is violated.
  private let targets: [Double]
  /// σ of a structural bound that binds: it cannot give way.
  private static let boundDeviation = 1e-5

  init(_ group: LinkedGroup, _ mode: GroupMode, wallDeviation: Double) throws(LinearAlgebraError) {
    let rows = RowGradients(group, at: mode.theta)
    let values = Array(rows.values[rows.observations])
    var precisions: [Double] = []
    var targets: [Double] = []
    for (row, value) in zip(group.observations, values) {
      var precision = 1 / (row.sigma * row.sigma)
      var target = row.target * precision
      let violation = row.violation(of: value)
      if violation != 0 {
        let wall = 1 / (wallDeviation * wallDeviation)
        precision += wall
        target += wall * (value - violation)
      }
      precisions.append(precision)
      targets.append(target / precision)
    }
    var weights = group.priorRows.map { 1 / ($0.sigma * $0.sigma) } + precisions + group.bounds.map { _ in 0 }
    for number in mode.activeBounds {
      weights[rows.bounds.lowerBound + number] = 1 / (Self.boundDeviation * Self.boundDeviation)
    }
    let system = ModeSystem(rows, count: group.count)
    let factorization = try system.factorization(rows, weights: weights)
    variances = rows.observations.map { row in
      let elements = rows.elements(of: row)
      return factorization.inverseForm(rows.indices[elements], rows.coefficients[elements])
    }
    unknownCount = group.count
    (self.rows, self.values, self.system, self.factorization) = (rows, values, system, factorization)
    (self.precisions, self.targets) = (precisions, targets)
  }

  /// 1 − the share of its own information in the adjusted value.
  func redundancy(of observation: Int) -> Double {
    max(0, 1 - precisions[observation] * variances[observation])
  }

  /// The adjusted value without the statement itself; `nil` when nothing else checks it.
  ///
  /// Baarda's data snooping: a rank-one downdate of the adjustment.
  func prediction(of observation: Int) -> Prediction? {
    let redundancy = redundancy(of: observation)
    guard redundancy > 1e-6 else { return nil }
    let leverage = 1 - redundancy
    return Prediction(
      mean: (values[observation] - leverage * targets[observation]) / redundancy,
      variance: variances[observation] / redundancy)
  }

  /// How much each other statement weighs in the prediction of one, largest first, as shares of all of them.
  ///
  /// - Complexity: one solution with the factor.
  func weights(onPredictionOf observation: Int) -> [(observation: Int, weight: Double)] {
    let own = rows.observations.lowerBound + observation
    var right = [Double](repeating: 0, count: unknownCount)
    for k in rows.elements(of: own) { right[rows.indices[k]] = rows.coefficients[k] }
    let response = system.solve(factorization, right)
    let others = values.indices.filter { $0 != observation }
    let weights = others.map { other in
      abs(rows.product(of: rows.observations.lowerBound + other, with: response)) * precisions[other]
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return [] }
    return zip(others, weights).map { ($0, $1 / total) }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
  }
}
