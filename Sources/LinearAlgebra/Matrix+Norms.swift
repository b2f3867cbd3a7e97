extension Matrix {
  /// The largest column sum of absolute values.
  public var oneNorm: Double {
    storage.withUnsafeBufferPointer { a in
      var largest = 0.0
      for j in 0..<columnCount {
        var sum = 0.0
        for i in 0..<rowCount { sum += a[i + j * rowCount].magnitude }
        largest = max(largest, sum)
      }
      return largest
    }
  }

  /// The largest row sum of absolute values.
  public var infinityNorm: Double {
    var sums = [Double](repeating: 0, count: rowCount)
    for j in 0..<columnCount {
      for i in 0..<rowCount { sums[i] += storage[i + j * rowCount].magnitude }
    }
    return sums.max() ?? 0
  }

  /// The square root of the sum of squares, free of needless overflow.
  public var frobeniusNorm: Double { Vector(storage).norm }

  /// The one-norm of the symmetric matrix whose lower triangle is stored here.
  var symmetricOneNorm: Double {
    var sums = [Double](repeating: 0, count: rowCount)
    for j in 0..<columnCount {
      sums[j] += storage[j + j * rowCount].magnitude
      for i in (j + 1)..<max(rowCount, j + 1) {
        let value = storage[i + j * rowCount].magnitude
        sums[i] += value
        sums[j] += value
      }
    }
    return sums.max() ?? 0
  }

  /// Throws unless every element is finite; `.notFinite(row:column:)` names the first one in column order.
  public func checkFinite() throws(LinearAlgebraError) {
    // A sum of x·0 is NaN as soon as one x is NaN or infinite: one pass without a branch.
    let probe = storage.withUnsafeBufferPointer { a in
      var (p, q) = (0.0, 0.0)
      for k in stride(from: 0, to: a.count - 1, by: 2) {
        p += a[k] * 0
        q += a[k + 1] * 0
      }
      if let last = a.last { p += last * 0 }
      return p + q
    }
    guard probe.isNaN, let k = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(row: k % rowCount, column: k / rowCount)
  }

  /// Throws unless the lower triangle, with the diagonal, is finite.
  func checkFiniteLowerTriangle() throws(LinearAlgebraError) {
    for j in 0..<columnCount {
      for i in j..<max(rowCount, j) where !storage[i + j * rowCount].isFinite { throw .notFinite(row: i, column: j) }
    }
  }
}
