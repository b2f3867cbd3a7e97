/// Log-linear growth of many series, one element a series; NaN where a series has no such number.
public struct PanelFits: Sendable {
  /// Growth as a fraction a year.
  public internal(set) var growth: [Double]
  /// Its standard error by the delta method.
  public internal(set) var standardError: [Double]
  /// Lower end of its 95 % interval.
  public internal(set) var low95: [Double]
  /// Upper end of its 95 % interval.
  public internal(set) var high95: [Double]
  /// Share of the variance of the logarithms that is explained.
  public internal(set) var rSquared: [Double]
  /// Residual standard deviation of the logarithms.
  public internal(set) var sigma: [Double]
  /// Durbin and Watson's statistic: near 2 when the residuals do not follow one another.
  public internal(set) var durbinWatson: [Double]

  /// Room for so many series, nothing in it yet: the kernel writes every element.
  init(count: Int) {
    func room() -> [Double] { [Double](unsafeUninitializedCapacity: count) { $1 = count } }
    (growth, standardError, low95, high95) = (room(), room(), room(), room())
    (rSquared, sigma, durbinWatson) = (room(), room(), room())
  }
}
