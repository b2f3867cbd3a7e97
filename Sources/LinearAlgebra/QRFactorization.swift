import COpenBLAS

/// The factorisation A = Q·R of a matrix with at least as many rows as columns, by LAPACK `dgeqrf`.
///
/// Q is kept as Householder reflectors. Backward stable: ‖A − Q·R‖ is a small multiple of n·ε·‖A‖.
public struct QRFactorization: Sendable {
  /// The upper triangle R, n×n.
  public let r: TriangularMatrix
  private let reflectors: Matrix
  private let scales: [Double]

  /// Factors an m×n matrix, m ≥ n; takes over its buffer.
  ///
  /// - Throws: `.notFinite(row:column:)`. A singular matrix is not an error here: see `reciprocalCondition`.
  /// - Complexity: 2n²(m − n/3) operations. Source: Golub & Van Loan (2013), section 5.2.
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let (m, n) = (matrix.rowCount, matrix.columnCount)
    precondition(m >= n, "QR of a \(matrix.shape) matrix needs at least as many rows as columns")
    try matrix.checkFinite()
    var scales = [Double](repeating: 0, count: n)
    _ = matrix.withUnsafeMutableColumnMajorBuffer { a in
      withOptimalWorkspace("dgeqrf") { work, length in
        LAPACKE_dgeqrf_work(
          LAPACK_COL_MAJOR, Int32(m), Int32(n), a.baseAddress, Int32(max(1, m)), &scales, work, length)
      }
    }
    r = TriangularMatrix(trusted: matrix.leadingUpperTriangle(order: n), .upper)
    self.scales = scales
    reflectors = matrix
  }

  /// Number of rows of A.
  public var rowCount: Int { reflectors.rowCount }
  /// Number of columns of A.
  public var columnCount: Int { reflectors.columnCount }

  /// Reciprocal condition number of R in the one-norm, estimated by `dtrcon`; 0 when A is singular.
  public var reciprocalCondition: Double { r.reciprocalCondition }

  /// Replaces b, of m elements, by Qᵀ·b: the first n are the right side of R, the rest has the norm of the residual.
  public func applyTransposedQ(to b: inout Vector) {
    b.withUnsafeMutableBufferPointer {
      applyReflectors(reflectors, scales, LAPACKFlag.transposed, to: $0, columnCount: 1)
    }
  }

  /// Replaces b, of m elements, by Q·b.
  public func applyQ(to b: inout Vector) {
    b.withUnsafeMutableBufferPointer { applyReflectors(reflectors, scales, LAPACKFlag.no, to: $0, columnCount: 1) }
  }

  /// Replaces B, of m rows, by Qᵀ·B.
  public func applyTransposedQ(to b: inout Matrix) {
    let columnCount = b.columnCount
    b.withUnsafeMutableColumnMajorBuffer {
      applyReflectors(reflectors, scales, LAPACKFlag.transposed, to: $0, columnCount: columnCount)
    }
  }

  /// The first n columns of Q, m×n, by `dorgqr`.
  public func thinQ() -> Matrix { formThinQ(reflectors, scales) }

  /// The x that minimises ‖A·x − b‖, for b of m elements.
  ///
  /// - Throws: `.notFinite(row:column:)` for b, `.singular(pivot:)` when a diagonal element of R is exactly zero; look
  ///   at `reciprocalCondition` for near singularity.
  /// - Complexity: O(mn).
  public func solve(_ b: Vector) throws(LinearAlgebraError) -> Vector {
    try b.checkFinite()
    if let pivot = r.firstZeroPivot { throw .singular(pivot: pivot) }
    var rotated = b
    applyTransposedQ(to: &rotated)
    var x = Vector(rotated.prefix(columnCount))
    r.solveInPlace(&x)
    return x
  }
}

/// Applies Q or Qᵀ, held as reflectors of `dgeqrf` or `dgeqp3`, from the left to column-major data, by `dormqr`.
func applyReflectors(
  _ reflectors: Matrix, _ scales: [Double], _ operation: CChar, to b: UnsafeMutableBufferPointer<Double>,
  columnCount: Int
) {
  let (m, n) = (reflectors.rowCount, reflectors.columnCount)
  precondition(b.count == m * columnCount, "Q of order \(m) applied to \(b.count) elements in \(columnCount) columns")
  _ = reflectors.withUnsafeColumnMajorBuffer { a in
    withOptimalWorkspace("dormqr") { work, length in
      LAPACKE_dormqr_work(
        LAPACK_COL_MAJOR, LAPACKFlag.left, operation, Int32(m), Int32(columnCount), Int32(n),
        a.baseAddress, Int32(max(1, m)), scales, b.baseAddress, Int32(max(1, m)), work, length)
    }
  }
}

/// The first n columns of Q, held as reflectors of `dgeqrf` or `dgeqp3`, by `dorgqr`.
func formThinQ(_ reflectors: Matrix, _ scales: [Double]) -> Matrix {
  var q = reflectors
  let (m, n) = (q.rowCount, q.columnCount)
  _ = q.withUnsafeMutableColumnMajorBuffer { a in
    withOptimalWorkspace("dorgqr") { work, length in
      LAPACKE_dorgqr_work(
        LAPACK_COL_MAJOR, Int32(m), Int32(n), Int32(n), a.baseAddress, Int32(max(1, m)), scales,
        work, length)
    }
  }
  return q
}
