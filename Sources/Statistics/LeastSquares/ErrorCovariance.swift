import LinearAlgebra

/// The covariance matrix of the errors of a regression, checked.
struct ErrorCovariance {
  /// V times an even power of two that brings its largest variance near 1.
  private let matrix: Matrix
  /// The square root of that power's reciprocal: the factor from the scaled square root of V to the square root of V.
  private let unit: Double

  init(_ covariance: Matrix, observations n: Int) throws(RegressionError) {
    precondition(
      covariance.rowCount == n && covariance.columnCount == n,
      "a \(covariance.rowCount)×\(covariance.columnCount) covariance of \(n) observations")
    for j in 0..<n {
      for i in j..<n where !covariance[i, j].isFinite { throw .covarianceNotFinite(row: i, column: j) }
    }
    let largest = scaleToOne((0..<n).map { covariance[$0, $0] })
    let root = Double(sign: .plus, exponent: largest.exponent / 2, significand: 1)
    matrix = Matrix(rowCount: n, columnCount: n) { (covariance[max($0, $1), min($0, $1)] * root) * root }
    unit = 1 / root
  }

  /// L of V = unit²·L·Lᵀ with the scale that L⁻¹ leaves on errors; `nil` where V is singular or nearly so.
  ///
  /// Down to a condition of 10⁸ half of the digits survive L⁻¹; below that `dggglm`, which never inverts it, does better.
  var choleskyFactor: (lower: TriangularMatrix, scale: Double)? {
    guard let factor = try? CholeskyFactorization(matrix), factor.reciprocalCondition > 1e-8 else { return nil }
    return (factor.lower, unit)
  }

  /// B of V = B·Bᵀ, n×rank, from the eigenvalues of the correlations.
  ///
  /// - Throws: `.covarianceNotSemidefinite`.
  func squareRoot() throws(RegressionError) -> Matrix {
    let n = matrix.rowCount
    let deviations = (0..<n).map { max(0, matrix[$0, $0]).squareRoot() }
    for i in 0..<n where matrix[i, i] < 0 || matrix[i, i] == 0 && !matrix.column(i).allSatisfy({ $0 == 0 }) {
      throw .covarianceNotSemidefinite
    }
    let correlation = Matrix(rowCount: n, columnCount: n) {
      deviations[$0] > 0 && deviations[$1] > 0 ? matrix[$0, $1] / deviations[$0] / deviations[$1] : 0
    }
    let spectrum: SymmetricEigendecomposition
    do throws(LinearAlgebraError) {
      spectrum = try SymmetricEigendecomposition(correlation)
    } catch {
      throw .covarianceNotSemidefinite
    }
    let noise = Double(n) * .ulpOfOne * spectrum.values.maximumNorm
    guard spectrum.values.allSatisfy({ $0 >= -10 * noise }) else { throw .covarianceNotSemidefinite }
    let kept = spectrum.values.indices.filter { spectrum.values[$0] > noise }
    return Matrix(rowCount: n, columnCount: kept.count) {
      unit * deviations[$0] * spectrum.vectors[$0, kept[$1]] * spectrum.values[kept[$1]].squareRoot()
    }
  }
}
