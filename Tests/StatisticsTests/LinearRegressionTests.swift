import LinearAlgebra
import Statistics
import Testing

@Suite struct LinearRegressionTests {
  /// y = 1 + 2x + (0.5, −0.5, −0.5, 0.5), whose errors are orthogonal to the line: s² = 1/2, Var β₁ = s²/5.
  @Test func lineThroughFourPoints() throws {
    let x = Matrix(rows: [[0], [1], [2], [3]])
    let fit = try LinearRegression(regressors: x, response: [1.5, 2.5, 4.5, 7.5]).fit()
    #expect(fit.degreesOfFreedom == 2 && fit.rank == 2 && fit.dependentColumns.isEmpty)
    for (value, truth) in zip(fit.coefficients, [1.0, 2]) { #expect(digitsOfAgreement(value, truth) >= 15) }
    for (value, truth) in zip(fit.residuals, [0.5, -0.5, -0.5, 0.5]) { #expect(digitsOfAgreement(value, truth) >= 14) }
    #expect(digitsOfAgreement(try #require(fit.residualStandardDeviation), 0.5.squareRoot()) >= 14)
    #expect(digitsOfAgreement(try #require(fit.standardErrors)[1], 0.1.squareRoot()) >= 14)
    #expect(digitsOfAgreement(try #require(fit.covariance)[1, 0], -0.15) >= 14)
    #expect(digitsOfAgreement(try #require(fit.rSquared), 20.0 / 21) >= 14)
    #expect(digitsOfAgreement(try #require(fit.adjustedRSquared), 1 - 1.5 / 21) >= 14)
    for (value, truth) in zip(try #require(fit.leverages), [0.7, 0.3, 0.3, 0.7]) {
      #expect(digitsOfAgreement(value, truth) >= 14)
    }
    // t of 2 degrees at 97.5 %: 2·0.95/√(1 − 0.95²)/√2 = 4.30265272974946.
    let interval = try #require(fit.confidenceInterval(ofCoefficient: 1, level: 0.95))
    #expect(digitsOfAgreement(interval.upperBound - 2, 4.30265272974946 * 0.1.squareRoot()) >= 12)
    #expect(digitsOfAgreement(2 - interval.lowerBound, 4.30265272974946 * 0.1.squareRoot()) >= 12)
  }

  @Test func scaleOfAColumnOnlyScalesItsCoefficient() throws {
    var generator = PhiloxGenerator(seed: 101, stream: 0)
    let x = Matrix(rowCount: 30, columnCount: 2) { _, _ in generator.normal() }
    let y = Vector((0..<30).map { _ in generator.normal() })
    let plain = try LinearRegression(regressors: x, response: y).fit()
    let scaled = Matrix(rowCount: 30, columnCount: 2) { $1 == 0 ? x[$0, 0] * 0x1p600 : x[$0, 1] * 0x1p-600 }
    let fit = try LinearRegression(regressors: scaled, response: y).fit()
    #expect(fit.coefficients[1] * 0x1p600 == plain.coefficients[1])
    #expect(fit.coefficients[2] * 0x1p-600 == plain.coefficients[2])
    #expect(fit.residuals == plain.residuals)
    let (errors, plainErrors) = (try #require(fit.standardErrors), try #require(plain.standardErrors))
    #expect(errors[1] * 0x1p600 == plainErrors[1] && errors[2] * 0x1p-600 == plainErrors[2])
  }

  /// Squares of these numbers have no place in floating point.
  @Test(arguments: [0x1p1000, 0x1p-980]) func hugeAndTinyResponses(_ unit: Double) throws {
    let x = Matrix(rows: [[0], [1], [2], [3]])
    let plain = try LinearRegression(regressors: x, response: [1.5, 2.5, 4.5, 7.5]).fit()
    let fit = try LinearRegression(regressors: x, response: Vector([1.5, 2.5, 4.5, 7.5].map { $0 * unit })).fit()
    #expect(fit.coefficients == Vector(plain.coefficients.map { $0 * unit }))
    #expect(fit.standardErrors == plain.standardErrors.map { Vector($0.map { $0 * unit }) })
    #expect(fit.rSquared == plain.rSquared)
  }

  @Test func constantResponseHasNoShareExplained() throws {
    let fit = try LinearRegression(regressors: Matrix(rows: [[1], [2], [4]]), response: [0.1, 0.1, 0.1]).fit()
    #expect(fit.rSquared == nil && fit.coefficients[1].magnitude <= .ulpOfOne && fit.coefficients[0] == 0.1)
    #expect(try #require(fit.residualStandardDeviation) <= .ulpOfOne)
  }

  @Test func noDegreeOfFreedomHasNoErrors() throws {
    let fit = try LinearRegression(regressors: Matrix(rows: [[2020], [2021]]), response: [3, 5]).fit()
    #expect(digitsOfAgreement(fit.coefficients[1], 2) >= 14 && fit.degreesOfFreedom == 0)
    #expect(fit.residualStandardDeviation == nil && fit.standardErrors == nil && fit.covariance == nil)
    #expect(fit.confidenceInterval(ofCoefficient: 1, level: 0.9) == nil && fit.adjustedRSquared == nil)
  }

  /// One observation of two coefficients: the shortest of all answers.
  @Test func fewerObservationsThanCoefficients() throws {
    let fit = try LinearRegression(regressors: Matrix(rows: [[3]]), response: [5]).fit()
    #expect(fit.rank == 1 && fit.dependentColumns == [1] && fit.degreesOfFreedom == 0)
    for (value, truth) in zip(fit.coefficients, [0.5, 1.5]) { #expect(digitsOfAgreement(value, truth) >= 14) }
  }

  /// The later of two columns is named, whichever is longer, and the coefficients are those of the pseudo-inverse.
  @Test(arguments: [2.0, 0.25]) func dependentColumnsAreNamed(_ ratio: Double) throws {
    var generator = PhiloxGenerator(seed: 5, stream: 0)
    let base = Matrix(rowCount: 8, columnCount: 2) { _, _ in generator.normal() }
    let x = Matrix(rowCount: 8, columnCount: 4) {
      $1 == 0 ? base[$0, 0] : $1 == 1 ? ratio * base[$0, 0] + 3 : $1 == 2 ? base[$0, 1] : 2
    }
    let y = Vector((0..<8).map { _ in generator.normal() })
    let fit = try LinearRegression(regressors: x, response: y).fit()
    #expect(fit.rank == 3 && fit.dependentColumns == [2, 4] && fit.degreesOfFreedom == 5)
    let design = Matrix(rowCount: 8, columnCount: 5) { $1 == 0 ? 1 : x[$0, $1 - 1] }
    let shortest = try SingularValueDecomposition(design).solve(y)
    for (value, truth) in zip(fit.coefficients, shortest) { #expect(digitsOfAgreement(value, truth) >= 13) }
    // Their covariance is X⁺·X⁺ᵀ.
    let decomposition = try SingularValueDecomposition(design)
    let columns = try (0..<8).map { i in
      var unit = Vector(count: 8)
      unit[i] = 1
      return try decomposition.solve(unit)
    }
    let inverse = Matrix(rowCount: 5, columnCount: 8) { columns[$1][$0] }
    let covariance = inverse.timesTransposed(inverse)
    for j in 0..<5 {
      for i in 0..<5 { #expect((fit.unscaledCovariance[i, j] - covariance[i, j]).magnitude <= 1e-14) }
    }
  }
}
