import COpenBLAS

/// The factorisation A = L·D·Lᵀ of a symmetric matrix with pivoting, D of blocks of order 1 and 2, by LAPACK `dsytrf`.
///
/// For matrices that are symmetric but not definite, such as those of constrained least squares.
public struct SymmetricIndefiniteFactorization: Sendable {
  private let factor: Matrix
  private let pivots: [Int32]
  private let oneNorm: Double

  /// Factors an n×n matrix of which only the lower triangle is read; takes over its buffer.
  ///
  /// - Throws: `.notFinite(row:column:)`; `.singular(pivot:)` when a block of D is exactly singular.
  /// - Complexity: n³/3 operations. Source: Bunch & Kaufman (1977); Golub & Van Loan (2013), section 4.4.
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let n = matrix.rowCount
    precondition(n == matrix.columnCount, "factorisation of a \(matrix.shape) matrix")
    try matrix.checkFiniteLowerTriangle()
    oneNorm = matrix.symmetricOneNorm
    var pivots = [Int32](repeating: 0, count: n)
    let info = matrix.withUnsafeMutableColumnMajorBuffer { a in
      withOptimalWorkspace("dsytrf") { work, length in
        LAPACKE_dsytrf_work(
          LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(n), a.baseAddress, Int32(max(1, n)), &pivots, work, length)
      }
    }
    guard info == 0 else { throw .singular(pivot: Int(info) - 1) }
    self.pivots = pivots
    factor = matrix
  }

  /// Number of rows and columns.
  public var order: Int { factor.rowCount }

  /// Reciprocal condition number of A in the one-norm, estimated by `dsycon`.
  ///
  /// - Complexity: O(n²).
  public var reciprocalCondition: Double {
    var result = 0.0
    var work = [Double](repeating: 0, count: 2 * max(1, order))
    var integers = [Int32](repeating: 0, count: max(1, order))
    let info = factor.withUnsafeColumnMajorBuffer { a in
      LAPACKE_dsycon_work(
        LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), a.baseAddress, Int32(max(1, order)), pivots, oneNorm,
        &result, &work, &integers)
    }
    requireLegalArguments(info, "dsycon")
    return result
  }

  /// The numbers of negative and positive eigenvalues of A, by Sylvester's law of inertia from D.
  ///
  /// There are no others: a zero would have been `.singular`.
  public var inertia: (negative: Int, positive: Int) {
    var negative = 0
    var k = 0
    while k < order {
      if pivots[k] > 0 {
        negative += factor[k, k] < 0 ? 1 : 0
        k += 1
      } else {
        // A block of order 2 of this pivoting always has one eigenvalue of each sign.
        negative += 1
        k += 2
      }
    }
    return (negative, order - negative)
  }

  /// The solution of A·x = b, for b of n elements.
  public func solve(_ b: Vector) -> Vector {
    solve(Matrix(rowCount: b.count, columnCount: 1, columnMajor: b.elements)).column(0)
  }

  /// The solution of A·X = B, for B of n rows, by `dsytrs`.
  public func solve(_ b: consuming Matrix) -> Matrix {
    precondition(b.rowCount == order, "order \(order) and a right side of \(b.shape)")
    let columnCount = b.columnCount
    let info = factor.withUnsafeColumnMajorBuffer { a in
      b.withUnsafeMutableColumnMajorBuffer { b in
        LAPACKE_dsytrs_work(
          LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), Int32(columnCount), a.baseAddress, Int32(max(1, order)),
          pivots, b.baseAddress, Int32(max(1, order)))
      }
    }
    requireLegalArguments(info, "dsytrs")
    return b
  }
}
