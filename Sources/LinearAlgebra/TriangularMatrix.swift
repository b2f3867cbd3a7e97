import COpenBLAS

/// A square triangular matrix and the systems it solves.
public struct TriangularMatrix: Hashable, Sendable {
  /// Which half of the square is occupied.
  public enum Triangle: Hashable, Sendable {
    /// On and below the diagonal.
    case lower
    /// On and above the diagonal.
    case upper
  }

  /// The whole square; zeros in the other half.
  public let matrix: Matrix
  /// The half that is occupied.
  public let triangle: Triangle

  /// Takes the named half, with the diagonal, of an n×n matrix; the other half is ignored.
  ///
  /// - Throws: `.notFinite(row:column:)` for NaN or infinity in that half.
  public init(_ matrix: consuming Matrix, _ triangle: Triangle) throws(LinearAlgebraError) {
    let n = matrix.rowCount
    precondition(n == matrix.columnCount, "a triangle of a \(matrix.shape) matrix")
    for j in 0..<n {
      for i in triangle == .upper ? (j + 1)..<max(n, j + 1) : 0..<j { matrix[i, j] = 0 }
    }
    try matrix.checkFinite()
    (self.matrix, self.triangle) = (matrix, triangle)
  }

  init(trusted matrix: Matrix, _ triangle: Triangle) {
    (self.matrix, self.triangle) = (matrix, triangle)
  }

  /// Number of rows and columns.
  public var order: Int { matrix.rowCount }

  /// Element of a 0-based row and column.
  @inlinable public subscript(row: Int, column: Int) -> Double { matrix[row, column] }

  /// Index of the first diagonal element that is exactly zero, if any: such a matrix solves no system.
  public var firstZeroPivot: Int? { (0..<order).first { matrix[$0, $0] == 0 } }

  /// Reciprocal condition number in the one-norm, estimated by `dtrcon`; 0 for a singular matrix.
  ///
  /// - Complexity: O(n²).
  public var reciprocalCondition: Double {
    guard firstZeroPivot == nil else { return 0 }
    var result = 0.0
    var work = [Double](repeating: 0, count: 3 * max(1, order))
    var integers = [Int32](repeating: 0, count: max(1, order))
    let info = matrix.withUnsafeColumnMajorBuffer { a in
      LAPACKE_dtrcon_work(
        LAPACK_COL_MAJOR, LAPACKFlag.one, triangle == .upper ? LAPACKFlag.upper : LAPACKFlag.lower, LAPACKFlag.no,
        Int32(order), a.baseAddress, Int32(max(1, order)), &result, &work, &integers)
    }
    requireLegalArguments(info, "dtrcon")
    return result
  }

  /// Replaces b by T⁻¹·b; no allocation.
  ///
  /// A zero on the diagonal gives infinities or NaN: see `firstZeroPivot`.
  public func solveInPlace(_ b: inout Vector) {
    b.withUnsafeMutableBufferPointer { solve($0, CblasNoTrans) }
  }

  /// Replaces b by T⁻ᵀ·b; no allocation.
  ///
  /// A zero on the diagonal gives infinities or NaN: see `firstZeroPivot`.
  public func solveTransposedInPlace(_ b: inout Vector) {
    b.withUnsafeMutableBufferPointer { solve($0, CblasTrans) }
  }

  /// Replaces the `order` elements of a buffer by T⁻¹·b; no allocation.
  public func solveInPlace(_ b: UnsafeMutableBufferPointer<Double>) { solve(b, CblasNoTrans) }

  /// Replaces the `order` elements of a buffer by T⁻ᵀ·b; no allocation.
  public func solveTransposedInPlace(_ b: UnsafeMutableBufferPointer<Double>) { solve(b, CblasTrans) }

  /// The solution of T·x = b.
  ///
  /// - Throws: `.singular(pivot:)`.
  public func solve(_ b: Vector) throws(LinearAlgebraError) -> Vector {
    if let pivot = firstZeroPivot { throw .singular(pivot: pivot) }
    var x = b
    solveInPlace(&x)
    return x
  }

  /// The product T·x.
  public static func * (left: TriangularMatrix, right: Vector) -> Vector {
    var product = right
    left.multiplyInPlace(&product)
    return product
  }

