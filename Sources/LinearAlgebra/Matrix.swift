/// A dense matrix of `Double`, stored by columns.
///
/// A value with copy-on-write storage. Element (i, j) lies at position `i + j·rowCount` of the column-major buffer, so
/// the leading dimension that BLAS and LAPACK ask for is `rowCount`. Shapes are checked when a matrix is built and at
/// the entry of every operation; indices are checked in debug builds.
@frozen public struct Matrix: Hashable, Sendable {
  /// Number of rows.
  public let rowCount: Int
  /// Number of columns.
  public let columnCount: Int
  @usableFromInline var storage: [Double]

  /// A matrix with every element equal to `value`.
  @inlinable public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    precondition(rowCount >= 0 && columnCount >= 0, "negative shape \(rowCount)×\(columnCount)")
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
    storage = Array(repeating: value, count: rowCount * columnCount)
  }

  /// Takes over elements that are stored by columns; `elements.count` must be `rowCount·columnCount`.
  @inlinable public init(rowCount: Int, columnCount: Int, columnMajor elements: consuming [Double]) {
    precondition(
      rowCount >= 0 && columnCount >= 0 && elements.count == rowCount * columnCount,
      "\(elements.count) elements for a \(rowCount)×\(columnCount) matrix")
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
    storage = elements
  }

  /// A matrix whose element (i, j) is `element(i, j)`; called column by column.
  @inlinable public init(rowCount: Int, columnCount: Int, element: (_ row: Int, _ column: Int) -> Double) {
    self.init(rowCount: rowCount, columnCount: columnCount)
    for j in 0..<columnCount {
      for i in 0..<rowCount { storage[i + j * rowCount] = element(i, j) }
    }
  }

  /// A matrix of given rows, all of one length.
  public init(rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "rows of different lengths")
    self.init(rowCount: rows.count, columnCount: width) { rows[$0][$1] }
  }

  /// The n×n matrix with `diagonal` on its diagonal and zeros elsewhere.
  public init(diagonal: Vector) {
    self.init(rowCount: diagonal.count, columnCount: diagonal.count)
    for i in 0..<diagonal.count { self[i, i] = diagonal[i] }
  }

  /// The identity matrix of an order.
  public static func identity(_ order: Int) -> Matrix {
    Matrix(diagonal: Vector(repeating: 1, count: order))
  }

  /// Element of a 0-based row and column.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get {
      assert(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "index outside the matrix")
      return storage[row + column * rowCount]
    }
    set {
      assert(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "index outside the matrix")
      storage[row + column * rowCount] = newValue
    }
  }

  /// Calls `body` with the elements, stored by columns.
  @inlinable public func withUnsafeColumnMajorBuffer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the elements, stored by columns, for changing in place.
  @inlinable public mutating func withUnsafeMutableColumnMajorBuffer<Result, Failure: Error>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeMutableBufferPointer(body)
  }

  /// The elements, stored by columns.
  public var columnMajorElements: [Double] { storage }

  /// A copy of one column.
  public func column(_ index: Int) -> Vector {
    precondition((0..<columnCount).contains(index), "column \(index) of \(columnCount)")
    return Vector(storage[(index * rowCount)..<((index + 1) * rowCount)])
  }

  /// A copy of one row.
  public func row(_ index: Int) -> Vector {
    precondition((0..<rowCount).contains(index), "row \(index) of \(rowCount)")
    return Vector((0..<columnCount).map { storage[index + $0 * rowCount] })
  }

  /// A copy of the block of these rows and columns.
  public func block(rows: Range<Int>, columns: Range<Int>) -> Matrix {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount && columns.lowerBound >= 0
        && columns.upperBound <= columnCount, "block outside the matrix")
    return Matrix(rowCount: rows.count, columnCount: columns.count) {
      self[rows.lowerBound + $0, columns.lowerBound + $1]
    }
  }

  /// The transpose, a copy.
  public func transposed() -> Matrix {
    Matrix(rowCount: columnCount, columnCount: rowCount) { self[$1, $0] }
  }

  /// Copies the lower triangle into the upper one, so that the matrix is symmetric.
  public mutating func mirrorLowerTriangle() {
    precondition(rowCount == columnCount, "\(rowCount)×\(columnCount) is not square")
    for j in 0..<columnCount {
      for i in (j + 1)..<max(rowCount, j + 1) { self[j, i] = self[i, j] }
    }
  }
}
