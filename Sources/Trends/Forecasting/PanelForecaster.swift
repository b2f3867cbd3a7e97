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
  /// Percentages that the intervals are to hold, each within 1...99.
  public var levels: [Int]

  /// Series whose earlier origins calibrate the intervals, at most; a larger panel gives a sample.
  public static let calibrationSeries = 600
  /// Origins of each of them, at most; those of a longer horizon are at even distances.
  private static let calibrationOrigins = 6

  /// A specification; the defaults are those of the command.
  public init(model: ForecastModel = .auto, horizon: Int, season: Int = 1, levels: [Int] = [80, 95]) {
    (self.model, self.horizon, self.season, self.levels) = (model, horizon, season, levels)
  }

  /// Forecasts each series of a panel that is in memory.
  ///
  /// - Parameter panel: series of finite values at equal distances, oldest first; an empty one has no forecast.
  /// - Returns: one result for each series, in their order, the same whatever the number of threads.
  /// - Complexity: O(values × candidates of the model); for calibration at most six more fits of some 600 series.
  public func forecast(_ panel: [[Double]]) -> [SeriesForecast] {
    let stride = max(1, panel.count / Self.calibrationSeries)
    let calibrated = calibrated(on: Swift.stride(from: 0, to: panel.count, by: stride).map { panel[$0] })
    return inChunks(panel) { chunk in
      let worker = calibrated.worker()
      return chunk.map(worker.forecast)
    }
  }

  /// Reads the intervals off the forecasts of a sample's last origins.
  ///
  /// - Parameter sample: series of finite values at equal distances, oldest first.
  /// - Returns: the forecaster of any series of the panel that the sample stands for.
  public func calibrated(on sample: [[Double]]) -> CalibratedForecaster {
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
    return CalibratedForecaster(self, IntervalCalibration(errors: byStep, levels: levels, season: season))
  }

  private func inChunks<Result: Sendable>(
    _ series: [[Double]], _ body: @Sendable (ArraySlice<[Double]>) -> [Result]
  ) -> [Result] {
    let length = 64
    let starts = Array(stride(from: 0, to: series.count, by: length))
    return parallelMap(starts) { body(series[$0..<min($0 + length, series.count)]) }.flatMap { $0 }
  }
}
