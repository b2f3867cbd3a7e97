import LinearAlgebra

extension LinearRegression {
  /// Fits by QR where the errors can be made independent.
  func fit(
    _ system: WhitenedRegression, _ errors: ErrorStructure, _ equations: LinearEquations?
  ) throws(RegressionError) -> LeastSquaresFit {
    if let k = system.units.firstIndex(where: { !$0.isFinite }) { throw .coefficientOutOfRange(coefficient: k) }
    guard let equations, equations.count > 0 else {
      let plain = PlainLeastSquares(design: system.design, response: system.response, shape: system.shape)
      return try LeastSquaresFit(system, errors, plain, coefficients: plain.solution)
    }
    let space = try SolutionSpace(equations, units: system.units)
    var response = system.response
    response.add(system.design * space.particular, scaledBy: -1)
    let plain = PlainLeastSquares(
      design: system.design * space.directions, response: response,
      shape: PlainLeastSquares.Shape(
        matrix: system.shape.matrix * space.directions, offset: system.shape.matrix * space.particular))
    var coefficients = space.directions * plain.solution
    coefficients.add(space.particular, scaledBy: 1)
    return try LeastSquaresFit(system, errors, plain, coefficients: coefficients, directions: space.directions)
  }
}

/// The solutions of linear equations: a particular one and orthonormal directions that keep to them.
///
/// Eliminating the equations leaves a plain regression, so that refinement and rank work as without them; LAPACK's
/// `dgglse` does the same with another factorisation and stops at the solution.
private struct SolutionSpace {
  let particular: Vector
  let directions: Matrix

  /// In the scaled unknowns z, βⱼ = unitⱼ·zⱼ.
  init(_ equations: LinearEquations, units: Vector) throws(RegressionError) {
    let (p, count) = (units.count, equations.count)
    guard count <= p else { throw .dependentEquations(rank: p, equations: count) }
    // Columns in units of the coefficients, then each row with its right side near 1: no product leaves the range.
    var transposed = Matrix(rowCount: p, columnCount: count)
    var values = equations.values
    let common = scaleToOne(units)
    for k in 0..<count {
      let row = Vector((0..<p).map { equations.coefficients[k, $0] * scaleToOne(equations.coefficients.row(k)) })
      let scaled = Vector((0..<p).map { row[$0] * (units[$0] * common) })
      let scale = scaleToOne(scaled)
      for j in 0..<p { transposed[j, k] = scaled[j] * scale }
      values[k] *= scaleToOne(equations.coefficients.row(k)) * common * scale
    }
    let factor: PivotedQRFactorization
    do throws(LinearAlgebraError) {
      factor = try PivotedQRFactorization(transposed)
    } catch {
      preconditionFailure("finite equations: \(error)")
    }
    guard factor.rank() == count else { throw .dependentEquations(rank: factor.rank(), equations: count) }
    var pivoted = Vector(factor.permutation.map { values[$0] })
    factor.r.solveTransposedInPlace(&pivoted)
    var particular = Vector((0..<p).map { $0 < count ? pivoted[$0] : 0 })
    factor.applyQ(to: &particular)
    self.particular = particular
    let columns = (count..<p).map { k in
      var column = Vector(count: p)
      column[k] = 1
      factor.applyQ(to: &column)
      return column
    }
    directions = Matrix(rowCount: p, columnCount: p - count) { columns[$1][$0] }
  }
}