  /// Replaces x by T·x; no allocation.
  ///
  /// Not by `dtrmv`, which locks its work space at every call.
  public func multiplyInPlace(_ x: inout Vector) {
    precondition(x.count == order, "order \(order) times \(x.count) elements")
    let n = order
    matrix.withUnsafeColumnMajorBuffer { a in
      x.withUnsafeMutableBufferPointer { x in
        for step in 0..<n {
          let j = triangle == .upper ? step : n - 1 - step
          let column = UnsafeBufferPointer(rebasing: a[(j * n)..<((j + 1) * n)])
          let factor = x[j]
          for i in occupiedRows(besideDiagonal: j) { x[i] += factor * column[i] }
          x[j] = factor * column[j]
        }
      }
    }
  }

  /// Replaces x by Tᵀ·x; no allocation.
  public func multiplyTransposedInPlace(_ x: inout Vector) {
    precondition(x.count == order, "order \(order) times \(x.count) elements")
    let n = order
    matrix.withUnsafeColumnMajorBuffer { a in
      x.withUnsafeMutableBufferPointer { x in
        for step in 0..<n {
          let j = triangle == .upper ? n - 1 - step : step
          let column = UnsafeBufferPointer(rebasing: a[(j * n)..<((j + 1) * n)])
          x[j] = column[j] * x[j] + Self.product(column, UnsafeBufferPointer(x), occupiedRows(besideDiagonal: j))
        }
      }
    }
  }

  /// Rows of a column that the triangle occupies, without the diagonal.
  private func occupiedRows(besideDiagonal column: Int) -> Range<Int> {
    triangle == .upper ? 0..<column : (column + 1)..<max(order, column + 1)
  }

  /// The product of two vectors over a range, in four parts at a time.
  private static func product(
    _ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>, _ range: Range<Int>
  ) -> Double {
    var parts = SIMD4<Double>.zero
    var i = range.lowerBound
    while i + 4 <= range.upperBound {
      let a = SIMD4(left[i], left[i + 1], left[i + 2], left[i + 3])
      let b = SIMD4(right[i], right[i + 1], right[i + 2], right[i + 3])
      parts += a * b
      i += 4
    }
    var sum = parts.sum()
    while i < range.upperBound {
      sum += left[i] * right[i]
      i += 1
    }
    return sum
  }

  /// The inverse, triangular of the same kind, by `dtrtri`.
  ///
  /// - Throws: `.singular(pivot:)`. Complexity: n³/3.
  public func inverse() throws(LinearAlgebraError) -> TriangularMatrix {
    var result = matrix
    let info = result.withUnsafeMutableColumnMajorBuffer { a in
      LAPACKE_dtrtri_work(
        LAPACK_COL_MAJOR, triangle == .upper ? LAPACKFlag.upper : LAPACKFlag.lower, LAPACKFlag.no, Int32(order),
        a.baseAddress, Int32(max(1, order)))
    }
    requireLegalArguments(info, "dtrtri")
    guard info == 0 else { throw .singular(pivot: Int(info) - 1) }
    return TriangularMatrix(trusted: result, triangle)
  }

  /// What an error says of the rank of a triangle that is singular to working precision, so at most order − 1.
  ///
  /// Otherwise the number of diagonal elements above order·ε times the largest, in magnitude.
  var deficientRank: Int {
    let diagonal = (0..<order).map { matrix[$0, $0].magnitude }
    let bound = (diagonal.max() ?? 0) * Double(order) * .ulpOfOne
    return min(order - 1, diagonal.count { $0 > bound })
  }

  private var uplo: CBLAS_UPLO { triangle == .upper ? CblasUpper : CblasLower }

  private func solve(_ b: UnsafeMutableBufferPointer<Double>, _ operation: CBLAS_TRANSPOSE) {
    precondition(b.count == order, "order \(order) and a right side of \(b.count)")
    matrix.withUnsafeColumnMajorBuffer { a in
      cblas_dtrsv(
        CblasColMajor, uplo, operation, CblasNonUnit, Int32(order), a.baseAddress, Int32(max(1, order)),
        b.baseAddress, 1)
    }
  }
}

extension Matrix {
  /// A copy of the leading upper triangle of an order, zeros below.
  func leadingUpperTriangle(order n: Int) -> Matrix {
    upperTriangle(firstRow: 0, firstColumn: 0, order: n)
  }

  /// A copy of the upper triangle of the square block that starts at an element, zeros below.
  func upperTriangle(firstRow: Int, firstColumn: Int, order n: Int) -> Matrix {
    var result = Matrix(rowCount: n, columnCount: n)
    for j in 0..<n {
      for i in 0...j { result[i, j] = self[firstRow + i, firstColumn + j] }
    }
    return result
  }
}
