import COpenBLAS

extension Matrix {
  /// Adds to `result` the sum of the columns of a range, each times the element of `weights` of the same index.
  ///
  /// `weights` has `columnCount` elements, of which only those of the range are read; no allocation.
  public func addColumns(_ columns: Range<Int>, weightedBy weights: Vector, to result: inout Vector) {
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= columnCount && weights.count == columnCount
        && result.count == rowCount, "columns \(columns) of \(shape) times \(weights.count) into \(result.count)")
    let m = rowCount
    guard m > 0, !columns.isEmpty else { return }
    storage.withUnsafeBufferPointer { a in
      weights.storage.withUnsafeBufferPointer { w in
        guard let base = a.baseAddress, let weight = w.baseAddress else { return }
        cblas_dgemv(
          CblasColMajor, CblasNoTrans, Int32(m), Int32(columns.count), 1, base + columns.lowerBound * m, Int32(m),
          weight + columns.lowerBound, 1, 1, &result.storage, 1)
      }
    }
  }

  /// Replaces the first k elements b of a vector by U⁻¹·b, or U⁻ᵀ·b, where U is the leading k×k upper triangle.
  ///
  /// The diagonal must be free of zeros; no allocation.
  public func solveLeadingUpperTriangle(order k: Int, transposed: Bool = false, _ b: inout Vector) {
    precondition(k <= rowCount && k <= columnCount && k <= b.count, "leading \(k) of \(shape) and \(b.count) elements")
    cblas_dtrsv(
      CblasColMajor, CblasUpper, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(k), storage,
      Int32(max(1, rowCount)), &b.storage, 1)
  }
}
