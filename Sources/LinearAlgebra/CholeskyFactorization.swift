import COpenBLAS

#if canImport(Glibc)
  import Glibc
#endif

/// The Cholesky factor L of a symmetric positive definite matrix, A = L·Lᵀ, by LAPACK `dpotrf`.
public struct CholeskyFactorization: Sendable {
  /// The lower triangle L, n×n.
  public let lower: TriangularMatrix
  private let oneNorm: Double

  /// Factors an n×n matrix of which only the lower triangle is read; takes over its buffer.
  ///
  /// - Throws: `.notFinite(row:column:)`; `.notPositiveDefinite(leadingMinor:)`, the order at which the pivot failed.
  /// - Complexity: n³/3 operations. Source: Golub & Van Loan (2013), section 4.2.
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let n = matrix.rowCount
    precondition(n == matrix.columnCount, "Cholesky of a \(matrix.shape) matrix")
    try matrix.checkFiniteLowerTriangle()
    oneNorm = matrix.symmetricOneNorm
    for j in 0..<n {
      for i in 0..<j { matrix[i, j] = 0 }
    }
    let info = matrix.withUnsafeMutableColumnMajorBuffer { a in
      LAPACKE_dpotrf_work(
        LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(n), a.baseAddress, Int32(max(1, n)))
    }
    requireLegalArguments(info, "dpotrf")
    guard info == 0 else { throw .notPositiveDefinite(leadingMinor: Int(info)) }
    lower = TriangularMatrix(trusted: matrix, .lower)
  }

  /// Number of rows and columns.
  public var order: Int { lower.order }

  /// Natural logarithm of the determinant of A.
  public var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * log(lower[$1, $1]) }
  }

  /// Reciprocal condition number of A in the one-norm, estimated by `dpocon`.
  ///
  /// - Complexity: O(n²).
  public var reciprocalCondition: Double {
    var result = 0.0
    var work = [Double](repeating: 0, count: 3 * max(1, order))
    var integers = [Int32](repeating: 0, count: max(1, order))
    let info = lower.matrix.withUnsafeColumnMajorBuffer { a in
      LAPACKE_dpocon_work(
        LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), a.baseAddress, Int32(max(1, order)), oneNorm,
        &result, &work, &integers)
    }
    requireLegalArguments(info, "dpocon")
    return result
  }

  /// The solution of A·x = b, for b of n elements.
  public func solve(_ b: Vector) -> Vector {
    var x = b
    solveInPlace(&x)
    return x
  }

  /// Replaces b by A⁻¹·b; no allocation.
  public func solveInPlace(_ b: inout Vector) {
    lower.solveInPlace(&b)
    lower.solveTransposedInPlace(&b)
  }

  /// The solution of A·X = B, for B of n rows, by `dpotrs`.
  public func solve(_ b: consuming Matrix) -> Matrix {
    precondition(b.rowCount == order, "order \(order) and a right side of \(b.shape)")
    let columnCount = b.columnCount
    let info = lower.matrix.withUnsafeColumnMajorBuffer { a in
      b.withUnsafeMutableColumnMajorBuffer { b in
        LAPACKE_dpotrs_work(
          LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), Int32(columnCount), a.baseAddress,
          Int32(max(1, order)), b.baseAddress, Int32(max(1, order)))
      }
    }
    requireLegalArguments(info, "dpotrs")
    return b
  }

  /// The inverse of A, both triangles, by `dpotri`.
  public func inverse() -> Matrix {
    var result = lower.matrix
    let info = result.withUnsafeMutableColumnMajorBuffer { a in
      LAPACKE_dpotri_work(
        LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), a.baseAddress, Int32(max(1, order)))
    }
    // A positive `info` is a zero on the diagonal of L, which a finished factorisation does not have.
    precondition(info == 0, "dpotri: info \(info)")
    result.mirrorLowerTriangle()
    return result
  }
}
