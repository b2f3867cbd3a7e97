import Foundation
import LinearAlgebra
import Statistics
import Testing

/// Against R, statsmodels and gretl; `Tests/Reference/inference` has the tables and the scripts that made them.
@Suite struct InferenceReferenceTests {
  /// A table of one program: values by sample and quantity, in the order of their index.
  static func table(_ program: String) throws -> [String: [String: [Double]]] {
    let file = try ReferenceFile("Tests/Reference/inference/\(program).csv")
    var result: [String: [String: [Double]]] = [:]
    for row in file.rows {
      result[row[0], default: [:]][row[1], default: []].append(try #require(Double(row[3]), "\(row)"))
    }
    return result
  }

  static func fit(_ sample: String) throws -> LeastSquaresFit {
    if sample == "longley" {
      let data = try ReferenceFile("datasets/reference/nist/longley.csv")
      let columns = try data.columns.dropFirst().map(data.numbers)
      return try LinearRegression(
        regressors: Matrix(rowCount: 16, columnCount: 6) { columns[$1][$0] }, response: Vector(data.numbers("y"))
      ).fit()
    }
    let data = try ReferenceFile("Tests/Reference/inference/data.csv")
    let count = ["short", "trend"].contains(sample) ? 12 : 40
    let columns = try (sample == "trend" ? ["t"] : ["x1", "x2"]).map(data.numbers)
    let regression = try LinearRegression(
      regressors: Matrix(rowCount: count, columnCount: columns.count) { columns[$1][$0] },
      response: Vector(try data.numbers("y").prefix(count)))
    let weights = try data.numbers("weight")
    switch sample {
    case "weighted": return try regression.fit(.weights(Vector(weights)))
    case "general":
      return try regression.fit(
        .covariance(
          Matrix(rowCount: 40, columnCount: 40) {
            pow(0.7, Double(abs($0 - $1))) * (weights[$0] * weights[$1]).squareRoot()
          }))
    default: return try regression.fit()
    }
  }

  /// Our values of a quantity, in the order of the tables.
  static func values(_ quantity: String, _ fit: LeastSquaresFit, sample: String) throws -> [Double] {
    func matrix(_ method: CovarianceEstimator) throws -> [Double] {
      try fit.covariance(method).matrix.columnMajorElements
    }
    func pair(_ test: SpecificationTest) -> [Double] { [test.statistic, test.pValue] }
    let breaks = ["long": 15, "short": 5, "trend": 6, "longley": 8]
    switch quantity {
    case "coefficient": return fit.coefficients.elements
    case "classical": return try matrix(.classical)
    case "sigma": return [try #require(fit.residualStandardDeviation)]
    case "r_squared": return [try #require(fit.rSquared)]
    case "hc0", "hc1", "hc2", "hc3":
      return try matrix(.heteroskedastic(try #require(HeteroskedasticityCorrection(rawValue: quantity))))
    case "newey_west_0", "newey_west_2", "newey_west_4":
      return try matrix(.neweyWest(.lags(try #require(quantity.last?.wholeNumberValue)), isAdjusted: false))
    case "newey_west_0_adjusted": return try matrix(.neweyWest(.lags(0), isAdjusted: true))
    case "newey_west_2_adjusted": return try matrix(.neweyWest(.lags(2), isAdjusted: true))
    case "newey_west_4_adjusted": return try matrix(.neweyWest(.lags(4), isAdjusted: true))
    case "newey_west_automatic": return try matrix(.neweyWest(.neweyWest, isAdjusted: false))
    case "andrews": return try matrix(.neweyWest(.andrews, isAdjusted: false))
    case "bandwidth_newey_west":
      return [try #require(try fit.covariance(.neweyWest(.neweyWest, isAdjusted: false)).bandwidth)]
    case "bandwidth_andrews":
      return [try #require(try fit.covariance(.neweyWest(.andrews, isAdjusted: false)).bandwidth)]
    case "cosine": return try matrix(.equalWeightedCosine(terms: nil))
    case "durbin_watson": return [try fit.durbinWatson().statistic]
    case "durbin_watson_below": return [try fit.durbinWatson().probabilityBelow]
    case "breusch_godfrey_1": return pair(try fit.breuschGodfrey(order: 1))
    case "breusch_godfrey_2": return pair(try fit.breuschGodfrey(order: 2))
    case "breusch_pagan": return pair(try fit.breuschPagan())
    case "breusch_pagan_original": return pair(try fit.breuschPagan(isStudentized: false))
    case "white": return pair(try fit.white())
    case "jarque_bera": return pair(try fit.jarqueBera())
    case "reset": return pair(try fit.reset())
    case "chow": return pair(try fit.chow(breakAt: try #require(breaks[sample])))
    case "inflation": return fit.regression.collinearity.varianceInflationFactors.elements
    case "condition": return fit.regression.collinearity.conditionIndices.elements
    case "proportion": return fit.regression.collinearity.varianceProportions.columnMajorElements
    case "leverage": return try #require(fit.leverages).elements
    case "standardized": return try fit.observationInfluence().standardizedResiduals.elements
    case "studentized": return try fit.observationInfluence().studentizedResiduals.elements
    case "cook": return try fit.observationInfluence().cooksDistances.elements
    case "dffits": return try fit.observationInfluence().dffits.elements
    default: throw UnknownQuantity(name: quantity)
    }
  }

  struct UnknownQuantity: Error { let name: String }

  @Test(arguments: ["r", "statsmodels", "gretl", "mpmath"]) func agreesWith(_ program: String) throws {
    let table = try Self.table(program)
    #expect(!table.isEmpty)
    for (sample, quantities) in table.sorted(by: { $0.key < $1.key }) {
      let fit = try Self.fit(sample)
      for (quantity, truths) in quantities.sorted(by: { $0.key < $1.key }) {
        let values = try Self.values(quantity, fit, sample: sample)
        try #require(values.count == truths.count, "\(sample) \(quantity)")
        var least = 16.0
        for (value, truth) in zip(values, truths) { least = min(least, digitsOfAgreement(value, truth)) }
        #expect(least >= 8, "\(program) \(sample) \(quantity): \(values.prefix(3)) \(truths.prefix(3))")
      }
    }
  }
}
