import Foundation
import Statistics

/// The trend that the adjustment's own posterior gives: draws of the mean yearly log growth, summarised.
public struct PosteriorTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Summarises draws of the yearly log growth.
  ///
  /// - Parameters:
  ///   - drifts: draws, at least two.
  ///   - years: first and last year that statements speak of.
  ///   - count: number of years in which a statement speaks of the series.
  /// - Returns: the median of `exp(μ) − 1`, its standard deviation and central intervals; `nil` without draws.
  /// - Complexity: O(n log n).
  public func summarise(_ drifts: [Double], years: ClosedRange<Int>, count: Int) -> TrendEstimate? {
    let growths = drifts.map { expm1($0) }
    guard growths.count >= 2, let sorted = SortedSample(growths) else { return nil }
    let mean = growths.reduce(0, +) / Double(growths.count)
    let squares = growths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return TrendEstimate(
      model: .posterior, years: years, count: count, growth: sorted.median,
      standardError: (squares / Double(growths.count - 1)).squareRoot(),
      interval80: sorted.quantile(0.1)...sorted.quantile(0.9),
      interval95: sorted.quantile(0.025)...sorted.quantile(0.975), assumptions: [.adjustmentModel])
  }
}
