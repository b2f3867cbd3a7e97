import Foundation

/// Squared rows that are linear in `[θ, φ]`, stored one after another.
struct CompiledRows {
  private var starts = [0]
  private var indices: [Int] = []
  private var coefficients: [Double] = []
  private var targets: [Double] = []
  private var precisions: [Double] = []

  /// Adds a row of σ `sigma`.
  mutating func append(_ indices: [Int], _ coefficients: [Double], target: Double, sigma: Double) {
    self.indices += indices
    self.coefficients += coefficients
    starts.append(self.indices.count)
    targets.append(target)
    precisions.append(1 / (sigma * sigma))
  }

  /// Number of rows.
  var count: Int { targets.count }

  /// Adds the gradient of one row's value, divided by its σ, to `gradient`; returns its residual divided by its σ.
  func addScaledGradient(ofRow row: Int, at values: [Double], to gradient: inout [Double]) -> Double {
    let scale = precisions[row].squareRoot()
    var residual = -targets[row]
    for k in starts[row]..<starts[row + 1] {
      residual += coefficients[k] * values[indices[k]]
      gradient[indices[k]] += scale * coefficients[k]
    }
    return residual * scale
  }

  /// Half the weighted sum of squares at `values`; its gradient is added to `gradient`.
  func energy(at values: [Double], addingGradientTo gradient: inout [Double]) -> Double {
    var energy = 0.0
    var start = 0
    for row in targets.indices {
      let end = starts[row + 1]
      var residual = -targets[row]
      for k in start..<end { residual += coefficients[k] * values[indices[k]] }
      let force = residual * precisions[row]
      energy += residual * force
      for k in start..<end { gradient[indices[k]] += force * coefficients[k] }
      start = end
    }
    return energy / 2
  }
}

/// A squared row that is curved in `[θ, φ]`, or a one-sided one.
struct CurvedRow {
  let expression: Expression
  let target: Double
  let precision: Double
  /// Walls that are part of the energy instead of bounds of the step, with their own precision.
  let walls: (lower: Double?, upper: Double?, precision: Double)?
  /// Whether the square around `target` counts; false for a wall alone.
  let isCentered: Bool

  func energy(at values: [Double], addingGradientTo gradient: inout [Double]) -> Double {
    let value = expression.value(at: values)
    var energy = 0.0
    var force = 0.0
    if isCentered {
      let residual = value - target
      force = residual * precision
      energy = residual * force / 2
    }
    if let walls {
      var outside = 0.0
      if let lower = walls.lower, value < lower { outside = value - lower }
      if let upper = walls.upper, value > upper { outside = value - upper }
      force += outside * walls.precision
      energy += outside * outside * walls.precision / 2
    }
    if force != 0 { expression.addGradient(at: values, times: force, to: &gradient) }
    return energy
  }
}

extension CurvedRow {
  /// The precision that the row has at `values`: of its square, and of a wall that is violated there.
  func activePrecision(at values: [Double]) -> Double {
    var active = isCentered ? precision : 0
    if let walls {
      let value = expression.value(at: values)
      let isOutside = walls.lower.map { value < $0 } == true || walls.upper.map { value > $0 } == true
      if isOutside { active += walls.precision }
    }
    return active
  }
}
