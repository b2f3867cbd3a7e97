import COpenBLAS

#if canImport(Glibc)
  import Glibc
#endif

/// The Cholesky factor L of a symmetric positive definite band matrix, A = L·Lᵀ, by LAPACK `dpbtrf`.
///
/// L has the same bandwidth k, so the cost grows with n·k² instead of n³.
public struct BandedCholeskyFactorization: Sendable {
  private let factor: SymmetricBandMatrix
  private let oneNorm: Double

  /// Factors a band matrix; takes over its buffer.
  ///
  /// - Throws: `.notFinite(row:column:)`; `.notPositiveDefinite(leadingMinor:)`, the order at which the pivot failed.
  /// - Complexity: n·(k² + 3k) operations. Source: Golub & Van Loan (2013), section 4.3.5.
  public init(_ matrix: consuming SymmetricBandMatrix) throws(LinearAlgebraError) {
    let (n, k) = (matrix.order, matrix.bandwidth)
    try matrix.checkFinite()
    oneNorm = matrix.oneNorm
    let info = LAPACKE_dpbtrf_work(
      LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(n), Int32(k), &matrix.storage, Int32(k + 1))
    requireLegalArguments(info, "dpbtrf")
    guard info == 0 else { throw .notPositiveDefinite(leadingMinor: Int(info)) }
    factor = matrix
  }

  /// Number of rows and columns.
  public var order: Int { factor.order }
  /// Number of diagonals below the main one.
  public var bandwidth: Int { factor.bandwidth }

  /// Natural logarithm of the determinant of A.
  public var logDeterminant: Double { (0..<order).reduce(0) { $0 + 2 * log(factor[$1, $1]) } }

  /// Reciprocal condition number of A in the one-norm, estimated by `dpbcon`.
  public var reciprocalCondition: Double {
    var result = 0.0
    var work = [Double](repeating: 0, count: 3 * max(1, order))
    var integers = [Int32](repeating: 0, count: max(1, order))
    let info = LAPACKE_dpbcon_work(
      LAPACK_COL_MAJOR, LAPACKFlag.lower, Int32(order), Int32(bandwidth), factor.storage, Int32(bandwidth + 1),
      oneNorm, &result, &work, &integers)
    requireLegalArguments(info, "dpbcon")
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
    solveLowerInPlace(&b)
    solveLowerTransposedInPlace(&b)
  }

  /// Replaces b by L⁻¹·b; no allocation.
  public func solveLowerInPlace(_ b: inout Vector) { solveTriangle(&b, CblasNoTrans) }

  /// Replaces b by L⁻ᵀ·b; no allocation.
  public func solveLowerTransposedInPlace(_ b: inout Vector) { solveTriangle(&b, CblasTrans) }

  private func solveTriangle(_ b: inout Vector, _ operation: CBLAS_TRANSPOSE) {
    precondition(b.count == order, "order \(order) and a right side of \(b.count)")
    cblas_dtbsv(
      CblasColMajor, CblasLower, operation, CblasNonUnit, Int32(order), Int32(bandwidth), factor.storage,
      Int32(bandwidth + 1), &b.storage, 1)
  }
}
