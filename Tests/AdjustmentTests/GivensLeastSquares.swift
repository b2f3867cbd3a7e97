import Foundation

/// Least squares by Givens rotations in plain Swift, row by row: nothing of the package stands behind it.
struct GivensLeastSquares {
  private let count: Int
  /// R and, in the last column, the rotated right side.
  private var triangle: [[Double]]

  init(unknownCount: Int) {
    count = unknownCount
    triangle = Array(repeating: Array(repeating: 0, count: unknownCount + 1), count: unknownCount)
  }

  /// Adds `Σ coefficients·θ ≈ target` with σ.
  mutating func add(_ coefficients: [Double], _ target: Double, sigma: Double) {
    var row = (coefficients + [target]).map { $0 / sigma }
    for pivot in 0..<count where row[pivot] != 0 {
      let length = hypot(triangle[pivot][pivot], row[pivot])
      let (cosine, sine) = (triangle[pivot][pivot] / length, row[pivot] / length)
      for column in pivot...count {
        let (old, new) = (triangle[pivot][column], row[column])
        triangle[pivot][column] = cosine * old + sine * new
        row[column] = cosine * new - sine * old
      }
    }
  }

  var solution: [Double] {
    var theta = [Double](repeating: 0, count: count)
    for row in (0..<count).reversed() {
      var sum = triangle[row][count]
      for column in (row + 1)..<max(count, row + 1) { sum -= triangle[row][column] * theta[column] }
      theta[row] = sum / triangle[row][row]
    }
    return theta
  }

  /// Standard deviation of a linear function of θ: the length of R⁻ᵀ a.
  func deviation(of coefficients: [Double]) -> Double {
    var vector = coefficients
    for row in 0..<count {
      for earlier in 0..<row { vector[row] -= triangle[earlier][row] * vector[earlier] }
      vector[row] /= triangle[row][row]
    }
    return vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
