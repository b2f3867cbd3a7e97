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
  /// Threads to work on; the results do not depend on it.
  public var threads: Int

  /// Series whose earlier origins calibrate the intervals; a larger panel gives a sample of so many, and of less than twice as
  /// many in ``forecast(_:)``.
  public static let calibrationSeries = 600
  /// Origins of each of them: fewer where a short horizon leaves little between them.
  private var calibrationOrigins: Int { min(max(5 * min(horizon, 5) / 4, 3), 6) }

  /// A specification; the defaults are those of the command.
  public init(
    model: ForecastModel = .auto, horizon: Int, season: Int = 1, levels: [Int] = [80, 95],
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    (self.model, self.horizon, self.season, self.levels, self.threads) = (model, horizon, season, levels, threads)
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

  /// Reads the intervals off the forecasts of a sample's earlier origins.
  ///
  /// - Parameter sample: series of finite values at equal distances, oldest first.
  /// - Returns: the forecaster of any series of the panel that the sample stands for.
  public func calibrated(on sample: [[Double]]) -> CalibratedForecaster {
    let sample = sample.map { SeriesUnit(of: $0).inUnits($0) }
    let lengths = sample.map(\.count).sorted()
    let length = lengths.isEmpty ? .max : lengths[lengths.count / 2]
    let scales = inChunks(sample) { $0.map { ErrorScale($0, season: season, horizon: horizon) } }
    let typical = TypicalErrors(season: season, length: length, seriesCount: scales.count { $0.hasUnit })
    let units = ErrorUnits(scales, season: season, horizon: horizon, typical: typical)
    let errors = inChunks(sample) { chunk in
      let forecaster = PointForecaster(model, season: season)
      var room: [Double] = []
      return chunk.map { values in
        var errors: [(step: Int, error: IntervalCalibration.Error)] = []
        for ahead in origins(of: values.count) {
          let past = Array(values.prefix(values.count - ahead))
          let weight = weight(ofOrigin: ahead)
          guard let path = forecaster.forecast(past, horizon: min(ahead, horizon)) else { continue }
          let scale = units.measure(past, path: path, into: &room)
          for (step, unit) in room.enumerated() where unit.isFinite {
            let error = (scale.forward(values[past.count + step]) - scale.forward(path[step])) / unit
            if error.isFinite { errors.append((step, .init(size: error, weight: weight))) }
          }
        }
        return errors
      }
    }
    var byStep = [[IntervalCalibration.Error]](repeating: [], count: horizon)
    for (step, error) in errors.joined() { byStep[step].append(error) }
    let calibration = IntervalCalibration(
      errors: byStep, spacing: max(1, reach / Double(calibrationOrigins)), length: length, levels: levels,
      typical: typical, threads: threads)
    return CalibratedForecaster(self, calibration, units)
  }

  /// How far back the origins go: far enough that one bad year is not all there is, near enough to be like what comes.
  private var reach: Double { (season > 1 ? 1.5 : 3) * Double(horizon) }

  /// How much the errors of an origin count at a distance from the end: the oldest are least like what comes, and the furthest
  /// possible counts two thirds, with a season an eighth.
  func weight(ofOrigin ahead: Int) -> Double { exp2((season > 1 ? -3 : -0.6) * Double(ahead) / reach) }

  /// Distances from the end of the origins that a series of a length has.
  ///
  /// They are denser towards the end. At most two thirds of the values are held back, and what is left has a season where
  /// the series has one.
  private func origins(of count: Int) -> [Int] {
    let least = season > 1 && count > 2 * season ? 2 * season + 1 : 3
    let furthest = min(Int(reach.rounded()), count - least, max(2 * count / 3, 1))
    guard furthest > 0 else { return [] }
    let number = calibrationOrigins
    let distances = (1...number).map { place in
      pow(Double(place) / Double(number), season > 1 ? 1.5 : 2.5) * Double(furthest)
    }
    return Set(distances.map { Int($0.rounded(.up)) }).sorted()
  }

  private func inChunks<Result: Sendable>(
    _ series: [[Double]], _ body: @Sendable (ArraySlice<[Double]>) -> [Result]
  ) -> [Result] {
    let length = 64
    let starts = Array(stride(from: 0, to: series.count, by: length))
    return parallelMap(starts, threads: threads) { body(series[$0..<min($0 + length, series.count)]) }.flatMap { $0 }
  }
}
