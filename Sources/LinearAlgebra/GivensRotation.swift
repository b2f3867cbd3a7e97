import COpenBLAS

/// A rotation of a plane: (x, y) → (c·x + s·y, c·y − s·x) with c² + s² = 1.
@frozen public struct GivensRotation: Hashable, Sendable {
  /// Cosine of the angle.
  public let c: Double
  /// Sine of the angle.
  public let s: Double

  /// The rotation that turns (f, g) into (r, 0), by BLAS `drotg`; also returns r.
  public static func eliminating(_ g: Double, by f: Double) -> (rotation: GivensRotation, r: Double) {
    var (r, z, c, s) = (f, g, 0.0, 0.0)
    cblas_drotg(&r, &z, &c, &s)
    return (GivensRotation(c: c, s: s), r)
  }

  init(c: Double, s: Double) {
    (self.c, self.s) = (c, s)
  }
}

extension Matrix {
  /// Turns columns `first` and `second`, which differ.
  public mutating func rotateColumns(_ first: Int, _ second: Int, by rotation: GivensRotation) {
    precondition(
      first != second && (0..<columnCount).contains(first) && (0..<columnCount).contains(second),
      "columns \(first) and \(second) of \(columnCount)")
    let m = rowCount
    storage.withUnsafeMutableBufferPointer { a in
      guard let base = a.baseAddress else { return }
      cblas_drot(Int32(m), base + first * m, 1, base + second * m, 1, rotation.c, rotation.s)
    }
  }

  /// Turns rows `first` and `second`, which differ, within a range of columns.
  public mutating func rotateRows(_ first: Int, _ second: Int, columns: Range<Int>, by rotation: GivensRotation) {
    precondition(
      first != second && (0..<rowCount).contains(first) && (0..<rowCount).contains(second)
        && columns.lowerBound >= 0 && columns.upperBound <= columnCount,
      "rows \(first) and \(second), columns \(columns) of \(shape)")
    let m = rowCount
    storage.withUnsafeMutableBufferPointer { a in
      guard let base = a.baseAddress, !columns.isEmpty else { return }
      let start = base + columns.lowerBound * m
      cblas_drot(
        Int32(columns.count), start + first, Int32(m), start + second, Int32(m), rotation.c, rotation.s)
    }
  }
}

extension Vector {
  /// Turns the elements at `first` and `second`.
  @inlinable public mutating func rotate(_ first: Int, _ second: Int, by rotation: GivensRotation) {
    let (x, y) = (self[first], self[second])
    self[first] = rotation.c * x + rotation.s * y
    self[second] = rotation.c * y - rotation.s * x
  }
}
