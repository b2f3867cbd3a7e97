import COpenBLAS

/// A dense vector of `Double`.
///
/// A value with copy-on-write storage and a collection of its elements. Operations on two vectors need equal counts.
@frozen public struct Vector: Hashable, Sendable {
  @usableFromInline var storage: [Double]

  /// A vector with every element equal to `value`.
  @inlinable public init(repeating value: Double = 0, count: Int) {
    storage = Array(repeating: value, count: count)
  }

  /// Takes over an array.
  @inlinable public init(_ elements: consuming [Double]) {
    storage = elements
  }

  /// Copies a sequence.
  @inlinable public init(_ elements: some Sequence<Double>) {
    storage = Array(elements)
  }

  /// The elements as an array; no copy.
  @inlinable public var elements: [Double] { storage }

  /// Calls `body` with the elements.
  @inlinable public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the elements, for changing in place.
  @inlinable public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeMutableBufferPointer(body)
  }
}

extension Vector: RandomAccessCollection, MutableCollection {
  /// 0.
  @inlinable public var startIndex: Int { 0 }
  /// The number of elements.
  @inlinable public var endIndex: Int { storage.count }

  /// Element of a 0-based index.
  @inlinable public subscript(position: Int) -> Double {
    get { storage[position] }
    set { storage[position] = newValue }
  }
}

extension Vector: ExpressibleByArrayLiteral {
  /// A vector of the elements written out.
  @inlinable public init(arrayLiteral elements: Double...) {
    storage = elements
  }
}

extension Vector {
  /// The inner product with another vector of the same count.
  public func dot(_ other: Vector) -> Double {
    precondition(count == other.count, "inner product of \(count) and \(other.count) elements")
    return cblas_ddot(Int32(count), storage, 1, other.storage, 1)
  }

  /// The Euclidean norm, free of needless overflow.
  public var norm: Double { cblas_dnrm2(Int32(count), storage, 1) }

  /// The largest absolute value, 0 for no elements.
  ///
  /// NaN is not looked for.
  public var maximumNorm: Double { storage.reduce(0) { Swift.max($0, $1.magnitude) } }

  /// Adds `scale` times another vector of the same count.
  public mutating func add(_ other: Vector, scaledBy scale: Double) {
    precondition(count == other.count, "sum of \(count) and \(other.count) elements")
    cblas_daxpy(Int32(count), scale, other.storage, 1, &storage, 1)
  }

  /// Throws unless every element is finite; `.notFinite(row:column:)` names the first one, column 0.
  public func checkFinite() throws(LinearAlgebraError) {
    if let row = storage.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row, column: 0) }
  }
}
