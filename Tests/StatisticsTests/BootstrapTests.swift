import Foundation
import LinearAlgebra
import Statistics
import Testing

/// Small cases against all their equally probable outcomes, counted one by one.
@Suite struct BootstrapTests {
  static let x = Matrix(rows: [[0], [1], [3], [4], [7]])
  static let y: Vector = [1, 4, 3, 8, 10]
  static let replications = 20_000

  let fit: LeastSquaresFit
  /// Residuals over √(1 − h).
  let scaled: [Double]

  init() throws {
    let fit = try LinearRegression(regressors: Self.x, response: Self.y).fit()
    let leverages = try #require(fit.leverages)
    self.fit = fit
    scaled = zip(fit.residuals, leverages).map { $0 / (1 - $1).squareRoot() }
  }

  /// All lists of so many indices below a count.
  static func lists(of length: Int, below count: Int) -> [[Int]] {
    (0..<length).reduce([[]]) { lists, _ in lists.flatMap { list in (0..<count).map { list + [$0] } } }
  }

  /// The slope of a line by the textbook's sums.
  static func slope(_ x: [Double], _ y: [Double]) -> Double? {
    let (a, b) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let square = x.reduce(0) { $0 + ($1 - a) * ($1 - a) }
    return square > 0 ? zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / square : nil
  }

  func slope(errors: [Double]) throws -> Double {
    try #require(Self.slope(Self.x.column(0).elements, zip(fit.fittedValues, errors).map { $0 + $1 }))
  }

  /// Mean and standard deviation of the draws within four standard errors of those of all outcomes; extremes the same.
  func expect(_ scheme: BootstrapScheme, toDrawFrom outcomes: [Double]) throws {
    let sample = try fit.bootstrap(scheme, replications: Self.replications, seed: 42)
    let draws = sample.draws(ofCoefficient: 1).elements
    let count = Double(outcomes.count)
    let mean = outcomes.reduce(0, +) / count
    let moments = outcomes.reduce(into: (second: 0.0, fourth: 0.0)) { sums, value in
      let square = (value - mean) * (value - mean)
      sums.second += square / count
      sums.fourth += square * square / count
    }
    let n = Double(Self.replications)
    let drawn = draws.reduce(0, +) / n
    #expect((drawn - mean).magnitude < 4 * (moments.second / n).squareRoot(), "\(drawn) for \(mean)")
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let error = ((moments.fourth - moments.second * moments.second) / n).squareRoot()
    #expect((variance - moments.second).magnitude < 4 * error, "\(variance) for \(moments.second)")
    #expect(digitsOfAgreement(sample.standardErrors[1], variance.squareRoot()) > 3)
    // No draw is anything else.
    let values = outcomes.sorted()
    for draw in draws.prefix(500) {
      let nearest = values.reduce(Double.infinity) { min($0, ($1 - draw).magnitude) }
      #expect(nearest < 1e-12, "\(draw) is no outcome")
    }
  }

  @Test func pairs() throws {
    // Samples of one point determine nothing and are drawn again.
    let outcomes = Self.lists(of: 5, below: 5).compactMap { picks in
      Self.slope(picks.map { Self.x[$0, 0] }, picks.map { Self.y[$0] })
    }
    #expect(outcomes.count == 3125 - 5)
    try expect(.pairs, toDrawFrom: outcomes)
  }

  @Test func residual() throws {
    let mean = scaled.reduce(0, +) / 5
    try expect(
      .residual,
      toDrawFrom: Self.lists(of: 5, below: 5).map { picks in try slope(errors: picks.map { scaled[$0] - mean }) })
  }

