import COpenBLAS

/// The general Gauss–Markov linear model: minimise ‖y‖ subject to d = A·x + B·y, by LAPACK `dggglm`.
///
/// x is the best linear unbiased estimate when the observations d have the covariance B·Bᵀ, which may be singular.
public struct GeneralGaussMarkov: Sendable {
  /// The estimate, n elements.
  public let x: Vector
  /// The shortest disturbances, p elements.
  public let y: Vector
  /// The smaller reciprocal condition number, in the one-norm, of the two triangles that give x and y, by `dtrcon`.
  public let reciprocalCondition: Double
  /// The covariance of the estimate, n×n, for disturbances of variance 1.
  public let unscaledCovariance: Matrix

  /// Solves the model.
  ///
  /// - Parameters:
  ///   - design: A, m×n.
  ///   - disturbance: B, m×p with n ≤ m ≤ n + p.
  ///   - observations: d, m elements.
  /// - Throws: `.notFinite(row:column:)`; `.rankDeficient(rank:needed:)` when A has dependent columns (needed = n), or
  ///   A and B together do not span all observations (needed = m), exactly or to working precision.
  /// - Complexity: O(m²·(n + p)). Source: Paige (1979), "Fast numerically stable computations for generalized linear
  ///   least squares problems"; generalised QR factorisation.
  public init(
    design: consuming Matrix, disturbance: consuming Matrix, observations: consuming Vector
  ) throws(LinearAlgebraError) {
    let (m, n, p) = (design.rowCount, design.columnCount, disturbance.columnCount)
    precondition(
      disturbance.rowCount == m && observations.count == m,
      "design \(design.shape), disturbance \(disturbance.shape), \(observations.count) observations")
    precondition(n <= m && m <= n + p, "\(m) observations of \(n) unknowns with \(p) disturbances")
    try design.checkFinite()
    try disturbance.checkFinite()
    try observations.checkFinite()
    var x = [Double](repeating: 0, count: n)
    var y = [Double](repeating: 0, count: p)
    let info = design.withUnsafeMutableColumnMajorBuffer { a in
      disturbance.withUnsafeMutableColumnMajorBuffer { b in
        observations.withUnsafeMutableBufferPointer { d in
          withOptimalWorkspace("dggglm") { work, length in
            LAPACKE_dggglm_work(
              LAPACK_COL_MAJOR, Int32(m), Int32(n), Int32(p), a.baseAddress, Int32(max(1, m)), b.baseAddress,
              Int32(max(1, m)), d.baseAddress, &x, &y, work, length)
          }
        }
      }
    }
    let free = m - n
    let unknowns = TriangularMatrix(trusted: design.leadingUpperTriangle(order: n), .upper)
    let remainder = TriangularMatrix(
      trusted: disturbance.upperTriangle(firstRow: n, firstColumn: p - free, order: free), .upper)
    let remainderCondition = free == 0 ? 1 : remainder.reciprocalCondition
    guard info != 1, remainderCondition >= .ulpOfOne else {
      throw .rankDeficient(rank: n + remainder.deficientRank, needed: m)
    }
    let unknownCondition = n == 0 ? 1 : unknowns.reciprocalCondition
    guard info == 0, unknownCondition >= .ulpOfOne else {
      throw .rankDeficient(rank: unknowns.deficientRank, needed: n)
    }
    (self.x, self.y) = (Vector(x), Vector(y))
    reciprocalCondition = min(remainderCondition, unknownCondition)
    unscaledCovariance = Self.covariance(unknowns, disturbance)
  }

  /// R⁻¹·T₁₁·T₁₁ᵀ·R⁻ᵀ, from R of A = Q·R and T of QᵀB = (T₁₁ T₁₂; 0 T₂₂)·Z: the part of the disturbances that the
  /// estimate cannot tell from A·x.
  private static func covariance(_ unknowns: TriangularMatrix, _ trapezoid: Matrix) -> Matrix {
    let (m, p, n) = (trapezoid.rowCount, trapezoid.columnCount, unknowns.order)
    var root = Matrix(rowCount: n, columnCount: p - (m - n))
    for j in 0..<root.columnCount {
      var column = Vector((0..<n).map { $0 <= j - (p - m) ? trapezoid[$0, j] : 0 })
      unknowns.solveInPlace(&column)
      for i in 0..<n { root[i, j] = column[i] }
    }
    return root.timesTransposed(root)
  }
}
