import Foundation

/// The natural logarithms of a positive yearly series, kept as differences from the first one.
///
/// The logarithm of five billion has spent most of its digits on the five billion. What a trend is made of is the
/// logarithm of a ratio, and that is computed from the ratio: to all digits even when values differ in the last few.
public struct YearlyLogarithms: Hashable, Sendable {
  /// The series itself.
  public let series: YearlySeries
  /// Logarithm of the first value.
  public let base: Double
  /// Logarithm of each value over the first; 0 for the first.
  public let ratios: [Double]

  /// Of a series whose values are all above 0.
  init(_ series: YearlySeries) {
    self.series = series
    let reference = series.observations[0].value
    base = log(reference)
    ratios = series.values.map { Self.logarithm(of: $0, over: reference) }
  }

  /// Largest rounding error of a ratio: that of the two values, each half a unit in its last place, and its own.
  var rounding: Double { .ulpOfOne * (1 + (ratios.map(abs).max() ?? 0)) }

  private static func logarithm(of value: Double, over reference: Double) -> Double {
    let ratio = value / reference
    // Between these the difference is exact (Sterbenz), so nothing is lost before the logarithm.
    if ratio > 0.5, ratio < 2 { return log1p((value - reference) / reference) }
    return ratio.isNormal ? log(ratio) : log(value) - log(reference)
  }
}
