import Foundation

/// The median of the log growth between all pairs of years, with Sen's interval: hardly moved by a few wild years.
public struct TheilSenTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Estimates the trend of one series.
  ///
  /// - Parameter series: two or more years; gaps between them are no obstacle.
  /// - Returns: growth `exp(median slope) − 1` with Sen's intervals; the path runs through the median of
  ///   `log y − slope·year`.
  /// - Throws: `.tooShort`, `.tooLong`, `.notPositive`, `.growthOutOfRange`.
  /// - Complexity: O(n²·log n). Sources: Theil (1950), Sen (1968).
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    let slopes = try PairwiseSlopes(years: series.elapsed, values: logarithms.ratios)
    let slope = slopes.median
    let growth = expm1(slope)
    guard growth.isFinite else { throw .growthOutOfRange }
    var notes: [TrendNote] = []
    let intervals = [0.8, 0.95].map { mass -> ClosedRange<Double>? in
      guard let interval = slopes.interval(mass) else {
        notes.append(.massNotReached(mass: mass))
        return nil
      }
      let (low, high) = (expm1(interval.lowerBound), expm1(interval.upperBound))
      guard low.isFinite, high.isFinite else {
        notes.append(.intervalBeyondNumbers(mass: mass))
        return nil
      }
      return low...high
    }
    let level = Self.median(zip(series.elapsed, logarithms.ratios).map { $1 - slope * $0 })
    return TrendFit(
      estimate: TrendEstimate(
        model: .theilSen, years: series.first...series.last, count: series.count, growth: growth,
        interval80: intervals[0], interval95: intervals[1], assumptions: [.constantGrowth, .exchangeableErrors],
        notes: notes),
      path: zip(series.years, series.elapsed).compactMap { year, elapsed in
        TrendPoint(year: year, logTrend: logarithms.base + (level + slope * elapsed))
      })
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
