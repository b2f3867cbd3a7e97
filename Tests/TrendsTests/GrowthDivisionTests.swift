import Foundation
import Statistics
import Testing
import TradeSeries

@testable import Trends

@Suite struct GrowthDivisionTests {
  private func key(_ partner: String) -> SeriesKey { SeriesKey(reporter: "BY", partner: partner, indicator: "exports") }

  private func draws(_ partner: String, _ level: Double, _ seed: UInt64) -> GrowthDivision.Draws {
    var generator = PhiloxGenerator(seed: 51, stream: seed)
    func sample(_ center: Double) -> [Double] { (0..<500).map { _ in center + 0.2 * generator.normal() } }
    return GrowthDivision.Draws(series: key(partner), before: sample(level), after: sample(level + 0.1))
  }

  @Test func meansAddUpToTheWhole() throws {
    let parts = [draws("CN", 20, 1), draws("TR", 19, 2), draws("VN", -690, 3)]
    for whole in [nil, draws("W", 21, 4)] {
      let division = try GrowthDivision(
        whole: key("W"), wholeDraws: whole, parts: parts, unit: .usDollar, years: 2020...2023)
      let all = division.parts + [division.rest].compactMap { $0 }
      let sum = all.reduce(0) { $0 + $1.contribution.value }
      #expect(abs(sum - division.whole.contribution.value) < 1e-14)
      #expect(abs(all.reduce(0) { $0 + $1.shareBefore } - 1) < 1e-13)
      #expect(abs(all.reduce(0) { $0 + $1.shareAfter } - 1) < 1e-13)
      #expect((division.rest == nil) == (whole == nil))
      for part in all { #expect(part.contribution.interval95.contains(part.contribution.interval80.lowerBound)) }
    }
  }

  @Test func concentrationOfDraws() throws {
    let equal = [[Double]](repeating: [3, 5, 700], count: 4)
    let point = try ConcentrationPoint(key("W"), parts: equal, unit: .usDollar, year: 2020)
    #expect(point.herfindahl.value == 0.25 && point.herfindahl.deviation == 0 && point.count == 4)
    #expect(point.normalised == 0 && point.effectiveNumber == 4)
    #expect(throws: DecompositionError.noParts) {
      try ConcentrationPoint(key("W"), parts: [[1, 2]], unit: .usDollar, year: 2020)
    }
  }
}
