import LinearAlgebra
import Statistics
import Testing

/// Regressions of the numbers that break programs: none crashes, and what is answered is right.
@Suite struct LinearRegressionPropertyTests {
  static let oddities = [
    0, 0, 1, 1, -1, 2, 3, 0.1, 1e-8, 1e8, 1e300, -1e300, 1e-300, .leastNonzeroMagnitude, 0x1p53, 0x1p53 + 2, 2020, 2021,
  ]

  struct Draw {
    var generator: PhiloxGenerator
    mutating func index(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
    mutating func odd() -> Double { oddities[index(oddities.count)] }
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func oddNumbersGiveAnswersOrTypedErrors(_ seed: UInt64) throws {
    var draw = Draw(generator: PhiloxGenerator(seed: seed, stream: 0))
    let (n, p) = (1 + draw.index(6), 1 + draw.index(3))
    let x = Matrix(rowCount: n, columnCount: p) { _, _ in draw.odd() }
    let y = Vector((0..<n).map { _ in draw.odd() })
    let regression = try LinearRegression(regressors: x, response: y, hasIntercept: draw.index(2) == 0)
    let fit: LeastSquaresFit
    do {
      fit = try regression.fit()
    } catch {
      guard case .coefficientOutOfRange = error else { throw error }
      return
    }
    for value in Array(fit.coefficients) + Array(fit.residuals) { #expect(value.isFinite) }
    #expect(fit.degreesOfFreedom == n - fit.rank && fit.rank <= min(n, regression.coefficientCount))
    #expect(fit.rank == regression.coefficientCount - fit.dependentColumns.count)
    #expect((fit.standardErrors == nil) == (fit.degreesOfFreedom == 0))
    #expect(fit.standardErrors?.contains { $0.isNaN } != true)
    #expect(fit.rSquared.map { $0.isFinite } != false)
    let leverages = try #require(fit.leverages)
    #expect(leverages.allSatisfy { $0 >= 0 && $0 <= 1 })
    // Doing nothing explains no more.
    let unit = max(y.maximumNorm, .leastNormalMagnitude)
    let scaled = { (vector: Vector) in vector.reduce(0) { $0 + ($1 / unit) * ($1 / unit) } }
    #expect(scaled(fit.residuals) <= scaled(y) * (1 + 1e-12))
  }

  /// Every inference of such a fit is a number, a typed error or nothing.
  @Test(arguments: 0..<200 as Range<UInt64>) func inferenceOfOddFits(_ seed: UInt64) throws {
    var draw = Draw(generator: PhiloxGenerator(seed: seed, stream: 1))
    let (n, p) = (2 + draw.index(8), 1 + draw.index(2))
    let x = Matrix(rowCount: n, columnCount: p) { _, _ in draw.odd() }
    let regression = try LinearRegression(regressors: x, response: Vector((0..<n).map { _ in draw.odd() }))
    guard let fit = try? regression.fit() else { return }
    let methods: [CovarianceEstimator] =
      HeteroskedasticityCorrection.allCases.map(CovarianceEstimator.heteroskedastic) + [
        .classical, .neweyWest(.lags(1), isAdjusted: true), .neweyWest(.andrews, isAdjusted: false),
        .neweyWest(.neweyWest, isAdjusted: false), .equalWeightedCosine(terms: nil),
      ]
    for method in methods {
      guard let covariance = try expectTyped({ try fit.covariance(method) }) else { continue }
      #expect(!covariance.standardErrors.contains { $0.isNaN }, "\(method)")
      for k in fit.coefficients.indices {
        #expect(covariance.tStatistic(k)?.isNaN != true && covariance.pValue(k)?.isNaN != true, "\(method)")
      }
    }
    let tests: [() throws -> SpecificationTest] = [
      { try fit.breuschGodfrey(order: 1) }, { try fit.breuschPagan() }, { try fit.breuschPagan(isStudentized: false) },
      { try fit.white() }, { try fit.jarqueBera() }, { try fit.reset() }, { try fit.chow(breakAt: n / 2) },
    ]
    for (k, test) in tests.enumerated() {
      guard let result = try expectTyped(test) else { continue }
      #expect(result.statistic >= 0 && (0...1).contains(result.pValue), "test \(k): \(result)")
    }
    if let result = try expectTyped({ try fit.durbinWatson() }) {
      #expect((0...4.000001).contains(result.statistic) && (0...1).contains(result.probabilityBelow))
      #expect((result.probabilityBelow + result.probabilityAbove - 1).magnitude < 1e-12)
    }
    if let influence = try expectTyped({ try fit.observationInfluence() }) {
      #expect(influence.cooksDistances.allSatisfy { $0 >= 0 } && !influence.dffits.contains { $0.isNaN })
    }
    let collinearity = regression.collinearity
    #expect(!collinearity.varianceInflationFactors.contains { $0.isNaN })
    #expect(!collinearity.conditionIndices.contains { $0.isNaN })
    #expect(!collinearity.varianceProportions.columnMajorElements.contains { $0.isNaN })
    for scheme in [BootstrapScheme.pairs, .residual, .wild(.webb), .movingBlock(length: 2)] {
      guard let sample = try expectTyped({ try fit.bootstrap(scheme, replications: 10, seed: seed) }) else { continue }
      #expect(!sample.standardErrors.contains { $0.isNaN }, "\(scheme)")
    }
  }

  /// The value, or nothing where the error is one of inference; any other error is passed on.
  func expectTyped<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch is InferenceError {
      return nil
    }
  }

  /// Weights and covariances of all sizes keep the equations and each other.
  @Test(arguments: 0..<50 as Range<UInt64>) func unitsDoNotMatter(_ seed: UInt64) throws {
    var generator = PhiloxGenerator(seed: seed, stream: 2)
    let x = Matrix(rowCount: 9, columnCount: 2) { _, _ in generator.normal() }
    let y = Vector((0..<9).map { _ in generator.normal() })
    let root = Matrix(rowCount: 9, columnCount: 9) { _, _ in generator.normal() }
    let covariance = root.timesTransposed(root)
    let plain = try LinearRegression(regressors: x, response: y).fit(.covariance(covariance))
    let units = [0x1p-400, 0x1p300]
    let scaled = try LinearRegression(
      regressors: Matrix(rowCount: 9, columnCount: 2) { x[$0, $1] * units[$1] },
      response: Vector(y.map { $0 * 0x1p100 })
    ).fit(.covariance(Matrix(rowCount: 9, columnCount: 9) { covariance[$0, $1] * 0x1p-500 }))
    for j in 0..<3 {
      let unit = 0x1p100 / (j == 0 ? 1 : units[j - 1])
      #expect(digitsOfAgreement(scaled.coefficients[j], plain.coefficients[j] * unit) > 12)
      let errors = (try #require(scaled.standardErrors), try #require(plain.standardErrors))
      #expect(digitsOfAgreement(errors.0[j], errors.1[j] * unit) > 12)
    }
  }
}
