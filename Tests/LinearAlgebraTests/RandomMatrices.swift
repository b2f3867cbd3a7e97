import LinearAlgebra
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

/// Unit roundoff doubled: the distance from 1 to the next number.
let epsilon = Double.ulpOfOne

extension PhiloxGenerator {
  /// A matrix of standard normal elements.
  mutating func matrix(_ rowCount: Int, _ columnCount: Int) -> Matrix {
    Matrix(rowCount: rowCount, columnCount: columnCount) { _, _ in normal() }
  }

  /// A vector of standard normal elements.
  mutating func vector(_ count: Int) -> Vector {
    Vector((0..<count).map { _ in normal() })
  }

  /// A matrix of singular values that fall geometrically from 1 to 1/condition.
  mutating func matrix(_ rowCount: Int, _ columnCount: Int, condition: Double) throws -> Matrix {
    let left = try QRFactorization(matrix(rowCount, columnCount)).thinQ()
    let right = try QRFactorization(matrix(columnCount, columnCount)).thinQ()
    var scaled = left
    for j in 0..<columnCount {
      let value = columnCount == 1 ? 1 : pow(condition, -Double(j) / Double(columnCount - 1))
      for i in 0..<rowCount { scaled[i, j] *= value }
    }
    return scaled.timesTransposed(right)
  }

  /// A symmetric positive definite matrix of a condition number.
  mutating func positiveDefiniteMatrix(_ order: Int, condition: Double) throws -> Matrix {
    try matrix(order, order, condition: condition.squareRoot()).gram()
  }
}

extension Matrix {
  /// ‖QᵀQ − I‖ in the Frobenius norm.
  var departureFromOrthogonality: Double {
    gram().adding(.identity(columnCount), scaledBy: -1).frobeniusNorm
  }
}
