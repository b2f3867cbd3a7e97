import Foundation
import Testing
import TradeSeries

@testable import Trends

@Suite struct PosteriorTrendTests {
  private let key = SeriesKey(reporter: "BY", partner: "TR", indicator: "exports")

  @Test func summarisesGrowthNotItsLogarithm() throws {
    // Growths of −50, 0, 50, 100 and 150 per cent a year.
    let drifts = [0.5, 1, 1.5, 2, 2.5].map { log($0) }
    let estimate = try #require(
      PosteriorTrend().summarise(drifts, years: 2019...2022, count: 3, series: key, unit: .usDollar))
    #expect(abs(estimate.growth - 0.5) < 1e-15)
    #expect(abs(try #require(estimate.standardError) - (2.5 / 4).squareRoot()) < 1e-15)
    #expect(estimate.model == "posterior" && estimate.first == 2019 && estimate.last == 2022 && estimate.count == 3)
    let intervals = try #require(estimate.intervals)
    #expect(intervals.interval95.lowerBound <= intervals.interval80.lowerBound)
    #expect(intervals.interval80.upperBound <= intervals.interval95.upperBound)
    #expect(intervals.interval95.lowerBound >= -0.5 && intervals.interval95.upperBound <= 1.5)
  }

  @Test func fewerThanTwoDrawsSayNothing() {
    #expect(PosteriorTrend().summarise([], years: 2019...2022, count: 1, series: key, unit: .usDollar) == nil)
    #expect(PosteriorTrend().summarise([0.1], years: 2019...2022, count: 1, series: key, unit: .usDollar) == nil)
  }
}
