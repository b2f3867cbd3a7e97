import Foundation
import Testing

@testable import Trends

@Suite struct StructuralTrendFaultTests {
  private func fit(_ kind: StructuralTrend.Kind, _ points: [(Int, Double)]) throws(TrendError) -> TrendFit {
    try StructuralTrend(kind).fit(try YearlySeries(points.map { .init(year: $0.0, value: $0.1) }))
  }

  @Test func oneYearIsTooShort() {
    for kind in StructuralTrend.Kind.allCases {
      let required = kind.hasSlope ? 2 : 3
      #expect(throws: TrendError.tooShort(count: 1, required: required)) { try fit(kind, [(2020, 1)]) }
    }
    // Of two years the likelihood is the same for a level that stays and one that goes all the way.
    #expect(throws: TrendError.tooShort(count: 2, required: 3)) { try fit(.localLevel, [(2020, 5), (2021, 6)]) }
  }

  @Test func twoYearsGiveAGrowthAndNothingToJudgeItBy() throws {
    for kind in [StructuralTrend.Kind.localLinear, .smooth] {
      let estimate = try fit(kind, [(2020, 100), (2022, 144)]).estimate
      #expect(abs(try estimate.growth.required - 0.2) < 1e-14)
      #expect(estimate.interval95 == nil && estimate.notes == [.noDegreesOfFreedom])
    }
  }

  /// One observation more than unknowns: the likelihood is the same for all ratios, and the line is what is left.
  @Test func threeYearsGiveTheStraightLine() throws {
    let points = [(2020, 1.0), (2021, 1.5), (2022, 1.8)]
    let line = try LogLinearTrend().fit(try YearlySeries(points.map { .init(year: $0.0, value: $0.1) })).estimate
    let estimate = try fit(.localLinear, points).estimate
    #expect(abs(try estimate.growth.required - (try line.growth.required)) < 1e-14)
    let (found, truth) = (try #require(estimate.interval95), try #require(line.interval95))
    #expect(digitsOfAgreement(found.upperBound, truth.upperBound) > 12)
    #expect(estimate.notes.contains(.varianceRatiosUnknown))
    #expect(!estimate.notes.contains(.varianceAtBoundary(.slope)))
    #expect(estimate.notes.contains { if case .fewDegreesOfFreedom(1, _) = $0 { true } else { false } })
  }

  @Test func constantsAndPerfectGrowthAreMetPerfectly() throws {
    for kind in StructuralTrend.Kind.allCases {
      let constant = try fit(kind, (2000...2009).map { ($0, 7) }).estimate
      #expect(constant.growth == 0 && constant.notes.contains(.perfectFit))
    }
    let doubling = try fit(.localLinear, (2000...2009).map { ($0, pow(2, Double($0 - 2000))) }).estimate
    #expect(abs(try doubling.growth.required - 1) < 1e-13 && doubling.notes.contains(.perfectFit))
  }

  @Test func valuesWithoutLogarithmAndDistantYearsAreRefused() {
    #expect(throws: TrendError.notPositive(years: [2021, 2022])) {
      try fit(.smooth, [(2020, 1), (2021, 0), (2022, -1), (2023, 2)])
    }
    #expect(throws: TrendError.spanTooLong(years: 1 << 53, limit: 10_000)) {
      try fit(.smooth, [(1, 1), (1 << 53, 2)])
    }
  }

  /// Where the level does not move, its growth is 0 and not what rounding leaves.
  @Test func stillLevelHasNoGrowth() throws {
    let values = [1.0, 1.3, 0.8, 1.2, 0.9, 1.1, 1.0]
    let series = try YearlySeries(values.enumerated().map { .init(year: 2010 + $0.offset, value: $0.element) })
    let estimate = try StructuralTrend(.localLevel).fit(series).estimate
    #expect(estimate.notes.contains(.varianceAtBoundary(.level)))
    #expect(estimate.growth == 0)
  }
}
