import COpenBLAS

/// The thin singular value decomposition A = U·Σ·Vᵀ, by LAPACK `dgesdd` (divide and conquer).
public struct SingularValueDecomposition: Sendable {
  /// Left singular vectors, m×k, k = min(m, n).
  public let u: Matrix
  /// Singular values, k of them, largest first.
  public let singularValues: Vector
  /// Right singular vectors as rows: Vᵀ, k×n.
  public let vTransposed: Matrix

  /// Decomposes an m×n matrix.
  ///
  /// - Throws: `.notFinite(row:column:)`; `.notConverged(count:)`, which has not been seen for finite matrices.
  /// - Complexity: about 6·m·n·min(m, n) operations. Source: Golub & Van Loan (2013), section 8.6.
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let (m, n) = (matrix.rowCount, matrix.columnCount)
    let k = min(m, n)
    try matrix.checkFinite()
    var u = Matrix(rowCount: m, columnCount: k)
    var values = [Double](repeating: 0, count: k)
    var vTransposed = Matrix(rowCount: k, columnCount: n)
    var integers = [Int32](repeating: 0, count: max(1, 8 * k))
    let info = matrix.withUnsafeMutableColumnMajorBuffer { a in
      u.withUnsafeMutableColumnMajorBuffer { u in
        vTransposed.withUnsafeMutableColumnMajorBuffer { vt in
          withOptimalWorkspace("dgesdd") { work, length in
            LAPACKE_dgesdd_work(
              LAPACK_COL_MAJOR, LAPACKFlag.some, Int32(m), Int32(n), a.baseAddress, Int32(max(1, m)), &values,
              u.baseAddress, Int32(max(1, m)), vt.baseAddress, Int32(max(1, k)), work, length, &integers)
          }
        }
      }
    }
    guard info == 0 else { throw .notConverged(count: Int(info)) }
    (self.u, self.vTransposed) = (u, vTransposed)
    singularValues = Vector(values)
  }

  /// Reciprocal condition number in the two-norm: least over largest singular value; 0 for a zero matrix.
  public var reciprocalCondition: Double {
    guard let largest = singularValues.first, let least = singularValues.last, largest > 0 else { return 0 }
    return least / largest
  }

  /// The number of singular values above `tolerance` times the largest, by default max(m, n)·ε.
  public func rank(tolerance: Double? = nil) -> Int {
    guard let largest = singularValues.first else { return 0 }
    let bound = (tolerance ?? Double(max(u.rowCount, vTransposed.columnCount)) * .ulpOfOne) * largest
    return singularValues.prefix { $0 > bound }.count
  }

  /// The shortest x of those that minimise ‖A·x − b‖, for b of m elements; small singular values count as zeros.
  ///
  /// - Throws: `.notFinite(row:column:)` for b.
  public func solve(_ b: Vector, tolerance: Double? = nil) throws(LinearAlgebraError) -> Vector {
    try b.checkFinite()
    var coefficients = u.transposedTimes(b)
    let rank = rank(tolerance: tolerance)
    for k in coefficients.indices { coefficients[k] = k < rank ? coefficients[k] / singularValues[k] : 0 }
    return vTransposed.transposedTimes(coefficients)
  }
}
