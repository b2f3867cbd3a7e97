import Foundation
import LinearAlgebra
import Statistics
import Testing

@testable import Trends

@Suite struct PiecewiseTrendTests {
  private func series(_ values: [Double]) throws -> YearlySeries {
    try YearlySeries(values.enumerated().map { .init(year: 2000 + $0, value: $1) })
  }

  private func noisy(_ count: Int, seed: UInt64, _ trend: (Double) -> Double) throws -> YearlySeries {
    var generator = PhiloxGenerator(seed: 7, stream: seed)
    return try series((0..<count).map { exp(trend(Double($0)) + 0.02 * generator.normal()) })
  }

  @Test func aBreakIsFoundAndGrowthIsThatOfTheLastSegment() throws {
    let values = try noisy(14, seed: 1) { $0 < 7 ? 0.1 * $0 : 0.7 - 0.05 * ($0 - 6) }
    let fit = try PiecewiseTrend().fit(values)
    #expect(abs(try fit.estimate.growth.required - expm1(-0.05)) < 0.02)
    let breaks = fit.estimate.notes.compactMap { note -> [Int]? in
      if case .breaks(let years, _) = note { years } else { nil }
    }
    #expect(breaks == [[2006]])
    #expect(fit.path.count == 14 && fit.estimate.interval95?.contains(expm1(-0.05)) == true)
  }

  @Test func withoutABreakItIsTheStraightLine() throws {
    let values = try noisy(12, seed: 3) { 0.05 * $0 }
    let (fit, line) = (try PiecewiseTrend().fit(values), try LogLinearTrend().fit(values))
    #expect(digitsOfAgreement(try fit.estimate.growth.required, try line.estimate.growth.required) > 11)
    let (found, truth) = (try #require(fit.estimate.interval95), try #require(line.estimate.interval95))
    #expect(digitsOfAgreement(found.lowerBound, truth.lowerBound) > 10)
    #expect(digitsOfAgreement(found.upperBound, truth.upperBound) > 10)
  }

  @Test func fiveYearsHaveNoRoomForABreak() {
    #expect(throws: TrendError.tooShort(count: 5, required: 6)) { try PiecewiseTrend().fit(series([1, 2, 3, 4, 5])) }
  }

  @Test func perfectSeriesHaveNoBreakAndNoTest() throws {
    let fit = try PiecewiseTrend().fit(series([1, 2, 4, 8, 16, 32, 64]))
    #expect(abs(try fit.estimate.growth.required - 1) < 1e-12)
    #expect(fit.estimate.notes.contains(.noBreak(pValue: nil)) && fit.estimate.notes.contains(.perfectFit))
    let broken = try PiecewiseTrend().fit(series([1, 2, 4, 8, 8, 8, 8, 8]))
    #expect(broken.estimate.growth?.isFinite == true)
  }

  /// Simulated p-values of series without a break are uniform: of 200 at most 20 and at least 2 are below 5 %.
  @Test func theSimulatedTestHoldsItsSize() throws {
    var rejections = 0
    for seed in 0..<200 {
      let values = try noisy(10, seed: 1000 + UInt64(seed)) { 0.05 * $0 }
      let analysis = try PiecewiseTrend.analysis(values.logarithms())
      let p = try #require(analysis.simulate(draws: 99, seed: UInt64(seed)).supF[0])
      if p <= 0.05 { rejections += 1 }
    }
    #expect((2...20).contains(rejections), "\(rejections)")
  }

  /// The dynamic programme against all partitions.
  @Test(arguments: UInt64(0)..<10) func partitionsAreTheBestOfAll(_ seed: UInt64) throws {
    let values = try noisy(13, seed: 50 + seed) { 0.1 * sin($0) }
    let analysis = try PiecewiseTrend.analysis(values.logarithms())
    let squares = analysis.rotations.squares(analysis.response)
    var least = Double.infinity
    for first in 3...7 {
      for second in (first + 3)...10 {
        least = min(least, squares[0..<first] + squares[first..<second] + squares[second..<13])
      }
    }
    #expect(analysis.partitions[2].squares == least)
    // And a segment's sum of squares against a regression.
    let regression = try LogLinearTrend().fit(try YearlySeries(Array(values.observations[4..<11]))).estimate
    let sigma = try #require(regression.sigma)
    #expect(digitsOfAgreement(squares[4..<11], 5 * sigma * sigma) > 11)
  }

  @Test func tablesGoByTheNumberOfCoefficients() {
    #expect(BreakTables.supF(width: 1, breaks: 1, level: .fivePercent) == 8.58)
    #expect(BreakTables.supF(width: 2, breaks: 1, level: .fivePercent) == 11.47)
    #expect(BreakTables.supF(width: 2, breaks: 5, level: .onePercent) == 7.00)
    #expect(BreakTables.udMax(width: 2, level: .fivePercent) == 11.70)
    #expect(BreakTables.wdMax(width: 1, level: .fivePercent) == 9.91)
    #expect(BreakTables.sequentialF(width: 2, given: 1, level: .fivePercent) == 12.95)
    #expect(BreakTables.supF(width: 11, breaks: 1, level: .fivePercent) == nil)
  }
}
