import Foundation
import Testing

@testable import Trends

@Suite struct LogLinearTrendTests {
  private func fit(_ points: [(Int, Double)]) throws(TrendError) -> TrendEstimate {
    try LogLinearTrend().fit(YearlySeries(points.map { YearlySeries.Observation(year: $0.0, value: $0.1) })).estimate
  }

  @Test func twoYearsGiveAGrowthAndNothingToJudgeItBy() throws {
    let estimate = try fit([(2020, 100), (2022, 144)])
    // √1.44 − 1 a year.
    #expect(abs(try #require(estimate.growth) - 0.2) < 1e-14)
    #expect(estimate.standardError == nil && estimate.interval95 == nil && estimate.notes == [.noDegreesOfFreedom])
    #expect(estimate.rSquared == nil && estimate.sigma == nil)
    #expect(estimate.first == 2020 && estimate.last == 2022 && estimate.count == 2)
  }

  @Test func threeYearsHaveOneDegreeOfFreedom() throws {
    // Logs 0, a, 0 about their mean a/3: slope 0, residuals −a/3, 2a/3, −a/3, so σ² = 6a²/9 and the slope's error σ/√2.
    let a = log(1.1)
    let estimate = try fit([(2020, 1), (2021, 1.1), (2022, 1)])
    let error = a * (6.0 / 9).squareRoot() / 2.0.squareRoot()
    #expect(abs(try #require(estimate.growth)) < 1e-15)
    #expect(abs(try #require(estimate.standardError) - error) < 1e-15)
    // Student's t with one degree of freedom: tan(π·0.475).
    let reach = tan(Double.pi * 0.475) * error
    let interval = try #require(estimate.interval95)
    #expect(abs(interval.upperBound - expm1(reach)) < 1e-12 && abs(interval.lowerBound - expm1(-reach)) < 1e-12)
  }

  @Test func orderOfTheYearsDoesNotMatter() throws {
    let points = [(2018, 3.0), (2019, 4.0), (2020, 3.5), (2022, 6.0)]
    #expect(try fit(points) == fit(points.reversed()))
  }

  @Test func constantValuesDoNotGrow() throws {
    let estimate = try fit([(2020, 7), (2021, 7), (2022, 7)])
    #expect(estimate.growth == 0 && estimate.rSquared == nil)
  }

  @Test func unusableYearsAreNamed() {
    #expect(throws: TrendError.tooShort(count: 1, required: 2)) { try fit([(2020, 1)]) }
    #expect(throws: TrendError.repeatedYears([2021])) { try fit([(2021, 1), (2020, 1), (2021, 2)]) }
    #expect(throws: TrendError.notPositive(years: [2021])) { try fit([(2020, 1), (2021, 0)]) }
    #expect(throws: TrendError.notFinite(years: [2020])) { try fit([(2020, .nan), (2021, 1)]) }
    #expect(throws: TrendError.notFinite(years: [2020])) { try fit([(2020, .infinity), (2021, 1)]) }
  }

  /// A variance of the slope of 10⁴ and more: exp(b − V/2) is 0, which would read as a fall of 100 %, known exactly.
  @Test func biasBeyondNumbersIsNoGrowth() throws {
    let series = try YearlySeries([
      .init(year: 2001, value: 1e-300), .init(year: 2002, value: 1e300), .init(year: 2003, value: 1e-300),
    ])
    #expect(throws: TrendError.growthOutOfRange) { try LogLinearTrend(reporting: .biasAdjusted).fit(series) }
  }
}
