/// A forecaster whose intervals have been read off earlier forecasts.
public struct CalibratedForecaster: Sendable {
  private let specification: PanelForecaster
  private let calibration: IntervalCalibration
  private let units: ErrorUnits

  init(_ specification: PanelForecaster, _ calibration: IntervalCalibration, _ units: ErrorUnits) {
    (self.specification, self.calibration, self.units) = (specification, calibration, units)
  }

  /// Room and parameters to forecast one series after another; one for each thread.
  public func worker() -> Worker { Worker(specification, calibration, units) }

  /// Forecasts one series after another; not to be shared among threads.
  public final class Worker {
    private let specification: PanelForecaster
    private let calibration: IntervalCalibration
    private let units: ErrorUnits
    private let forecaster: PointForecaster
    private var room: [Double] = []

    fileprivate init(_ specification: PanelForecaster, _ calibration: IntervalCalibration, _ units: ErrorUnits) {
      (self.specification, self.calibration, self.units) = (specification, calibration, units)
      forecaster = PointForecaster(specification.model, season: specification.season)
    }

    /// Forecasts a series.
    ///
    /// - Parameter values: finite values at equal distances, oldest first.
    /// - Returns: the coming periods; none for an empty series and where the model does not apply.
    public func forecast(_ values: [Double]) -> SeriesForecast {
      guard !values.isEmpty, let path = forecaster.forecast(values, horizon: specification.horizon) else {
        return SeriesForecast(means: [], ends: [])
      }
      units.measure(values, path: path, into: &room)
      return SeriesForecast(means: path, ends: room.isEmpty ? [] : calibration.ends(of: path, units: room))
    }
  }
}
