/// A forecaster whose intervals have been read off earlier forecasts.
public struct CalibratedForecaster: Sendable {
  private let specification: PanelForecaster
  private let calibration: IntervalCalibration
  private let units: ErrorUnits

  init(_ specification: PanelForecaster, _ calibration: IntervalCalibration, _ units: ErrorUnits) {
    (self.specification, self.calibration, self.units) = (specification, calibration, units)
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
      let unit = SeriesUnit(of: values), values = unit.inUnits(values)
      guard !values.isEmpty,
        let path = forecaster.forecast(values, horizon: calibrated.specification.horizon),
        case let means = unit.value(path), means.allSatisfy(\.isFinite)
      else { return SeriesForecast(means: [], ends: []) }
      let scale = calibrated.units.measure(values, path: path, into: &room)
      let ends = room.isEmpty ? [] : calibrated.calibration.ends(of: path, units: room, on: scale, in: unit)
      return SeriesForecast(means: means, ends: ends)
    }
  }
}
