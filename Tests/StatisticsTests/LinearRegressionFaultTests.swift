import LinearAlgebra
import Statistics
import Testing

@Suite struct LinearRegressionFaultTests {
  let x = Matrix(rows: [[1, 2], [2, 4], [3, 6], [4, 8]])
  let y: Vector = [1, 2, 3, 5]

  @Test func notFiniteIsNamed() {
    var spoiled = x
    spoiled[2, 1] = .nan
    #expect(throws: RegressionError.regressorNotFinite(observation: 2, regressor: 1)) {
      try LinearRegression(regressors: spoiled, response: y)
    }
    #expect(throws: RegressionError.responseNotFinite(observation: 1)) {
      try LinearRegression(regressors: x, response: [1, .infinity, 3, 5])
    }
  }

  @Test func nothingToFit() {
    #expect(throws: RegressionError.noObservations) {
      try LinearRegression(regressors: Matrix(rowCount: 0, columnCount: 1), response: [])
    }
    #expect(throws: RegressionError.noCoefficients) {
      try LinearRegression(regressors: Matrix(rowCount: 1, columnCount: 0), response: [1], hasIntercept: false)
    }
  }

  @Test func badWeightsAndCovariancesAreNamed() throws {
    let regression = try LinearRegression(regressors: x.block(rows: 0..<4, columns: 0..<1), response: y)
    for weight in [0, -1, .nan, Double.infinity] {
      #expect(throws: RegressionError.weightNotPositive(observation: 3)) {
        try regression.fit(.weights([1, 1, 1, weight]))
      }
    }
    var covariance = Matrix.identity(4)
    covariance[2, 1] = .nan
    #expect(throws: RegressionError.covarianceNotFinite(row: 2, column: 1)) {
      try regression.fit(.covariance(covariance))
    }
    covariance[2, 1] = 2
    #expect(throws: RegressionError.covarianceNotSemidefinite) { try regression.fit(.covariance(covariance)) }
    // Three observations without error do not lie on a line.
    #expect(throws: RegressionError.covarianceTooSingular(rank: 1, observations: 4)) {
      try regression.fit(.covariance(Matrix(diagonal: [0, 0, 1, 0])))
    }
  }

  @Test func badEquationsAreNamed() throws {
    let regression = try LinearRegression(regressors: x.block(rows: 0..<4, columns: 0..<1), response: y)
    #expect(throws: RegressionError.equationNotFinite(equation: 1)) {
      try regression.fit(
        subjectTo: LinearEquations(coefficients: Matrix(rows: [[1, 0], [0, .nan]]), values: [1, 1]))
    }
    #expect(throws: RegressionError.dependentEquations(rank: 1, equations: 2)) {
      try regression.fit(subjectTo: LinearEquations(coefficients: Matrix(rows: [[1, 1], [2, 2]]), values: [1, 1]))
    }
    var inequalities = LinearInequalities(unknownCount: 2)
    inequalities.append([1, 0], atLeast: 2)
    inequalities.append([-1, 0], atLeast: -1)
    #expect(throws: RegressionError.infeasible(inequality: 1)) { try regression.fit(subjectTo: inequalities) }
  }

  /// 1e300 a unit of 1e-300 is more than floating point holds.
  @Test func coefficientBeyondTheRange() throws {
    let regression = try LinearRegression(
      regressors: Matrix(rows: [[1e-300], [2e-300], [4e-300]]), response: [1e300, 2e300, 5e300])
    #expect(throws: RegressionError.coefficientOutOfRange(coefficient: 1)) { try regression.fit() }
  }

  /// Below the least normal number squares are 0: a share of the variance must not become 0/0.
  @Test func responseBelowTheNormalNumbers() throws {
    let values: Vector = [1, 3, 2, 5]
    let usual = try LinearRegression(regressors: x.block(rows: 0..<4, columns: 0..<1), response: values).fit()
    let unit = 0x1p-1030
    let fit = try LinearRegression(
      regressors: x.block(rows: 0..<4, columns: 0..<1), response: Vector(values.map { $0 * unit })
    ).fit()
    let (share, usualShare) = (try #require(fit.rSquared), try #require(usual.rSquared))
    #expect(abs(share - usualShare) < 1e-12)
    #expect(abs(fit.coefficients[1] / unit - usual.coefficients[1]) < 1e-12)
  }
}
