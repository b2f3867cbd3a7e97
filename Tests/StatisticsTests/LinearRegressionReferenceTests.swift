import Foundation
import LinearAlgebra
import Statistics
import Testing

/// NIST's certified linear regressions, `datasets/reference/nist`.
@Suite struct LinearRegressionReferenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// Degree of the polynomial in x; `nil` for as many regressors as there are columns.
    let degree: Int?
    let hasIntercept: Bool
    /// Least digits of a coefficient and of a standard error: about one below those reached.
    ///
    /// Filip's design matrix holds powers of x rounded to double precision, which costs the other half of its digits.
    let digits: (coefficient: Double, error: Double)
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "norris", degree: 1, hasIntercept: true, digits: (13, 12)),
    Case(name: "pontius", degree: 2, hasIntercept: true, digits: (12, 12)),
    Case(name: "noint1", degree: 1, hasIntercept: false, digits: (13, 14)),
    Case(name: "noint2", degree: 1, hasIntercept: false, digits: (14, 13)),
    Case(name: "filip", degree: 10, hasIntercept: true, digits: (7, 7)),
    Case(name: "longley", degree: nil, hasIntercept: true, digits: (13, 11)),
    Case(name: "wampler1", degree: 5, hasIntercept: true, digits: (15, 15)),
    Case(name: "wampler2", degree: 5, hasIntercept: true, digits: (12, 14)),
    Case(name: "wampler3", degree: 5, hasIntercept: true, digits: (15, 12)),
    Case(name: "wampler4", degree: 5, hasIntercept: true, digits: (15, 12)),
    Case(name: "wampler5", degree: 5, hasIntercept: true, digits: (15, 12)),
  ]

  @Test(arguments: cases) func keepsTheCertifiedDigits(_ test: Case) throws {
    let data = try ReferenceFile("datasets/reference/nist/\(test.name).csv")
    let y = Vector(try data.numbers("y"))
    let regressors: Matrix
    if let degree = test.degree {
      let x = try data.numbers("x")
      regressors = Matrix(rowCount: x.count, columnCount: degree) { pow(x[$0], Double($1 + 1)) }
    } else {
      let columns = try data.columns.dropFirst().map(data.numbers)
      regressors = Matrix(rowCount: y.count, columnCount: columns.count) { columns[$1][$0] }
    }
    let fit = try LinearRegression(regressors: regressors, response: y, hasIntercept: test.hasIntercept).fit()

    let certified = try Self.certified(test.name)
    let coefficients = try #require(certified["coef"])
    let errors = try #require(certified["stderr"])
    try #require(coefficients.count == fit.coefficients.count && errors.count == coefficients.count)
    let standardErrors = try #require(fit.standardErrors)
    var (least, leastError) = (16.0, 16.0)
    for k in coefficients.indices {
      least = min(least, digitsOfAgreement(fit.coefficients[k], coefficients[k]))
      leastError = min(leastError, digitsOfAgreement(standardErrors[k], errors[k]))
    }
    #expect(least >= test.digits.coefficient)
    #expect(leastError >= test.digits.error)
    let deviation = try #require(certified["residual_sd"]?.first)
    #expect(digitsOfAgreement(try #require(fit.residualStandardDeviation), deviation) >= test.digits.error)
    let rSquared = try #require(certified["r_squared"]?.first)
    #expect(digitsOfAgreement(try #require(fit.rSquared), rSquared) >= 9)
  }

  /// The certified values of one set by statistic, in the order of the parameters.
  static func certified(_ name: String) throws -> [String: [Double]] {
    let table = try ReferenceFile("datasets/reference/nist/certified.csv")
    var result: [String: [Double]] = [:]
    for row in table.rows where row[0] == name {
      if let value = Double(row[3]) { result[row[1], default: []].append(value) }
    }
    return result
  }
}
