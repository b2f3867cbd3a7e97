import LinearAlgebra

/// A regression whose errors are B·u with standard u, B of any rank: min ‖u‖ subject to y = X·β + B·u.
///
/// LAPACK's `dggglm` solves it where the covariance of the errors is singular or nearly so, without inverting it.
/// Equations join as observations without error.
struct SingularRegression {
  let regression: LinearRegression
  let coefficients: Vector
  let unscaledCovariance: Matrix
  let residuals: Vector
  /// ‖u‖².
  let squares: Double
  let degreesOfFreedom: Int
  let totalSquares: Double?
  let reciprocalCondition: Double

  init(_ regression: LinearRegression, root: Matrix, _ equations: LinearEquations?) throws(RegressionError) {
    let (n, p, count) = (regression.observationCount, regression.coefficientCount, equations?.count ?? 0)
    self.regression = regression
    var design = Matrix(rowCount: n + count, columnCount: p) { i, j in
      i < n ? regression.design[i, j] : equations?.coefficients[i - n, j] ?? 0
    }
    let scales = design.equilibrateColumns()
    let disturbance = Matrix(rowCount: n + count, columnCount: root.columnCount) { $0 < n ? root[$0, $1] : 0 }
    let observations = Vector(
      (0..<(n + count)).map { $0 < n ? regression.response[$0] : equations?.values[$0 - n] ?? 0 })
    let model = try Self.solve(design, disturbance, observations)
    coefficients = Vector(zip(model.x, scales).map { $0 * $1 })
    let gram = model.unscaledCovariance
    unscaledCovariance = Matrix(rowCount: p, columnCount: p) { gram[$0, $1] * scales[$0] * scales[$1] }
    residuals = root * model.y
    squares = model.y.dot(model.y)
    degreesOfFreedom = n + count - p
    reciprocalCondition = model.reciprocalCondition

    let response = regression.response
    if regression.hasIntercept {
      let ones = Matrix(rowCount: n, columnCount: 1, repeating: 1)
      let varies = response.contains { $0 != response[0] }
      // Where even a mean contradicts the exact observations no sum of squares about it exists.
      totalSquares = varies ? try? Self.solve(ones, root, response).y.squared : nil
    } else {
      totalSquares = try? Self.solve(Matrix(rowCount: n, columnCount: 0), root, response).y.squared
    }
  }

  private static func solve(
    _ design: Matrix, _ disturbance: Matrix, _ observations: Vector
  ) throws(RegressionError) -> GeneralGaussMarkov {
    let (m, n, p) = (design.rowCount, design.columnCount, disturbance.columnCount)
    guard n <= m else { throw .dependentRegressors(rank: m, coefficients: n) }
    guard m <= n + p else { throw .covarianceTooSingular(rank: p, observations: m) }
    do throws(LinearAlgebraError) {
      return try GeneralGaussMarkov(design: design, disturbance: disturbance, observations: observations)
    } catch {
      guard case .rankDeficient(let rank, let needed) = error else { preconditionFailure("finite data: \(error)") }
      throw needed == n
        ? .dependentRegressors(rank: rank, coefficients: n) : .covarianceTooSingular(rank: rank, observations: m)
    }
  }
}

extension Vector {
  fileprivate var squared: Double { dot(self) }
}
