import COpenBLAS

extension Matrix {
  /// The product A·x.
  public static func * (matrix: Matrix, vector: Vector) -> Vector {
    var product = Vector(count: matrix.rowCount)
    matrix.multiply(vector, into: &product)
    return product
  }

  /// The product A·B.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columnCount == right.rowCount, "product of \(left.shape) and \(right.shape)")
    return product(left, CblasNoTrans, right, CblasNoTrans)
  }

  /// The product Aᵀ·x.
  public func transposedTimes(_ vector: Vector) -> Vector {
    var product = Vector(count: columnCount)
    multiplyTransposed(vector, into: &product)
    return product
  }

  /// The product Aᵀ·B.
  public func transposedTimes(_ other: Matrix) -> Matrix {
    precondition(rowCount == other.rowCount, "product of transposed \(shape) and \(other.shape)")
    return Self.product(self, CblasTrans, other, CblasNoTrans)
  }

  /// The product A·Bᵀ.
  public func timesTransposed(_ other: Matrix) -> Matrix {
    precondition(columnCount == other.columnCount, "product of \(shape) and transposed \(other.shape)")
    return Self.product(self, CblasNoTrans, other, CblasTrans)
  }

  /// Writes A·x into `result`, which has `rowCount` elements; no allocation.
  public func multiply(_ vector: Vector, into result: inout Vector) {
    precondition(
      vector.count == columnCount && result.count == rowCount, "\(shape) times \(vector.count) into \(result.count)")
    cblas_dgemv(
      CblasColMajor, CblasNoTrans, Int32(rowCount), Int32(columnCount), 1, storage, Int32(max(1, rowCount)),
      vector.storage, 1, 0, &result.storage, 1)
  }

  /// Writes Aᵀ·x into `result`, which has `columnCount` elements; no allocation.
  public func multiplyTransposed(_ vector: Vector, into result: inout Vector) {
    precondition(
      vector.count == rowCount && result.count == columnCount,
      "transposed \(shape) times \(vector.count) into \(result.count)")
    cblas_dgemv(
      CblasColMajor, CblasTrans, Int32(rowCount), Int32(columnCount), 1, storage, Int32(max(1, rowCount)),
      vector.storage, 1, 0, &result.storage, 1)
  }

  /// The symmetric product Aᵀ·A, both triangles.
  public func gram() -> Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: columnCount)
    cblas_dsyrk(
      CblasColMajor, CblasLower, CblasTrans, Int32(columnCount), Int32(rowCount), 1, storage, Int32(max(1, rowCount)),
      0, &result.storage, Int32(max(1, columnCount)))
    result.mirrorLowerTriangle()
    return result
  }

  /// The element-wise sum of `self` and `scale` times another matrix of the same shape.
  public func adding(_ other: Matrix, scaledBy scale: Double = 1) -> Matrix {
    precondition(rowCount == other.rowCount && columnCount == other.columnCount, "sum of \(shape) and \(other.shape)")
    var result = self
    cblas_daxpy(Int32(storage.count), scale, other.storage, 1, &result.storage, 1)
    return result
  }

  /// The shape as text, for messages about the caller's mistakes.
  var shape: String { "\(rowCount)×\(columnCount)" }

  private static func product(
    _ left: Matrix, _ leftOperation: CBLAS_TRANSPOSE, _ right: Matrix, _ rightOperation: CBLAS_TRANSPOSE
  ) -> Matrix {
    let leftTransposed = leftOperation == CblasTrans
    let m = leftTransposed ? left.columnCount : left.rowCount
    let k = leftTransposed ? left.rowCount : left.columnCount
    let n = rightOperation == CblasTrans ? right.rowCount : right.columnCount
    var result = Matrix(rowCount: m, columnCount: n)
    cblas_dgemm(
      CblasColMajor, leftOperation, rightOperation, Int32(m), Int32(n), Int32(k), 1, left.storage,
      Int32(max(1, left.rowCount)), right.storage, Int32(max(1, right.rowCount)), 0, &result.storage, Int32(max(1, m)))
    return result
  }
}
