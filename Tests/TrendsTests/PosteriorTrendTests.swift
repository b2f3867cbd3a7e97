import Foundation
import Testing

@testable import Trends

@Suite struct PosteriorTrendTests {
  @Test func summarisesGrowthNotItsLogarithm() throws {
    // Growths of −50, 0, 50, 100 and 150 per cent a year.
    let drifts = [0.5, 1, 1.5, 2, 2.5].map { log($0) }
    let estimate = try #require(
      PosteriorTrend().summarise(drifts, years: 2019...2022, count: 3))
    #expect(abs(try #require(estimate.growth) - 0.5) < 1e-15)
    #expect(abs(try #require(estimate.standardError) - (2.5 / 4).squareRoot()) < 1e-15)
    #expect(estimate.model == .posterior && estimate.first == 2019 && estimate.last == 2022 && estimate.count == 3)
    let (interval80, interval95) = (try #require(estimate.interval80), try #require(estimate.interval95))
    #expect(interval95.lowerBound <= interval80.lowerBound)
    #expect(interval80.upperBound <= interval95.upperBound)
    #expect(interval95.lowerBound >= -0.5 && interval95.upperBound <= 1.5)
  }

  @Test func fewerThanTwoDrawsSayNothing() {
    #expect(PosteriorTrend().summarise([], years: 2019...2022, count: 1) == nil)
    #expect(PosteriorTrend().summarise([0.1], years: 2019...2022, count: 1) == nil)
  }
}
