import Testing

@testable import Trends

@Suite struct YearlySeriesFaultTests {
  private func series(_ points: [(Int, Double)]) throws(TrendError) -> YearlySeries {
    try YearlySeries(points.map { YearlySeries.Observation(year: $0.0, value: $0.1) })
  }

  @Test func everyYearConcernedIsNamed() {
    #expect(throws: TrendError.tooShort(count: 0, required: 1)) { try series([]) }
    #expect(throws: TrendError.repeatedYears([2020, 2022])) {
      try series([(2022, 1), (2020, 1), (2021, 1), (2020, 2), (2022, 3), (2020, 4)])
    }
    #expect(throws: TrendError.notFinite(years: [2019, 2021])) {
      try series([(2021, .nan), (2020, 1), (2019, -.infinity)])
    }
    let limit = YearlySeries.yearLimit
    #expect(throws: TrendError.yearsOutOfRange([.min, limit + 1, .max])) {
      try series([(.max, 1), (limit + 1, 1), (2020, 1), (.min, 1)])
    }
    #expect(throws: TrendError.notPositive(years: [2019, 2021])) {
      try series([(2019, 0), (2020, 1), (2021, -3)]).logarithms()
    }
  }

  @Test func theWidestSpanIsTaken() throws {
    let limit = YearlySeries.yearLimit
    let wide = try series([(limit, 2), (-limit, 1)])
    #expect(wide.first == -limit && wide.last == limit && wide.missingCount == 2 * limit - 1)
    #expect(wide.yearsBeforeGaps == [-limit] && wide.elapsed == [0, 0x1p54])
    for outcome in TrendComparison().outcomes(for: TrendEvidence(series: wide)) where outcome.model == .logLinear {
      #expect(outcome.fit?.estimate.growth ?? 0 > 0)
    }
  }

  @Test func aGrowthBeyondNumbersIsAnError() throws {
    let steep = try series([(2020, 1e-300), (2021, 1e300)])
    #expect(throws: TrendError.growthOutOfRange) { try LogLinearTrend().fit(steep) }
    #expect(throws: TrendError.growthOutOfRange) { try CompoundGrowth().fit(TrendEvidence(series: steep)) }
    #expect(throws: TrendError.growthOutOfRange) { try TheilSenTrend().fit(steep) }
  }

  @Test func digitsOfSmallChangesAreKept() throws {
    let close = try series([(2020, 5e9), (2021, 5e9 + 1)])
    // log(1 + 2e-10) = 2e-10 − 2e-20 + …
    #expect(abs(try close.logarithms().ratios[1] - (2e-10 - 2e-20)) < 1e-25)
  }
}
