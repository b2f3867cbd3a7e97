/// A quantity with its standard deviation and intervals.
public struct PooledQuantity: Hashable, Sendable {
  /// The estimate.
  public let value: Double
  /// Its standard error, or standard deviation.
  public let deviation: Double
  /// 80 % interval.
  public let interval80: ClosedRange<Double>
  /// 95 % interval.
  public let interval95: ClosedRange<Double>

  /// A quantity of given parts.
  public init(
    value: Double, deviation: Double, interval80: ClosedRange<Double>, interval95: ClosedRange<Double>
  ) {
    (self.value, self.deviation) = (value, deviation)
    (self.interval80, self.interval95) = (interval80, interval95)
  }

  /// A quantity with intervals of `value ± quantile·deviation`.
  init(value: Double, deviation: Double, upperQuantile: (Double) -> Double) {
    func interval(_ mass: Double) -> ClosedRange<Double> {
      let reach = upperQuantile((1 - mass) / 2) * deviation
      return (value - reach)...(value + reach)
    }
    self.init(value: value, deviation: deviation, interval80: interval(0.8), interval95: interval(0.95))
  }
}
