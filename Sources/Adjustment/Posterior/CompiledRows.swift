import CSamplingKernels

/// Squared rows that are linear in the values of a block, stored one after another.
struct CompiledRows {
  private var starts = [0]
  private var indices: [Int] = []
  private var coefficients: [Double] = []
  private var targets: [Double] = []
  private var precisions: [Double] = []

  /// The same with every place mapped.
  func reindexed(_ map: (Int) -> Int) -> CompiledRows {
    var rows = self
    rows.indices = indices.map(map)
    return rows
  }

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

  /// The rows as C reads them; `arrays` keeps them.
  func compiled(_ arrays: FixedArrays) -> sampling_rows {
    sampling_rows(
      count: Int32(count), starts: arrays.keep(starts.map { Int32($0) }),
      places: arrays.keep(indices.map { Int32($0) }), coefficients: arrays.keep(coefficients),
      targets: arrays.keep(targets), precisions: arrays.keep(precisions))
  }
}

/// A squared row that is curved in the values of a block, or a one-sided one.
struct CurvedRow {
  let expression: Expression
  let target: Double
  let precision: Double
  /// Walls that are part of the energy instead of bounds of the step, with their own precision.
  let walls: (lower: Double?, upper: Double?, precision: Double)?
  /// Whether the square around `target` counts; false for a wall alone.
  let isCentered: Bool
}

extension CurvedRow {
  /// The same with every place mapped.
  func reindexed(_ map: (Int) -> Int) -> CurvedRow {
    CurvedRow(
      expression: expression.reindexed(map), target: target, precision: precision, walls: walls, isCentered: isCentered)
  }

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
