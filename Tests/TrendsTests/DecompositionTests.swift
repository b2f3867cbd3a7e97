import Foundation
import Statistics
import Testing

@testable import Trends

@Suite struct DecompositionTests {
  /// Parts of any size, some 0: the contributions sum to the whole to the last digits.
  @Test(arguments: UInt64(0)..<100) func nothingIsLeftOver(_ seed: UInt64) throws {
    var generator = PhiloxGenerator(seed: 41, stream: seed)
    let scale = [1e-300, 1, 1e300][Int(seed % 3)]
    func part() -> Double { generator.uniform() < 0.1 ? 0 : scale * exp(3 * generator.normal() - 3) }
    let before = (0..<(1 + Int(seed % 8))).map { _ in part() } + [scale]
    let after = Array(before.map { $0 * exp(0.2 * generator.normal()) }.dropLast()) + [part() + 0.5 * scale]
    let division = try LogMeanDivisia(before: before, after: after)
    let size = division.contributions.reduce(0) { $0 + $1.logGrowth.magnitude }
    let sum = division.contributions.reduce(0) { $0 + $1.logGrowth }
    #expect(abs(sum - division.logGrowth) <= 16 * .ulpOfOne * max(size, 1))
    let growth = division.contributions.reduce(0) { $0 + $1.growth }
    let parts = division.contributions.reduce(0) { $0 + $1.growth.magnitude }
    #expect(abs(growth - expm1(division.logGrowth)) <= 16 * .ulpOfOne * max(parts, 1))
  }

  /// The weights by the formula with logarithmic means, where no part is 0.
  @Test func weightsAreLogarithmicMeans() throws {
    let (before, after) = ([10.0, 30, 5], [12.0, 24, 15])
    let division = try LogMeanDivisia(before: before, after: after)
    for (place, part) in division.contributions.enumerated() {
      let weight = LogMeanDivisia.logarithmicMean(after[place], before[place]) / LogMeanDivisia.logarithmicMean(51, 45)
      #expect(digitsOfAgreement(part.logGrowth, weight * log(after[place] / before[place])) > 14)
    }
    // Nearly equal: (a − b)/ln(a/b) loses all digits when the logarithms are subtracted; to second order it is the mean.
    #expect(digitsOfAgreement(LogMeanDivisia.logarithmicMean(1 + 1e-9, 1), 1 + 0.5e-9) > 15)
    #expect(LogMeanDivisia.logarithmicMean(3, 3) == 3 && LogMeanDivisia.logarithmicMean(3, 0) == 0)
  }

  /// Factors: against the limit of small numbers in the place of zeros, Ang & Liu (2007).
  @Test func zerosAreLimits() throws {
    let before = [[10.0, 10, 10], [0.5, 0.5, 0], [2, 0, 3]]
    let after = [[14.0, 14, 14], [0.4, 0.6, 0.2], [2.5, 4, 3]]
    let exact = try FactorDecomposition(before: before, after: after)
    let small = try FactorDecomposition(before: before.map { $0.map { max($0, 1e-250) } }, after: after)
    for (one, other) in zip(exact.contributions, small.contributions) { #expect(abs(one - other) < 0.2) }
    // 14·0.4·2.5 + 14·0.6·4 + 14·0.2·3 − 10
    #expect(digitsOfAgreement(exact.contributions.reduce(0, +), 46) > 14)
    #expect(digitsOfAgreement(exact.logContributions.reduce(0, +), log(56.0 / 10)) > 14)
    // Without zeros the sum is the change too, and the formula holds term by term.
    let plain = try FactorDecomposition(before: [[10, 20], [3, 4]], after: [[12, 25], [3.5, 2]])
    let activity =
      LogMeanDivisia.logarithmicMean(42, 30) * log(1.2) + LogMeanDivisia.logarithmicMean(50, 80) * log(1.25)
    #expect(digitsOfAgreement(plain.contributions[0], activity) > 14)
    #expect(digitsOfAgreement(plain.contributions.reduce(0, +), 92 - 110) > 13)
  }

  @Test func whatCannotBeDivided() {
    #expect(throws: DecompositionError.noParts) { try LogMeanDivisia(before: [], after: []) }
    #expect(throws: DecompositionError.zeroSum) { try LogMeanDivisia(before: [0, 0], after: [1, 2]) }
    #expect(throws: DecompositionError.zeroSum) { try LogMeanDivisia(before: [1, 0], after: [0, 0]) }
    #expect(throws: DecompositionError.notAnAmount(part: 1)) { try LogMeanDivisia(before: [1, -2], after: [1, 2]) }
    #expect(throws: DecompositionError.notAnAmount(part: 0)) { try Concentration([.nan, 1]) }
    #expect(throws: DecompositionError.zeroSum) { try Concentration([0, 0]) }
  }

  @Test func concentration() throws {
    let equal = try Concentration([3, 3, 3, 3])
    #expect(digitsOfAgreement(equal.herfindahl, 0.25) > 15 && digitsOfAgreement(equal.effectiveNumber, 4) > 15)
    #expect(equal.normalised == 0)
    let alone = try Concentration([0, 5e307, 0])
    #expect(alone.herfindahl == 1 && alone.normalised == 1)
    #expect(try Concentration([7]).normalised == nil)
    // 0.5² + 0.3² + 0.2²
    #expect(digitsOfAgreement(try Concentration([50, 30, 20]).herfindahl, 0.38) > 15)
  }
}
