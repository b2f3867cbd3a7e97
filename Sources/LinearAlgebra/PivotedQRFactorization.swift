import COpenBLAS

/// The factorisation A·P = Q·R with column pivoting, by LAPACK `dgeqp3`, which shows the numerical rank of A.
///
/// The diagonal of R falls in magnitude, so columns that depend on others come last.
public struct PivotedQRFactorization: Sendable {
  /// The upper triangle R, n×n.
  public let r: TriangularMatrix
  /// The column of A that became column k, 0-based.
  public let permutation: [Int]
  private let reflectors: Matrix
  private let scales: [Double]

  /// Factors an m×n matrix, m ≥ n; takes over its buffer.
  ///
  /// - Throws: `.notFinite(row:column:)`. A singular matrix is not an error here: see `rank`.
  /// - Complexity: 2n²(m − n/3) operations. Source: Golub & Van Loan (2013), section 5.4.2.
  public init(_ matrix: consuming Matrix) throws(LinearAlgebraError) {
    let (m, n) = (matrix.rowCount, matrix.columnCount)
    precondition(m >= n, "QR of a \(matrix.shape) matrix needs at least as many rows as columns")
    try matrix.checkFinite()
    var scales = [Double](repeating: 0, count: n)
    var pivots = [Int32](repeating: 0, count: n)
    _ = matrix.withUnsafeMutableColumnMajorBuffer { a in
      withOptimalWorkspace("dgeqp3") { work, length in
        LAPACKE_dgeqp3_work(
          LAPACK_COL_MAJOR, Int32(m), Int32(n), a.baseAddress, Int32(max(1, m)), &pivots, &scales, work, length)
      }
    }
    r = TriangularMatrix(trusted: matrix.leadingUpperTriangle(order: n), .upper)
    permutation = pivots.map { Int($0) - 1 }
    self.scales = scales
    reflectors = matrix
  }

  /// Number of rows of A.
  public var rowCount: Int { reflectors.rowCount }
  /// Number of columns of A.
  public var columnCount: Int { reflectors.columnCount }

  /// The tolerance of `rank` by default: max(m, n)·ε.
  public var defaultTolerance: Double { Double(max(rowCount, columnCount)) * .ulpOfOne }

  /// The number of diagonal elements of R above `tolerance` times the first, in magnitude.
  public func rank(tolerance: Double? = nil) -> Int {
    guard columnCount > 0, r[0, 0] != 0 else { return 0 }
    let bound = (tolerance ?? defaultTolerance) * r[0, 0].magnitude
    return (0..<columnCount).first { r[$0, $0].magnitude <= bound } ?? columnCount
  }

  /// Reciprocal condition number of R in the one-norm, estimated by `dtrcon`; 0 when A is singular.
  public var reciprocalCondition: Double { r.reciprocalCondition }

  /// Replaces b, of m elements, by Qᵀ·b.
  public func applyTransposedQ(to b: inout Vector) {
    b.withUnsafeMutableBufferPointer {
      applyReflectors(reflectors, scales, LAPACKFlag.transposed, to: $0, columnCount: 1)
    }
  }

  /// Replaces b, of m elements, by Q·b.
  public func applyQ(to b: inout Vector) {
    b.withUnsafeMutableBufferPointer { applyReflectors(reflectors, scales, LAPACKFlag.no, to: $0, columnCount: 1) }
  }

  /// The first n columns of Q, m×n, by `dorgqr`.
  public func thinQ() -> Matrix { formThinQ(reflectors, scales) }

  /// The x that minimises ‖A·x − b‖, for b of m elements.
  ///
  /// - Throws: `.notFinite(row:column:)` for b, `.rankDeficient(rank:needed:)` when `rank()` is below n.
  /// - Complexity: O(mn).
  public func solve(_ b: Vector) throws(LinearAlgebraError) -> Vector {
    try b.checkFinite()
    guard rank() == columnCount else { throw .rankDeficient(rank: rank(), needed: columnCount) }
    var rotated = b
    applyTransposedQ(to: &rotated)
    var pivoted = Vector(rotated.prefix(columnCount))
    r.solveInPlace(&pivoted)
    var x = pivoted
    for (k, column) in permutation.enumerated() { x[column] = pivoted[k] }
    return x
  }

  /// The inverse of AᵀA, n×n, from R alone: the covariance of least-squares estimates over the error variance.
  ///
  /// - Throws: `.rankDeficient(rank:needed:)` when `rank()` is below n. Complexity: O(n³).
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    guard rank() == columnCount else { throw .rankDeficient(rank: rank(), needed: columnCount) }
    let inverse = try r.inverse()
    var rows = Matrix(rowCount: columnCount, columnCount: columnCount)
    for (k, column) in permutation.enumerated() {
      for j in k..<columnCount { rows[column, j] = inverse[k, j] }
    }
    return rows.timesTransposed(rows)
  }
}
