/// Forecasts of one series with their intervals.
public struct SeriesForecast: Hashable, Sendable {
  /// One period ahead.
  public struct Step: Hashable, Sendable {
    /// Point forecast.
    public let mean: Double
    /// Intervals at the levels asked for, in their order; empty where the series shows no change to judge errors by.
    public let intervals: [ClosedRange<Double>]
  }

  /// The coming periods, the next one first; empty where the model does not apply to the series.
  public let steps: [Step]
}
