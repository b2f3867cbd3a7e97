import LinearAlgebra

/// The strictly convex problem: minimise ½·xᵀHx − gᵀx subject to a_k·x ≥ b_k, with H = RᵀR and g = Rᵀc.
///
/// R and c come from the QR factorisation of stacked observation rows, so the objective is ½·‖R·x − c‖² and H is never
/// formed. Solved by the dual active-set method of Goldfarb & Idnani (1983), "A numerically stable dual method for
/// solving strictly convex quadratic programs", Mathematical Programming 27: it starts at the unconstrained minimum and
/// adds violated inequalities, dropping those whose multiplier would turn negative.
///
/// Goals, in order: the right answer for duplicate, dependent and degenerate inequalities; small residuals whatever the
/// scales of the unknowns; speed when few inequalities are active.
public struct ConvexQuadraticProgram: Sendable {
  private let factor: TriangularMatrix
  private let rightSide: Vector
  private let constraints: LinearInequalities

  /// States the problem.
  ///
  /// - Parameters:
  ///   - factor: R, upper triangular, n×n.
  ///   - rightSide: c, n elements.
  ///   - constraints: inequalities on n unknowns.
  /// - Throws: `.rightSideNotFinite`, `.constraintNotFinite`, `.singular(pivot:)`.
  public init(
    factor: TriangularMatrix, rightSide: Vector, constraints: LinearInequalities
  ) throws(QuadraticProgramError) {
    precondition(
      factor.triangle == .upper && rightSide.count == factor.order && constraints.unknownCount == factor.order,
      "factor of order \(factor.order), \(rightSide.count) right sides, \(constraints.unknownCount) unknowns")
    if let index = rightSide.firstIndex(where: { !$0.isFinite }) { throw .rightSideNotFinite(index: index) }
    if let row = constraints.firstNotFinite { throw .constraintNotFinite(constraint: row) }
    if let pivot = factor.firstZeroPivot { throw .singular(pivot: pivot) }
    (self.factor, self.rightSide, self.constraints) = (factor, rightSide, constraints)
  }

  /// Finds the minimum.
  ///
  /// - Parameter iterationLimit: largest number of steps; by default 100 + 10·(unknowns + inequalities).
  /// - Returns: the minimum, its multipliers and active set.
  /// - Throws: `.infeasible(constraint:)`, `.tooManyIterations(limit:)`.
  /// - Complexity: n³/3 for R⁻¹, then O(n²) and one look at every inequality for each step.
  public func solve(iterationLimit: Int? = nil) throws(QuadraticProgramError) -> QuadraticProgramSolution {
    let limit = iterationLimit ?? 100 + 10 * (factor.order + constraints.count)
    var method: DualActiveSetMethod
    do throws(LinearAlgebraError) {
      method = try DualActiveSetMethod(factor: factor, rightSide: rightSide, constraints: constraints)
    } catch {
      guard case .singular(let pivot) = error else { preconditionFailure("finite triangle: \(error)") }
      throw .singular(pivot: pivot)
    }
    try method.run(limit: limit)
    return method.solution
  }
}
