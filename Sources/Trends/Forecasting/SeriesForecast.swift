/// Forecasts of one series with their intervals.
public struct SeriesForecast: Hashable, Sendable {
  /// One period ahead.
  public struct Step: Hashable, Sendable {
    /// Point forecast.
    public let mean: Double
    /// 80 % and 95 % intervals; `nil` where the series shows no change to judge errors by.
    public let intervals: Intervals?
  }

  /// Intervals of one forecast.
  public struct Intervals: Hashable, Sendable {
    /// 80 %.
    public let interval80: ClosedRange<Double>
    /// 95 %.
    public let interval95: ClosedRange<Double>
  }

  /// The coming periods, the next one first; empty where the model does not apply to the series.
  public let steps: [Step]
}
