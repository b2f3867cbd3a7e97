/// Median and central intervals of one quantity, from posterior draws.
public struct PosteriorSummary: Hashable, Sendable {
  /// Median, in the unit of the quantity.
  public let median: Double
  /// Standard deviation of the natural logarithm.
  public let sdLog: Double
  /// Central 50 % interval.
  public let interval50: ClosedRange<Double>
  /// Central 80 % interval.
  public let interval80: ClosedRange<Double>
  /// Central 95 % interval.
  public let interval95: ClosedRange<Double>
  /// Bulk effective sample size behind the summary, as Vehtari and others define it (2021).
  public let effectiveSampleSize: Double

  /// A summary of given parts.
  public init(
    median: Double, sdLog: Double, interval50: ClosedRange<Double>, interval80: ClosedRange<Double>,
    interval95: ClosedRange<Double>, effectiveSampleSize: Double
  ) {
    (self.median, self.sdLog, self.effectiveSampleSize) = (median, sdLog, effectiveSampleSize)
    (self.interval50, self.interval80, self.interval95) = (interval50, interval80, interval95)
  }
}
