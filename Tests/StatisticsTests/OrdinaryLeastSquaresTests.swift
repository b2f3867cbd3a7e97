import LinearAlgebra
import Statistics
import Testing

@Suite struct OrdinaryLeastSquaresTests {
  /// y = 1 + 2x + (0.5, −0.5, −0.5, 0.5), whose errors are orthogonal to the line: s² = 1/2, Var β₁ = s²/5.
  @Test func lineThroughFourPoints() throws {
    let x = Matrix(rows: [[0], [1], [2], [3]])
    let fit = try OrdinaryLeastSquares(regressors: x, response: [1.5, 2.5, 4.5, 7.5])
    #expect(fit.degreesOfFreedom == 2)
    for (value, truth) in zip(fit.coefficients, [1.0, 2]) { #expect(digitsOfAgreement(value, truth) >= 15) }
    for (value, truth) in zip(fit.residuals, [0.5, -0.5, -0.5, 0.5]) { #expect(digitsOfAgreement(value, truth) >= 14) }
    #expect(digitsOfAgreement(fit.residualStandardDeviation, 0.5.squareRoot()) >= 14)
    #expect(digitsOfAgreement(fit.standardErrors[1], 0.1.squareRoot()) >= 14)
    #expect(digitsOfAgreement(try #require(fit.rSquared), 20.0 / 21) >= 14)
    // t of 2 degrees at 97.5 %: 2·0.95/√(1 − 0.95²)/√2 = 4.30265272974946.
    let interval = fit.confidenceInterval(ofCoefficient: 1, level: 0.95)
    #expect(digitsOfAgreement(interval.upperBound - 2, 4.30265272974946 * 0.1.squareRoot()) >= 12)
    #expect(digitsOfAgreement(2 - interval.lowerBound, 4.30265272974946 * 0.1.squareRoot()) >= 12)
  }

  @Test func scaleOfAColumnOnlyScalesItsCoefficient() throws {
    var generator = PhiloxGenerator(seed: 101, stream: 0)
    let x = Matrix(rowCount: 30, columnCount: 2) { _, _ in generator.normal() }
    let y = Vector((0..<30).map { _ in generator.normal() })
    let plain = try OrdinaryLeastSquares(regressors: x, response: y)
    let scaled = Matrix(rowCount: 30, columnCount: 2) { $1 == 0 ? x[$0, 0] * 0x1p600 : x[$0, 1] * 0x1p-600 }
    let fit = try OrdinaryLeastSquares(regressors: scaled, response: y)
    #expect(fit.coefficients[1] * 0x1p600 == plain.coefficients[1])
    #expect(fit.coefficients[2] * 0x1p-600 == plain.coefficients[2])
    #expect(fit.residuals == plain.residuals)
  }

  @Test func constantResponseHasNoShareExplained() throws {
    let fit = try OrdinaryLeastSquares(regressors: Matrix(rows: [[1], [2], [4]]), response: [3, 3, 3])
    #expect(fit.rSquared == nil && fit.coefficients[1].magnitude <= 4 * .ulpOfOne)
  }
}
