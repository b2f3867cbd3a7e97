import Foundation
import Statistics

/// Compound growth between the first and the last year, `(y[n]/y[1])^(1/years) − 1`.
public struct CompoundGrowth: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Computes the growth, and where the values come with draws, carries their joint uncertainty through.
  ///
  /// - Parameter evidence: two or more years.
  /// - Returns: with draws, their median, standard deviation and central intervals; else the growth of the values and
  ///   nothing to judge it by.
  /// - Throws: `.tooShort`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(draws·log draws).
  public func fit(_ evidence: TrendEvidence) throws(TrendError) -> TrendFit {
    let series = evidence.series
    guard series.count >= 2 else { throw .tooShort(count: series.count, required: 2) }
    let logarithms = try series.logarithms()
    let span = series.elapsed[series.count - 1]
    let slope = logarithms.ratios[series.count - 1] / span
    guard expm1(slope).isFinite else { throw .growthOutOfRange }
    let path = [0, series.count - 1].map { TrendPoint(year: series.years[$0], trend: series.values[$0]) }
    guard let draws = evidence.draws?.logarithms, let first = draws.first, let last = draws.last else {
      return TrendFit(
        estimate: TrendEstimate(
          model: .compound, years: series.first...series.last, count: 2, growth: expm1(slope),
          assumptions: [.endPointsOnly], notes: [.endPointsTakenAsExact]), path: path)
    }
    guard let sorted = SortedSample(zip(first, last).map { expm1(($1 - $0) / span) }) else { throw .growthOutOfRange }
    let mean = sorted.values.reduce(0) { $0 + $1 / Double(sorted.values.count) }
    let squares = sorted.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(sorted.values.count - 1)).squareRoot()
    return TrendFit(
      estimate: TrendEstimate(
        model: .compound, years: series.first...series.last, count: 2, growth: sorted.median,
        standardError: deviation.isFinite ? deviation : nil,
        interval80: sorted.quantile(0.1)...sorted.quantile(0.9),
        interval95: sorted.quantile(0.025)...sorted.quantile(0.975), assumptions: [.endPointsOnly]), path: path)
  }
}
