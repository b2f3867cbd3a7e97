import Foundation
import Statistics

/// Forecasts of every series of a panel, with intervals that rest on the panel's own earlier forecasts.
public struct PanelForecaster: Sendable {
  /// The model.
  public var model: ForecastModel
  /// Periods ahead, at least 1.
  public var horizon: Int
  /// Periods of a season, 1 for none.
  public var season: Int

  /// Series whose earlier origins calibrate the intervals; those of a larger panel are taken at even distances.
  private static let calibrationSeries = 600
  /// Origins of each of them, at most; those of a longer horizon are at even distances.
  private static let calibrationOrigins = 6

  /// A specification; the defaults are those of the command.
  public init(model: ForecastModel = .auto, horizon: Int, season: Int = 1) {
    (self.model, self.horizon, self.season) = (model, horizon, season)
  }

  /// Forecasts each series.
  ///
  /// - Parameter panel: series of finite values at equal distances, oldest first; an empty one has no forecast.
  /// - Returns: one result for each series, in their order, the same whatever the number of threads.
  /// - Complexity: O(values × candidates of the model); for calibration at most six more fits of some 600 series.
  public func forecast(_ panel: [[Double]]) -> [SeriesForecast] {
    let calibration = calibrate(panel)
    return inChunks(panel) { chunk in
      let forecaster = PointForecaster(model, season: season)
      return chunk.map { one($0, forecaster, calibration) }
    }
  }

  private func one(
    _ values: [Double], _ forecaster: PointForecaster, _ calibration: IntervalCalibration
  ) -> SeriesForecast {
    guard !values.isEmpty, let path = forecaster.forecast(values, horizon: horizon) else {
      return SeriesForecast(steps: [])
    }
    let scale = ErrorScale(values, season: season)
    let steps = path.enumerated().map { step, mean in
      let unit = values.count >= 3 ? scale.unit(step: step + 1) : 0
      guard unit > 0, unit.isFinite else { return SeriesForecast.Step(mean: mean, intervals: nil) }
      let ends = calibration.quantiles[step].map { mean + unit * $0 }
      // A median far off the forecast must not push it out of its own interval.
      return SeriesForecast.Step(
        mean: mean,
        intervals: SeriesForecast.Intervals(
          interval80: min(ends[0], mean)...max(ends[1], mean), interval95: min(ends[2], mean)...max(ends[3], mean)))
    }
    return SeriesForecast(steps: steps)
  }

  /// Errors at origins up to the horizon before the end of the series.
  private func calibrate(_ panel: [[Double]]) -> IntervalCalibration {
    let stride = max(1, panel.count / Self.calibrationSeries)
    let sample = Swift.stride(from: 0, to: panel.count, by: stride).map { panel[$0] }
    let least = max(4, 2 * season + 1)
    let count = min(horizon, Self.calibrationOrigins)
    let origins = (1...count).map { $0 * horizon / count }
    let errors = inChunks(sample) { chunk in
      let forecaster = PointForecaster(model, season: season)
      return chunk.map { values in
        var errors: [(step: Int, error: Double)] = []
        for ahead in origins where values.count - ahead >= least {
          let past = Array(values.prefix(values.count - ahead))
          let scale = ErrorScale(past, season: season)
          guard scale.change > 0, let path = forecaster.forecast(past, horizon: ahead) else { continue }
          for (step, forecast) in path.enumerated() {
            let error = (values[past.count + step] - forecast) / scale.unit(step: step + 1)
            if error.isFinite { errors.append((step, error)) }
          }
        }
        return errors
      }
    }
    var byStep = [[Double]](repeating: [], count: horizon)
    for (step, error) in errors.joined() { byStep[step].append(error) }
    return IntervalCalibration(errors: byStep, season: season)
  }

  private func inChunks<Result: Sendable>(
    _ series: [[Double]], _ body: @Sendable (ArraySlice<[Double]>) -> [Result]
  ) -> [Result] {
    let length = 64
    let starts = Array(stride(from: 0, to: series.count, by: length))
    return parallelMap(starts) { body(series[$0..<min($0 + length, series.count)]) }.flatMap { $0 }
  }
}
