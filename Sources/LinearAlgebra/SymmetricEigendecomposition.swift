import COpenBLAS

/// The eigenvalues and orthonormal eigenvectors of a symmetric matrix, A = V·Λ·Vᵀ, by LAPACK `dsyevr`.
public struct SymmetricEigendecomposition: Sendable {
  /// Eigenvalues, ascending.
  public let values: Vector
  /// Eigenvectors as columns, n×n, in the order of the values.
  public let vectors: Matrix

  /// Decomposes an n×n matrix of which only the lower triangle is read.
  ///
  /// - Throws: `.notFinite(row:column:)`; `.notConverged(count:)` for an internal failure of LAPACK.
  /// - Complexity: about 9n³ operations. Source: Dhillon & Parlett (2004), "Multiple representations to compute
  ///   orthogonal eigenvectors of symmetric tridiagonal matrices".
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let n = matrix.rowCount
    precondition(n == matrix.columnCount, "eigenvalues of a \(matrix.shape) matrix")
    try matrix.checkFiniteLowerTriangle()
    var values = [Double](repeating: 0, count: n)
    var vectors = Matrix(rowCount: n, columnCount: n)
    var support = [Int32](repeating: 0, count: max(1, 2 * n))
    var found: Int32 = 0
    var integers = [Int32](repeating: 0, count: max(1, 10 * n))
    let integerLength = Int32(integers.count)
    let info = matrix.withUnsafeMutableColumnMajorBuffer { a in
      vectors.withUnsafeMutableColumnMajorBuffer { z in
        withOptimalWorkspace("dsyevr") { work, length in
          // The question for the length of one workspace must ask for the other as well.
          LAPACKE_dsyevr_work(
            LAPACK_COL_MAJOR, LAPACKFlag.vectors, LAPACKFlag.all, LAPACKFlag.lower, Int32(n), a.baseAddress,
            Int32(max(1, n)), 0, 0, 0, 0, 0, &found, &values, z.baseAddress, Int32(max(1, n)), &support, work, length,
            &integers, length < 0 ? -1 : integerLength)
        }
      }
    }
    guard info == 0, Int(found) == n else { throw .notConverged(count: n - Int(found)) }
    self.values = Vector(values)
    self.vectors = vectors
  }

  /// Reciprocal condition number in the two-norm: least over largest magnitude of an eigenvalue; 0 for a zero matrix.
  public var reciprocalCondition: Double {
    let largest = values.maximumNorm
    guard largest > 0 else { return 0 }
    return values.reduce(largest) { min($0, $1.magnitude) } / largest
  }
}