  @Test(arguments: [WildWeights.rademacher, .webb]) func wild(_ weights: WildWeights) throws {
    let half = weights == .webb ? [0.5, 1, 1.5].map { $0.squareRoot() } : [1]
    let values = half + half.map { -$0 }
    let outcomes = try Self.lists(of: 5, below: values.count).map { picks in
      try slope(errors: zip(picks, scaled).map { values[$0] * $1 })
    }
    try expect(.wild(weights), toDrawFrom: outcomes)
    // The spread of all outcomes is HC2.
    let center = fit.coefficients[1]
    let variance = outcomes.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(outcomes.count)
    let robust = try fit.covariance(.heteroskedastic(.hc2)).standardErrors[1]
    #expect(digitsOfAgreement(variance.squareRoot(), robust) > 12)
  }

  @Test func movingBlock() throws {
    let means = (0..<2).map { place in (0..<4).reduce(0) { $0 + scaled[$1 + place] } / 4 }
    let outcomes = try Self.lists(of: 3, below: 4).map { starts -> Double in
      let errors = (0..<5).map { t -> Double in
        let (run, place) = t.quotientAndRemainder(dividingBy: 2)
        return scaled[starts[run] + place] - means[place]
      }
      return try slope(errors: errors)
    }
    try expect(.movingBlock(length: 2), toDrawFrom: outcomes)
  }

  /// A replication is a function of the seed and its number alone.
  @Test(arguments: [BootstrapScheme.pairs, .residual, .wild(.webb), .movingBlock(length: 3)])
  func moreReplicationsBeginWithTheSame(_ scheme: BootstrapScheme) throws {
    let few = try fit.bootstrap(scheme, replications: 65, seed: 7).draws(ofCoefficient: 0)
    let many = try fit.bootstrap(scheme, replications: 300, seed: 7).draws(ofCoefficient: 0)
    #expect(few == Vector(many.prefix(65)))
    let other = try fit.bootstrap(scheme, replications: 65, seed: 8).draws(ofCoefficient: 0)
    #expect(few != other)
  }

  @Test func intervals() throws {
    let sample = try fit.bootstrap(.residual, replications: 999, seed: 3)
    let sorted = sample.draws(ofCoefficient: 1).sorted()
    let percentile = sample.percentileInterval(ofCoefficient: 1, level: 0.9)
    #expect((percentile.lowerBound - (sorted[49] + 0.9 * (sorted[50] - sorted[49]))).magnitude < 1e-12)
    let basic = sample.basicInterval(ofCoefficient: 1, level: 0.9)
    #expect((basic.upperBound + percentile.lowerBound - 2 * fit.coefficients[1]).magnitude < 1e-12)
  }

  /// 50,000 resamples of pairs by arch 8.0.0: `IIDBootstrap(x, y, seed=1).cov`, by the script beside the table.
  @Test func pairsAgreeWithArch() throws {
    let truth = try ReferenceFile("Tests/Reference/inference/arch.csv").numbers("standard_error")
    let fit = try InferenceReferenceTests.fit("long")
    let ours = try fit.bootstrap(.pairs, replications: 50_000, seed: 1).standardErrors
    // Each standard deviation has a relative error of about 1/√(2·50,000), three thousandths: 1.5 % is four of the two.
    for (value, expected) in zip(ours, truth) { #expect((value / expected - 1).magnitude < 0.02) }
  }

  @Test func whatCannotBeDrawnIsNamed() throws {
    #expect(throws: InferenceError.outOfRange(value: 6, allowed: 1...5)) {
      try fit.bootstrap(.movingBlock(length: 6), replications: 2, seed: 1)
    }
    let weighted = try fit.regression.fit(.weights([1, 2, 3, 4, 5]))
    #expect(throws: InferenceError.notOrdinary) { try weighted.bootstrap(.pairs, replications: 2, seed: 1) }
    let dummy = try LinearRegression(
      regressors: Matrix(rows: [[0], [0], [0], [1]]), response: [1, 2, 4, 8]
    ).fit()
    #expect(throws: InferenceError.leverageOfOne(observation: 3)) {
      try dummy.bootstrap(.residual, replications: 2, seed: 1)
    }
    let general = try fit.regression.fit(.covariance(.identity(5)))
    #expect(throws: InferenceError.errorsHaveCovariance) { try general.bootstrap(.residual, replications: 2, seed: 1) }
  }
}
