import COpenBLAS

/// A symmetric matrix with zeros beyond some diagonals next to the main one; its lower band is stored.
///
/// Element (i, j), i ≥ j, lies at `i − j + j·(bandwidth + 1)`: column by column, the diagonal first, as LAPACK's
/// symmetric band storage with `uplo = L`.
@frozen public struct SymmetricBandMatrix: Hashable, Sendable {
  /// Number of rows and columns.
  public let order: Int
  /// Number of diagonals below the main one that may be other than zero.
  public let bandwidth: Int
  @usableFromInline var storage: [Double]

  /// A zero matrix.
  @inlinable public init(order: Int, bandwidth: Int) {
    precondition(order >= 0 && bandwidth >= 0, "order \(order), bandwidth \(bandwidth)")
    (self.order, self.bandwidth) = (order, bandwidth)
    storage = Array(repeating: 0, count: order * (bandwidth + 1))
  }

  /// Element of a 0-based row and column within the band; (i, j) and (j, i) are the same.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { storage[position(row, column)] }
    set { storage[position(row, column)] = newValue }
  }

  @inlinable func position(_ row: Int, _ column: Int) -> Int {
    let (i, j) = row > column ? (row, column) : (column, row)
    precondition(j >= 0 && i < order && i - j <= bandwidth, "(\(row), \(column)) is outside the band")
    return i - j + j * (bandwidth + 1)
  }

  /// The product A·x, by BLAS `dsbmv`.
  public static func * (matrix: SymmetricBandMatrix, vector: Vector) -> Vector {
    precondition(vector.count == matrix.order, "order \(matrix.order) times \(vector.count) elements")
    var product = Vector(count: matrix.order)
    cblas_dsbmv(
      CblasColMajor, CblasLower, Int32(matrix.order), Int32(matrix.bandwidth), 1, matrix.storage,
      Int32(matrix.bandwidth + 1), vector.storage, 1, 0, &product.storage, 1)
    return product
  }

  /// The same matrix, dense, with both triangles.
  public func dense() -> Matrix {
    Matrix(rowCount: order, columnCount: order) { abs($0 - $1) <= bandwidth ? self[$0, $1] : 0 }
  }

  var oneNorm: Double {
    var sums = [Double](repeating: 0, count: order)
    for j in 0..<order {
      for i in j..<min(order, j + bandwidth + 1) {
        let value = self[i, j].magnitude
        sums[i] += value
        if i != j { sums[j] += value }
      }
    }
    return sums.max() ?? 0
  }

  func checkFinite() throws(LinearAlgebraError) {
    for j in 0..<order {
      for i in j..<min(order, j + bandwidth + 1) where !self[i, j].isFinite { throw .notFinite(row: i, column: j) }
    }
  }
}
