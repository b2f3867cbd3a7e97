import LinearAlgebra
import Statistics
import Testing

@Suite struct InferenceFaultTests {
  /// Residuals −2, −1, …, 2 follow their predecessors with a root of exactly 1, where Andrews's formula is 0/0.
  @Test func unitRootTakesTheLongestBandwidth() throws {
    let fit = try LinearRegression(
      regressors: Matrix(rowCount: 5, columnCount: 0), response: [1, 2, 3, 4, 5]
    ).fit()
    #expect(try fit.covariance(.neweyWest(.andrews, isAdjusted: false)).bandwidth == 5)
  }

  /// Without an intercept the tests of variances still explain about the mean: n·R² of the squared residuals on 1 and x.
  @Test func varianceTestsWithoutAnIntercept() throws {
    let x: [Double] = [1, 2, 3, 4, 5, 6]
    let fit = try LinearRegression(
      regressors: Matrix(rowCount: 6, columnCount: 1) { row, _ in x[row] }, response: [1.1, 1.8, 3.5, 3.2, 5.9, 5.1],
      hasIntercept: false
    ).fit()
    let squares = Vector(fit.residuals.map { $0 * $0 })
    func explained(_ power: Int) throws -> Double {
      let auxiliary = try LinearRegression(
        regressors: Matrix(rowCount: 6, columnCount: 1) { row, _ in power == 1 ? x[row] : x[row] * x[row] },
        response: squares
      ).fit()
      return 6 * (try #require(auxiliary.rSquared))
    }
    let (pagan, white) = (try fit.breuschPagan(), try fit.white())
    #expect(abs(pagan.statistic - (try explained(1))) < 1e-12)
    #expect(pagan.law == .chiSquared(degreesOfFreedom: 1))
    #expect(abs(white.statistic - (try explained(2))) < 1e-12)
    #expect(white.law == .chiSquared(degreesOfFreedom: 1))
  }
}
