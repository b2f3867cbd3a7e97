import COpenBLAS

/// The least-squares solution under linear equations: minimise ‖A·x − b‖ subject to C·x = d, by LAPACK `dgglse`.
public struct EqualityConstrainedLeastSquares: Sendable {
  /// The solution, n elements.
  public let x: Vector
  /// ‖A·x − b‖.
  public let residualNorm: Double
  /// The smaller reciprocal condition number of the two triangles that give x.
  ///
  /// One is that of the equations, the other that of the observations within their null space; in the one-norm, by
  /// `dtrcon`.
  public let reciprocalCondition: Double

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - design: A, m×n.
  ///   - rightSide: b, m elements.
  ///   - constraints: C, p×n with p ≤ n ≤ m + p.
  ///   - values: d, p elements.
  /// - Throws: `.notFinite(row:column:)`; `.rankDeficient(rank:needed:)` when the equations are dependent (needed = p)
  ///   or leave x open (needed = n), which is also said when a triangle is singular to working precision.
  /// - Complexity: O((m + p)·n²). Source: generalised RQ factorisation, Anderson, Bai & Dongarra (1992).
  public init(
    design: consuming Matrix, rightSide: consuming Vector, constraints: consuming Matrix, values: consuming Vector
  ) throws(LinearAlgebraError) {
    let (m, n, p) = (design.rowCount, design.columnCount, constraints.rowCount)
    precondition(
      rightSide.count == m && constraints.columnCount == n && values.count == p,
      "design \(design.shape), \(rightSide.count) right sides, constraints \(constraints.shape), \(values.count) values"
    )
    precondition(p <= n && n <= m + p, "\(p) equations and \(m) observations for \(n) unknowns")
    try design.checkFinite()
    try rightSide.checkFinite()
    try constraints.checkFinite()
    try values.checkFinite()
    var x = [Double](repeating: 0, count: n)
    let info = design.withUnsafeMutableColumnMajorBuffer { a in
      constraints.withUnsafeMutableColumnMajorBuffer { c in
        rightSide.withUnsafeMutableBufferPointer { b in
          values.withUnsafeMutableBufferPointer { d in
            withOptimalWorkspace("dgglse") { work, length in
              LAPACKE_dgglse_work(
                LAPACK_COL_MAJOR, Int32(m), Int32(n), Int32(p), a.baseAddress, Int32(max(1, m)), c.baseAddress,
                Int32(max(1, p)), b.baseAddress, d.baseAddress, &x, work, length)
            }
          }
        }
      }
    }
    let equations = TriangularMatrix(
      trusted: constraints.upperTriangle(firstRow: 0, firstColumn: n - p, order: p), .upper)
    let observations = TriangularMatrix(trusted: design.leadingUpperTriangle(order: n - p), .upper)
    let equationCondition = p == 0 ? 1 : equations.reciprocalCondition
    guard info != 1, equationCondition >= .ulpOfOne else {
      throw .rankDeficient(rank: equations.deficientRank, needed: p)
    }
    let observationCondition = n == p ? 1 : observations.reciprocalCondition
    guard info == 0, observationCondition >= .ulpOfOne else {
      throw .rankDeficient(rank: p + observations.deficientRank, needed: n)
    }
    self.x = Vector(x)
    residualNorm = Vector(rightSide.dropFirst(n - p)).norm
    reciprocalCondition = min(equationCondition, observationCondition)
  }
}
