import LinearAlgebra
import Statistics
import Testing

@Suite struct OrdinaryLeastSquaresFaultTests {
  let x = Matrix(rows: [[1, 2], [2, 4], [3, 6], [4, 8]])

  @Test func dependentRegressorsAreCounted() {
    #expect(throws: RegressionError.dependentRegressors(rank: 2, coefficients: 3)) {
      try OrdinaryLeastSquares(regressors: x, response: [1, 2, 3, 5])
    }
    #expect(throws: RegressionError.dependentRegressors(rank: 1, coefficients: 2)) {
      try OrdinaryLeastSquares(regressors: Matrix(rowCount: 4, columnCount: 1, repeating: 7), response: [1, 2, 3, 5])
    }
    #expect(throws: RegressionError.dependentRegressors(rank: 0, coefficients: 1)) {
      try OrdinaryLeastSquares(
        regressors: Matrix(rowCount: 4, columnCount: 1), response: [1, 2, 3, 5], hasIntercept: false)
    }
  }

  @Test func tooFewObservations() {
    #expect(throws: RegressionError.tooFewObservations(count: 3, coefficients: 3)) {
      try OrdinaryLeastSquares(regressors: x.block(rows: 0..<3, columns: 0..<2), response: [1, 2, 3])
    }
  }

  @Test func notFiniteIsNamed() {
    var spoiled = x
    spoiled[2, 1] = .nan
    #expect(throws: RegressionError.regressorNotFinite(observation: 2, regressor: 1)) {
      try OrdinaryLeastSquares(regressors: spoiled, response: [1, 2, 3, 5])
    }
    #expect(throws: RegressionError.responseNotFinite(observation: 1)) {
      try OrdinaryLeastSquares(regressors: x, response: [1, .infinity, 3, 5])
    }
  }
}
