/// Forecasts of one series with their intervals.
public struct SeriesForecast: Sendable {
  /// One period ahead.
  public struct Step: Hashable, Sendable {
    /// Point forecast.
    public let mean: Double
    /// Intervals at the levels asked for, in their order; empty where the series shows no change to judge errors by, or an
    /// end is beyond all numbers.
    public let intervals: [ClosedRange<Double>]
  }

  /// Point forecasts of the coming periods, the next one first; empty where the model does not apply to the series.
  public let means: [Double]
  /// Lower and upper end of the interval at each level, one period behind the other; NaN where a period has none, empty
  /// where the series has none.
  public let ends: [Double]

  /// The coming periods one by one.
  public var steps: [Step] {
    let width = means.isEmpty ? 0 : ends.count / means.count
    return means.indices.map { step in
      let own = ends[(step * width)..<((step + 1) * width)]
      let lows = stride(from: own.startIndex, to: own.endIndex, by: 2).filter { !own[$0].isNaN }
      return Step(mean: means[step], intervals: lows.map { own[$0]...own[$0 + 1] })
    }
  }
}
