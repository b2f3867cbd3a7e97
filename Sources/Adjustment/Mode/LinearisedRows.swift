import LinearAlgebra

/// The rows of a group linearised at a point, each divided by its σ: the least-squares problem of one iteration.
struct LinearisedRows {
  /// One row for each prior row, then one for each observation.
  let design: Matrix
  /// Target minus value, divided by σ.
  let residuals: Vector

  init(_ group: LinkedGroup, at theta: [Double]) {
    var design = Matrix(rowCount: group.priorRows.count + group.observations.count, columnCount: group.count)
    var residuals = Vector(count: design.rowCount)
    for (number, row) in group.priorRows.enumerated() {
      var value = 0.0
      for (index, coefficient) in zip(row.indices, row.coefficients) {
        design[number, index] += coefficient / row.sigma
        value += coefficient * theta[index]
      }
      residuals[number] = (row.target - value) / row.sigma
    }
    var gradient = [Double](repeating: 0, count: group.count)
    for (position, row) in group.observations.enumerated() {
      let number = group.priorRows.count + position
      row.expression.addGradient(at: theta, times: 1 / row.sigma, to: &gradient)
      for index in row.expression.indices where gradient[index] != 0 {
        design[number, index] = gradient[index]
        gradient[index] = 0
      }
      residuals[number] = (row.target - row.expression.value(at: theta)) / row.sigma
    }
    (self.design, self.residuals) = (design, residuals)
  }
}
