/// A forecaster whose intervals have been read off earlier forecasts.
public struct CalibratedForecaster: Sendable {
  private let specification: PanelForecaster
  private let calibration: IntervalCalibration
  private let units: ErrorUnits
  private let floor: Double

  /// A forecaster with a floor below which no forecast or interval goes, of series that were never below it.
  init(_ specification: PanelForecaster, _ calibration: IntervalCalibration, _ units: ErrorUnits, floor: Double) {
    (self.specification, self.calibration, self.units, self.floor) = (specification, calibration, units, floor)
  }

  /// Room and parameters to forecast one series after another; one for each thread.
  public func worker() -> Worker { Worker(self) }

  /// Forecasts one series after another; not to be shared among threads.
  public final class Worker {
    private let calibrated: CalibratedForecaster
    private let forecaster: PointForecaster
    private var room: [Double] = []

    fileprivate init(_ calibrated: CalibratedForecaster) {
      self.calibrated = calibrated
      forecaster = PointForecaster(calibrated.specification.model, season: calibrated.specification.season)
    }

    /// Forecasts a series.
    ///
    /// - Parameter values: finite values at equal distances, oldest first.
    /// - Returns: the coming periods; none for an empty series and where the model does not apply.
    public func forecast(_ values: [Double]) -> SeriesForecast {
      let horizon = calibrated.specification.horizon
      guard !values.isEmpty, var path = forecaster.forecast(values, horizon: horizon) else {
        return SeriesForecast(means: [], ends: [])
      }
      let floor = values.allSatisfy { $0 >= calibrated.floor } ? calibrated.floor : -.infinity
      for step in path.indices { path[step] = max(path[step], floor) }
      let scale = calibrated.units.measure(values, path: path, into: &room)
      let ends = room.isEmpty ? [] : calibrated.calibration.ends(of: path, units: room, on: scale, floor: floor)
      return SeriesForecast(means: path, ends: ends)
    }
  }
}
