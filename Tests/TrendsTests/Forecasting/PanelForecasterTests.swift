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

  /// Shares of the last values of each series inside the intervals of 80 and 95 %, and how many values there are.
  private static func coverage(
    of forecasts: [SeriesForecast], horizon: Int, _ whole: [[Double]]
  ) -> (inside80: Double, inside95: Double, count: Int) {
    var (inside80, inside95, count) = (0, 0, 0)
    for (values, forecast) in zip(whole, forecasts) {
      for (step, value) in zip(forecast.steps, values.suffix(horizon)) where step.intervals.count == 2 {
        count += 1
        if step.intervals[0].contains(value) { inside80 += 1 }
        if step.intervals[1].contains(value) { inside95 += 1 }
      }
    }
    return (Double(inside80) / Double(count), Double(inside95) / Double(count), count)
  }

  @Test(arguments: [ForecastModel.ets, .theta, .auto], [4, 5, 6, 8, 20])
  func coversWhatComes(model: ForecastModel, length: Int) {
    let whole = Self.panel(series: 500, length: length + 6, seed: 2)
    let forecasts = PanelForecaster(model: model, horizon: 6).forecast(whole.map { Array($0.prefix(length)) })
    let shares = Self.coverage(of: forecasts, horizon: 6, whole)
    #expect(shares.count == 3000)
    #expect((0.76...0.86).contains(shares.inside80), "\(shares)")
    #expect((0.92...0.98).contains(shares.inside95), "\(shares)")
  }

  /// Nothing but the series itself: an interval that holds for changes with heavy tails is wide for normal ones.
  @Test(arguments: [3, 4, 8, 20])
  func coversWhatComesOfASeriesAlone(length: Int) {
    let whole = Self.panel(series: 300, length: length + 6, seed: 4)
    let forecasts = whole.flatMap { PanelForecaster(model: .theta, horizon: 6).forecast([Array($0.prefix(length))]) }
    let shares = Self.coverage(of: forecasts, horizon: 6, whole)
    #expect((0.74...0.90).contains(shares.inside80), "\(shares)")
    #expect((0.92...0.99).contains(shares.inside95), "\(shares)")
  }

  /// One month without trade does not turn a season of ratios into one of differences.
  @Test func aZeroLeavesTheSeasonMultiplicative() throws {
    var values = (0..<40).map { (100 + 5 * Double($0)) * [0.5, 1.2, 1.6, 0.7][$0 % 4] }
    values[8] = 0
    let adjustment = try #require(SeasonalAdjustment(values, season: 4))
    #expect(adjustment.isMultiplicative)
    values[8] = -1
    #expect(SeasonalAdjustment(values, season: 4)?.isMultiplicative == false)
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

  /// Half of the panel stays about a level, the other half wanders: one unit for both gives walks 63–67 % of 80, noise 95–96.
  @Test(arguments: [ForecastModel.ets, .theta, .auto])
  func coversNoiseAndWalksOfOnePanel(model: ForecastModel) {
    let length = 30, horizon = 8
    let whole = (0..<400).map { number in
      var generator = PhiloxGenerator(seed: 6, stream: UInt64(number))
      var sum = 0.0
      return (0..<(length + horizon)).map { _ in
        let shock = 5 * generator.normal()
        sum = number.isMultiple(of: 2) ? sum + shock : shock
        return 100 + sum
      }
    }
    let forecasts = PanelForecaster(model: model, horizon: horizon).forecast(whole.map { Array($0.prefix(length)) })
    for half in [0, 1] {
      let own = stride(from: half, to: 400, by: 2)
      let shares = Self.coverage(of: own.map { forecasts[$0] }, horizon: horizon, own.map { whole[$0] })
      #expect((0.70...0.92).contains(shares.inside80), "\(shares)")
      #expect((0.88...0.995).contains(shares.inside95), "\(shares)")
    }
  }

  @Test func oldOriginsCountLess() {
    let yearly = PanelForecaster(horizon: 5), monthly = PanelForecaster(horizon: 10, season: 12)
    #expect(abs(yearly.weight(ofOrigin: 15) - 0.66) < 0.01)
    #expect(monthly.weight(ofOrigin: 15) == 0.125 && monthly.weight(ofOrigin: 5) == 0.5)
  }

  @Test(arguments: [1e-100, 1e-9, 1e9, 1e100])
  func intervalsGoWithTheUnit(factor: Double) {
    let panel = Self.panel(series: 10, length: 20, seed: 7)
    let forecaster = PanelForecaster(model: .theta, horizon: 5)
    for (plain, scaled) in zip(forecaster.forecast(panel), forecaster.forecast(panel.map { $0.map { $0 * factor } })) {
      #expect(!plain.ends.isEmpty && plain.ends.count == scaled.ends.count)
      for (end, other) in zip(plain.ends, scaled.ends) { #expect(abs(other / factor - end) < 1e-6 * abs(end)) }
    }
  }

  /// Trade is never below zero, whatever a balance of trade in the same panel is.
  @Test(arguments: ForecastModel.allCases)
  func whatNeverChangedItsSignKeepsIt(model: ForecastModel) {
    let falling = [1000.0, 800, 500, 200, 60, 15], balance = [9.0, 5, 2, 1, -1, -3]
    let steps = PanelForecaster(model: model, horizon: 5).forecast([falling, falling.map { -$0 }, balance]).map(\.steps)
    #expect(steps[0].allSatisfy { $0.mean >= 0 && $0.intervals[1].lowerBound >= 0 })
    #expect(steps[1].allSatisfy { $0.mean <= 0 && $0.intervals[1].upperBound <= 0 })
    // Values of zero and below have no logarithm.
    #expect(model == .loglinear || steps[2].contains { $0.mean < 0 && $0.intervals[1].upperBound > 0 })
  }

  @Test(arguments: ForecastModel.allCases, [1e-300, 1e-160, 1e160, 1e300])
  func allGoesWithTheUnit(model: ForecastModel, factor: Double) {
    let values = zip(Self.panel(series: 1, length: 28, seed: 9)[0], 0...).map { $0 * [0.5, 1.2, 1.6, 0.7][$1 % 4] }
    let forecaster = PanelForecaster(model: model, horizon: 4, season: 4)
    let plain = forecaster.forecast([values])[0], scaled = forecaster.forecast([values.map { $0 * factor }])[0]
    #expect(scaled.means.count == 4 && plain.ends.count == 16 && scaled.ends.count == 16)
    for (one, other) in zip(plain.means + plain.ends, scaled.means + scaled.ends) {
      #expect(abs(other / factor - one) < 1e-6 * abs(one))
    }
  }

  @Test func valuesWithoutAUnitInCommonAreForecastAsTheyAre() {
    #expect(PanelForecaster(model: .naive, horizon: 1).forecast([[1e300, 1, 1e-300]])[0].means == [1e-300])
  }

  @Test func seriesDoNotMoveEachOthersPoints() {
    let panel = Self.panel(series: 130, length: 15, seed: 3)
    let all = PanelForecaster(horizon: 2).forecast(panel)
    let alone = PanelForecaster(horizon: 2).forecast([panel[77]])
    #expect(all[77].steps.map(\.mean) == alone[0].steps.map(\.mean))
  }
}
