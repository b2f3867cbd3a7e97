import LinearAlgebra

/// The least-squares solution and its residuals, refined until rounding of the data is all that is left.
///
/// Both solve the augmented system r + A·x = b, Aᵀr = c, with c = 0 for least squares; b = 0 and c = −eⱼ make x column j of
/// (AᵀA)⁻¹. Its residuals are computed in twice the working precision, so
/// each step gains the digits that the factorisation has, until none is gained.
struct RefinedLeastSquares {
  private(set) var x: Vector
  private(set) var residuals: Vector

  init(design: Matrix, factor: PivotedQRFactorization, response: Vector, moments: Vector? = nil) {
    let moments = moments ?? Vector(count: design.columnCount)
    // Solving the augmented system from zero: f = b, g = c.
    (x, residuals) = Self.correction(response, moments, factor)
    var lastSize = Double.infinity
    for _ in 0..<10 {
      let (f, g) = defects(design, response, moments)
      let (dx, dr) = Self.correction(f, g, factor)
      // A correction that does not shrink by half is rounding, or a sign of a system beyond repair.
      let size = dx.norm
      guard size < lastSize / 2 else { return }
      x.add(dx, scaledBy: 1)
      residuals.add(dr, scaledBy: 1)
      guard size > .ulpOfOne / 4 * x.norm || dr.norm > .ulpOfOne / 4 * residuals.norm else { return }
      lastSize = size
    }
  }

  /// f = b − r − A·x and g = c − Aᵀr.
  private func defects(_ design: Matrix, _ response: Vector, _ moments: Vector) -> (f: Vector, g: Vector) {
    let f = (0..<design.rowCount).map { i in
      var sum = CompensatedSum()
      sum.add(response[i])
      sum.add(-residuals[i])
      for j in 0..<design.columnCount { sum.add(-design[i, j], times: x[j]) }
      return sum.value
    }
    let g = (0..<design.columnCount).map { j in
      var sum = CompensatedSum()
      sum.add(moments[j])
      for i in 0..<design.rowCount { sum.add(-design[i, j], times: residuals[i]) }
      return sum.value
    }
    return (Vector(f), Vector(g))
  }

  /// The solution of dr + A·dx = f, Aᵀdr = g from A·P = Q·R: with h = R⁻ᵀPᵀg and d = Qᵀf it is R·Pᵀdx = d₁ − h and
  /// Qᵀdr = (h; d₂).
  private static func correction(
    _ f: Vector, _ g: Vector, _ factor: PivotedQRFactorization
  ) -> (dx: Vector, dr: Vector) {
    let n = g.count
    var h = Vector(factor.permutation.map { g[$0] })
    factor.r.solveTransposedInPlace(&h)
    var d = f
    factor.applyTransposedQ(to: &d)
    var pivoted = Vector((0..<n).map { d[$0] - h[$0] })
    factor.r.solveInPlace(&pivoted)
    var dx = pivoted
    for (k, column) in factor.permutation.enumerated() { dx[column] = pivoted[k] }
    for k in 0..<n { d[k] = h[k] }
    factor.applyQ(to: &d)
    return (dx, d)
  }
}
