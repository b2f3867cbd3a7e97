import LinearAlgebra
import Statistics
import Testing

/// Weighted, generalised and constrained fits against each other and against LAPACK's own solutions.
@Suite struct ConstrainedRegressionTests {
  let x: Matrix
  let y: Vector
  let regression: LinearRegression

  init() throws {
    var generator = PhiloxGenerator(seed: 11, stream: 0)
    x = Matrix(rowCount: 12, columnCount: 3) { _, _ in generator.normal() }
    y = Vector((0..<12).map { _ in generator.normal() })
    regression = try LinearRegression(regressors: x, response: y)
  }

  func expectEqual(_ one: LeastSquaresFit, _ other: LeastSquaresFit, digits: Double) throws {
    for k in one.coefficients.indices {
      #expect(digitsOfAgreement(one.coefficients[k], other.coefficients[k]) >= digits)
      let errors = (try #require(one.standardErrors), try #require(other.standardErrors))
      #expect(digitsOfAgreement(errors.0[k], errors.1[k]) >= digits)
    }
    for k in one.residuals.indices { #expect((one.residuals[k] - other.residuals[k]).magnitude <= 1e-13) }
    #expect(
      digitsOfAgreement(
        try #require(one.residualStandardDeviation), try #require(other.residualStandardDeviation)) >= digits)
    #expect(digitsOfAgreement(try #require(one.rSquared), try #require(other.rSquared)) >= digits - 1)
    #expect(one.degreesOfFreedom == other.degreesOfFreedom)
  }

  /// Weights, the inverse of them as a diagonal covariance, and `dggglm` on the same covariance.
  @Test(arguments: [1, 0x1p-600, 0x1p700]) func weightsAreInverseVariances(_ unit: Double) throws {
    let weights = Vector((0..<12).map { (1 + Double($0)) * unit })
    let weighted = try regression.fit(.weights(weights))
    let diagonal = try regression.fit(.covariance(Matrix(diagonal: Vector(weights.map { 1 / $0 }))))
    try expectEqual(weighted, diagonal, digits: 12)
    #expect(weighted.leverages != nil && diagonal.leverages == nil)
  }

  /// A covariance close to singular goes through `dggglm`; its answers still meet those through L⁻¹.
  @Test func nearlySingularCovariance() throws {
    let smooth = Matrix(rowCount: 12, columnCount: 12) { i, j in
      let distance = Double(i - j)
      return 1 / (1 + distance * distance / 64)
    }
    #expect(try CholeskyFactorization(smooth).reciprocalCondition < 1e-8)
    let fit = try regression.fit(.covariance(smooth))
    let lower = try CholeskyFactorization(smooth).lower
    let design = Matrix(rowCount: 12, columnCount: 4) { $1 == 0 ? 1 : x[$0, $1 - 1] }
    let columns = try (0..<4).map { try lower.solve(design.column($0)) }
    let plain = try LinearRegression(
      regressors: Matrix(rowCount: 12, columnCount: 4) { columns[$1][$0] }, response: try lower.solve(y),
      hasIntercept: false
    ).fit()
    for k in 0..<4 {
      #expect(digitsOfAgreement(fit.coefficients[k], plain.coefficients[k]) >= 8)
      #expect(digitsOfAgreement(try #require(fit.standardErrors)[k], try #require(plain.standardErrors)[k]) >= 8)
    }
  }

  /// An observation without error is an equation.
  @Test func exactObservationIsAnEquation() throws {
    var variances = Vector(repeating: 1, count: 12)
    variances[4] = 0
    let exact = try regression.fit(.covariance(Matrix(diagonal: variances)))
    let design = Matrix(rowCount: 12, columnCount: 4) { $1 == 0 ? 1 : x[$0, $1 - 1] }
    let rest = (0..<12).filter { $0 != 4 }
    let others = try LinearRegression(
      regressors: Matrix(rowCount: 11, columnCount: 3) { x[rest[$0], $1] }, response: Vector(rest.map { y[$0] }))
    let equation = LinearEquations(coefficients: Matrix(rows: [design.row(4).elements]), values: [y[4]])
    let bound = try others.fit(subjectTo: equation)
    for k in 0..<4 {
      #expect(digitsOfAgreement(exact.coefficients[k], bound.coefficients[k]) >= 12)
      #expect(digitsOfAgreement(try #require(exact.standardErrors)[k], try #require(bound.standardErrors)[k]) >= 12)
    }
    #expect(exact.residuals[4].magnitude <= 1e-14 && exact.degreesOfFreedom == 8 && bound.degreesOfFreedom == 8)
  }

  @Test func equationsAgreeWithLAPACK() throws {
    let equations = LinearEquations(
      coefficients: Matrix(rows: [[1, 2, -1, 0.5], [0, 1e9, 1e9, 0]]), values: [0.7, 3e9])
    let fit = try regression.fit(subjectTo: equations)
    let design = Matrix(rowCount: 12, columnCount: 4) { $1 == 0 ? 1 : x[$0, $1 - 1] }
    let reference = try EqualityConstrainedLeastSquares(
      design: design, rightSide: y, constraints: equations.coefficients, values: equations.values)
    for k in 0..<4 { #expect(digitsOfAgreement(fit.coefficients[k], reference.x[k]) >= 12) }
    #expect(digitsOfAgreement(fit.residuals.norm, reference.residualNorm) >= 13)
    #expect(fit.degreesOfFreedom == 10 && fit.rank == 2)
    // Through the general Gauss–Markov model, as exact observations.
    let singular = try regression.fit(.covariance(Matrix.identity(12)), subjectTo: equations)
    try expectEqual(fit, singular, digits: 12)
    let met = equations.coefficients * fit.coefficients
    #expect(digitsOfAgreement(met[0], 0.7) >= 14 && digitsOfAgreement(met[1], 3e9) >= 14)
  }

  /// Equations that settle every coefficient leave all observations as degrees of freedom.
  @Test func asManyEquationsAsCoefficients() throws {
    let equations = LinearEquations(coefficients: Matrix.identity(4), values: [1, 2, 3, 4])
    let fit = try regression.fit(subjectTo: equations)
    for k in 0..<4 { #expect(digitsOfAgreement(fit.coefficients[k], Double(k + 1)) >= 15) }
    #expect(fit.rank == 0 && fit.degreesOfFreedom == 12)
    #expect(try #require(fit.standardErrors).allSatisfy { $0 <= 1e-15 })
  }

  /// An equation names what dependent columns leave open: the usual way to code groups.
  @Test func anEquationMendsDependentColumns() throws {
    let groups = Matrix(rowCount: 6, columnCount: 3) { $0 / 2 == $1 ? 1 : 0 }
    let regression = try LinearRegression(regressors: groups, response: [1, 2, 4, 4, 6, 10])
    let sum = LinearEquations(coefficients: Matrix(rows: [[0, 1, 1, 1]]), values: [0])
    let fit = try regression.fit(subjectTo: sum)
    for (value, truth) in zip(fit.coefficients, [4.5, -3, -0.5, 3.5]) { #expect(digitsOfAgreement(value, truth) >= 14) }
    #expect(fit.dependentColumns.isEmpty && fit.degreesOfFreedom == 3)
    #expect(try regression.fit().dependentColumns == [3])
  }

  @Test func inequalitiesBindOnlyWhereTheyMust() throws {
    let free = try regression.fit()
    var slack = LinearInequalities(unknownCount: 4)
    slack.append([0, 1, 0, 0], atLeast: free.coefficients[1] - 1)
    let loose = try regression.fit(subjectTo: slack)
    #expect(loose.activeSet.isEmpty && loose.fit.coefficients == free.coefficients && loose.multipliers == [0])

    var tight = slack
    tight.append([0, 0, 1e8, 0], atLeast: (free.coefficients[2] + 0.5) * 1e8)
    let bound = try regression.fit(subjectTo: tight)
    #expect(bound.activeSet == [1])
    let equation = LinearEquations(coefficients: Matrix(rows: [[0, 0, 1, 0]]), values: [free.coefficients[2] + 0.5])
    let reference = try regression.fit(subjectTo: equation)
    for k in 0..<4 { #expect(digitsOfAgreement(bound.fit.coefficients[k], reference.coefficients[k]) >= 12) }
    // The multiplier is the slope of half the sum of squares in the bound: exact for a parabola by central differences.
    func half(_ bound: Double) throws -> Double {
      let fit = try regression.fit(
        subjectTo: LinearEquations(coefficients: Matrix(rows: [[0, 0, 1e8, 0]]), values: [bound]))
      return fit.residuals.dot(fit.residuals) / 2
    }
    let place = (free.coefficients[2] + 0.5) * 1e8
    let slope = (try half(place + 1e7) - half(place - 1e7)) / 2e7
    #expect(digitsOfAgreement(bound.multipliers[1], slope) >= 11)
  }
}
