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
  private let group: LinkedGroup
  /// `R⁻ᵀ a` of each observation, a its gradient: its norm squared is the variance of the adjusted value.
  private let scaled: [Vector]
  /// Precision of each observation: of its row, and of its wall where that is violated.
  private let precisions: [Double]
  /// What each observation pulls towards: its target, and its wall's bound where that is violated.
  private let targets: [Double]
  /// σ of a structural bound that binds: it cannot give way.
  private static let boundDeviation = 1e-5

  init(_ group: LinkedGroup, _ mode: GroupMode, wallDeviation: Double) throws(LinearAlgebraError) {
    self.group = group
    let theta = mode.theta
    let gradients = group.observations.map { row in
      var gradient = [Double](repeating: 0, count: group.count)
      row.expression.addGradient(at: theta, times: 1, to: &gradient)
      return gradient
    }
    values = group.observations.map { $0.expression.value(at: theta) }
    let rows = LinearisedRows(group, at: theta)
    var extra: [[Double]] = []
    var precisions: [Double] = []
    var targets: [Double] = []
    for (position, row) in group.observations.enumerated() {
      var precision = 1 / (row.sigma * row.sigma)
      var target = row.target * precision
      let violation = row.violation(of: values[position])
      if violation != 0 {
        let wall = 1 / (wallDeviation * wallDeviation)
        extra.append(gradients[position].map { $0 / wallDeviation })
        precision += wall
        target += wall * (values[position] - violation)
      }
      precisions.append(precision)
      targets.append(target / precision)
    }
    for number in mode.activeBounds {
      var gradient = [Double](repeating: 0, count: group.count)
      group.bounds[number].expression.addGradient(at: theta, times: 1 / Self.boundDeviation, to: &gradient)
      extra.append(gradient)
    }
    let design = Matrix(rowCount: rows.design.rowCount + extra.count, columnCount: group.count) { row, column in
      row < rows.design.rowCount ? rows.design[row, column] : extra[row - rows.design.rowCount][column]
    }
    let factor = try QRFactorization(design).r
    scaled = gradients.map { gradient in
      var vector = Vector(gradient)
      factor.solveTransposedInPlace(&vector)
      return vector
    }
    (self.precisions, self.targets) = (precisions, targets)
  }

  /// 1 − the share of its own information in the adjusted value.
  func redundancy(of observation: Int) -> Double {
    max(0, 1 - precisions[observation] * scaled[observation].dot(scaled[observation]))
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
      variance: scaled[observation].dot(scaled[observation]) / redundancy)
  }

  /// How much each other statement weighs in the prediction of one, largest first, as shares of all of them.
  func weights(onPredictionOf observation: Int) -> [(observation: Int, weight: Double)] {
    let others = group.observations.indices.filter { $0 != observation }
    let weights = others.map { abs(scaled[observation].dot(scaled[$0])) * precisions[$0] }
    let total = weights.reduce(0, +)
    guard total > 0 else { return [] }
    return zip(others, weights).map { ($0, $1 / total) }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
  }
}
