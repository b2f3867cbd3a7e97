import Foundation
import Testing

@testable import Trends

/// Against `scipy.stats.linregress`: `Tests/Reference/trends`.
@Suite struct LogLinearTrendDifferentialTests {
  static let rows: [[String]] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = (try? String(contentsOf: root.appending(path: "Reference/trends/linregress.csv"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }()

  @Test func thereAreCases() { #expect(Self.rows.count == 6) }

  @Test(arguments: rows) func keepsTheDigitsOfSciPy(_ row: [String]) throws {
    let years = row[1].split(separator: " ").compactMap { Int($0) }
    let values = row[2].split(separator: " ").compactMap { Double($0) }
    let numbers = row.dropFirst(3).compactMap { Double($0) }
    try #require(years.count == values.count && numbers.count == 8)
    let estimate = try LogLinearTrend().fit(
      YearlySeries(zip(years, values).map { YearlySeries.Observation(year: $0, value: $1) })
    ).estimate
    let (interval80, interval95) = (try #require(estimate.interval80), try #require(estimate.interval95))
    let found = [
      try #require(estimate.growth), try #require(estimate.standardError), interval80.lowerBound,
      interval80.upperBound, interval95.lowerBound, interval95.upperBound,
      try #require(estimate.rSquared), try #require(estimate.sigma),
    ]
    // What the fit leaves over is a difference of logarithms, and has lost their digits before it.
    let tolerance = 64 * Double.ulpOfOne * (1 + (values.map { abs(log($0)) }.max() ?? 0) / numbers[7])
    for (value, truth) in zip(found, numbers) {
      #expect(abs(value - truth) <= tolerance * abs(truth), "\(row[0]): \(value), not \(truth)")
    }
  }
}
