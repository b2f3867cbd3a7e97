import LinearAlgebra

/// The orthogonal factor of the active inequalities in the metric of the objective.
///
/// With H = RᵀR and N the matrix of active normals (as columns), it holds J = R⁻¹·Q such that JᵀN = (T; 0), T upper
/// triangular, and y = Qᵀc, where c is the right side of R·x ≈ c. Constraints come and go by Givens rotations.
struct ActiveSetFactor {
  /// J, n×n; its first `count` columns span the active normals, the others their null space.
  private(set) var basis: Matrix
  /// T, in the leading `count` rows and columns.
  private(set) var triangle: Matrix
  /// y = Qᵀc.
  private(set) var target: Vector
  /// Number of active inequalities.
  private(set) var count = 0

  /// No active inequality: J = R⁻¹.
  init(factor: TriangularMatrix, rightSide: Vector) throws(LinearAlgebraError) {
    let n = factor.order
    basis = try factor.inverse().matrix
    triangle = Matrix(rowCount: n, columnCount: n)
    target = rightSide
  }

  /// The Euclidean norm of each row of J, which rotations do not change: the standard deviation of each unknown.
  func rowNorms() -> Vector {
    let n = basis.rowCount
    var squares = Vector(count: n)
    for j in 0..<n {
      for i in 0..<n { squares[i] += basis[i, j] * basis[i, j] }
    }
    return Vector(squares.map { $0.squareRoot() })
  }

  /// Writes d = Jᵀa for one row a of a list.
  func project(_ row: Int, of constraints: LinearInequalities, into d: inout Vector) {
    let terms = constraints.rowStarts[row]..<constraints.rowStarts[row + 1]
    for j in 0..<d.count {
      var sum = 0.0
      for k in terms { sum += constraints.coefficients[k] * basis[constraints.indices[k], j] }
      d[j] = sum
    }
  }

  /// Writes the step z = J₂·d₂ in which the objective grows least while active values stay.
  func primalDirection(_ d: Vector, into z: inout Vector) {
    for i in 0..<z.count { z[i] = 0 }
    basis.addColumns(count..<d.count, weightedBy: d, to: &z)
  }

  /// Writes r = T⁻¹·d₁ into the first `count` elements: the fall of each active multiplier along the step.
  func dualDirection(_ d: Vector, into r: inout Vector) {
    for i in 0..<count { r[i] = d[i] }
    triangle.solveLeadingUpperTriangle(order: count, &r)
  }

  /// Makes the inequality with projection d active; d is used up.
  mutating func append(_ d: inout Vector) {
    let n = d.count
    for j in stride(from: n - 1, to: count, by: -1) where d[j] != 0 {
      let (rotation, r) = GivensRotation.eliminating(d[j], by: d[j - 1])
      (d[j - 1], d[j]) = (r, 0)
      basis.rotateColumns(j - 1, j, by: rotation)
      target.rotate(j - 1, j, by: rotation)
    }
    for i in 0...count { triangle[i, count] = d[i] }
    count += 1
  }

  /// Makes the inequality at a position of the active list inactive.
  mutating func remove(at position: Int) {
    for k in position..<(count - 1) {
      for i in 0...(k + 1) { triangle[i, k] = triangle[i, k + 1] }
    }
    count -= 1
    for k in position..<count {
      let (rotation, r) = GivensRotation.eliminating(triangle[k + 1, k], by: triangle[k, k])
      (triangle[k, k], triangle[k + 1, k]) = (r, 0)
      triangle.rotateRows(k, k + 1, columns: (k + 1)..<count, by: rotation)
      basis.rotateColumns(k, k + 1, by: rotation)
      target.rotate(k, k + 1, by: rotation)
    }
  }

  /// The minimum on which the active inequalities hold as equations, from the factor alone, free of any drift.
  ///
  /// - Parameters:
  ///   - active: indices of the active inequalities, in the order of the columns of T.
  ///   - constraints: the list that they index.
  /// - Returns: x, corrected twice for the rounding of the active values, and the multipliers in the same order.
  func equalityMinimum(
    _ active: [Int], of constraints: LinearInequalities
  ) -> (x: Vector, multipliers: [Double]) {
    let n = basis.rowCount
    var v = target
    for (i, row) in active.enumerated() { v[i] = constraints.bounds[row] }
    triangle.solveLeadingUpperTriangle(order: count, transposed: true, &v)
    var x = Vector(count: n)
    basis.addColumns(0..<n, weightedBy: v, to: &x)
    var u = v
    for i in 0..<count { u[i] -= target[i] }
    triangle.solveLeadingUpperTriangle(order: count, &u)
    var correction = Vector(count: n)
    for _ in 0..<2 where count > 0 {
      for (i, row) in active.enumerated() {
        correction[i] = constraints.bounds[row] - constraints.value(row, at: x)
      }
      triangle.solveLeadingUpperTriangle(order: count, transposed: true, &correction)
      basis.addColumns(0..<count, weightedBy: correction, to: &x)
    }
    return (x, Array(u.prefix(count)))
  }
}
