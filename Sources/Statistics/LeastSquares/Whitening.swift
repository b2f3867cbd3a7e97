import LinearAlgebra

/// The linear map that makes errors independent and of one variance.
enum Whitening {
  /// They already are.
  case none
  /// Observation i times the i-th number.
  case multipliers(Vector)
  /// L⁻¹ times the observations, for errors of covariance L·Lᵀ.
  case inverse(TriangularMatrix)

  func apply(_ vector: Vector) -> Vector {
    switch self {
    case .none: return vector
    case .multipliers(let m): return Vector(zip(vector, m).map { $0 * $1 })
    case .inverse(let lower):
      var result = vector
      lower.solveInPlace(&result)
      return result
    }
  }

  func apply(_ matrix: Matrix) -> Matrix {
    if case .none = self { return matrix }
    let columns = (0..<matrix.columnCount).map { apply(matrix.column($0)) }
    return Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount) { columns[$1][$0] }
  }

  func undo(_ vector: Vector) -> Vector {
    switch self {
    case .none: return vector
    case .multipliers(let m): return Vector(zip(vector, m).map { $0 / $1 })
    case .inverse(let lower): return lower * vector
    }
  }
}
