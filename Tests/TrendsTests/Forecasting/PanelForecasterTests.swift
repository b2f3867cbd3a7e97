import Statistics
import Testing

@testable import Trends

struct PanelForecasterTests {
  /// Random walks with drift, positive.
  private static func panel(series: Int, length: Int, seed: UInt64) -> [[Double]] {
    (0..<series).map { number in
      var generator = PhiloxGenerator(seed: seed, stream: UInt64(number))
      var value = 100.0
      return (0..<length).map { _ in
        value += 1 + 5 * generator.normal()
        return max(value, 1)
      }
    }
  }

  @Test(arguments: ForecastModel.allCases)
  func givesEveryModelsForecastWithNestedIntervals(model: ForecastModel) throws {
    let panel = Self.panel(series: 40, length: 20, seed: 1)
    for forecast in PanelForecaster(model: model, horizon: 4, levels: [50, 80, 95]).forecast(panel) {
      #expect(forecast.steps.count == 4)
      for step in forecast.steps {
        try #require(step.intervals.count == 3)
        #expect(step.intervals[0].contains(step.mean))
        for (inner, outer) in zip(step.intervals, step.intervals.dropFirst()) {
          #expect(outer.lowerBound <= inner.lowerBound && outer.upperBound >= inner.upperBound)
        }
      }
    }
  }

  @Test func coversWhatComes() {
    let whole = Self.panel(series: 500, length: 26, seed: 2)
    let forecasts = PanelForecaster(horizon: 6).forecast(whole.map { Array($0.prefix(20)) })
    var (inside80, inside95, count) = (0, 0, 0)
    for (values, forecast) in zip(whole, forecasts) {
      for (step, value) in zip(forecast.steps, values.suffix(6)) {
        guard step.intervals.count == 2 else { continue }
        count += 1
        if step.intervals[0].contains(value) { inside80 += 1 }
        if step.intervals[1].contains(value) { inside95 += 1 }
      }
    }
    #expect(count == 3000)
    #expect((0.76...0.84).contains(Double(inside80) / Double(count)))
    #expect((0.92...0.98).contains(Double(inside95) / Double(count)))
  }

  @Test func shortAndOddSeriesHaveAnAnswerOrNone() {
    let odd: [[Double]] = [
      [], [5], [5, 7], [5, 7, 6], [4, 4, 4, 4, 4], [0, 0, 0, 0], [-3, 2, -5, 4, -1], [1e300, 2e300, 1.5e300, 1e300],
      [1e-300, 2e-300, 3e-300, 2e-300], [0, 1, 0, 2, 0, 3, 0],
    ]
    for model in ForecastModel.allCases {
      let forecasts = PanelForecaster(model: model, horizon: 3).forecast(odd)
      #expect(forecasts[0].steps.isEmpty)
      for step in forecasts.flatMap(\.steps) {
        #expect(step.mean.isFinite)
        for interval in step.intervals { #expect(interval.lowerBound.isFinite && interval.upperBound.isFinite) }
      }
      // A constant series shows nothing to judge errors by.
      #expect(forecasts[4].steps.allSatisfy { $0.intervals.isEmpty })
    }
  }

  @Test func seriesDoNotMoveEachOthersPoints() {
    let panel = Self.panel(series: 130, length: 15, seed: 3)
    let all = PanelForecaster(horizon: 2).forecast(panel)
    let alone = PanelForecaster(horizon: 2).forecast([panel[77]])
    #expect(all[77].steps.map(\.mean) == alone[0].steps.map(\.mean))
  }
}
