import Foundation
import Statistics
import TradeSeries

/// The growth of one series between two years divided among its parts, over joint draws of all of them.
///
/// Every number is a mean over the draws, so that contributions add up to the whole's growth and shares to 1, as they do
/// in each draw.
public struct GrowthDivision: Hashable, Sendable {
  /// One part, what no part accounts for, or the whole.
  public struct Part: Hashable, Sendable {
    /// Its series; that of the whole for the rest and the whole.
    public let series: SeriesKey
    /// Share of the whole in the first year.
    public let shareBefore: Double
    /// Share of the whole in the last year.
    public let shareAfter: Double
    /// Contribution to the logarithm of the whole's growth, with its deviation and central intervals.
    public let contribution: PooledQuantity
  }

  /// Unit of account.
  public let unit: UnitOfMeasure
  /// First year.
  public let from: Int
  /// Last year.
  public let to: Int
  /// The parts.
  public let parts: [Part]
  /// What the whole has beyond its parts; `nil` when the whole is the sum of the parts.
  public let rest: Part?
  /// The whole.
  public let whole: Part

  /// Log draws of a series in the two years.
  public struct Draws: Sendable {
    /// The series.
    public let series: SeriesKey
    /// In the first year.
    public let before: [Double]
    /// In the last year; as many as before.
    public let after: [Double]

    /// Draws of given parts.
    public init(series: SeriesKey, before: [Double], after: [Double]) {
      (self.series, self.before, self.after) = (series, before, after)
    }
  }

  /// Divides the growth in every draw.
  ///
  /// - Parameters:
  ///   - whole: key of the whole.
  ///   - wholeDraws: its draws; `nil` when it is the sum of the parts. Where the parts of a draw add up to more than the
  ///     whole, their sum is the whole and the rest is 0.
  ///   - parts: draws of the parts, which do not overlap; one or more, all with as many draws, at least two.
  ///   - unit: unit of account.
  ///   - years: first and last year.
  /// - Throws: ``DecompositionError``.
  /// - Complexity: O(parts · draws · log draws).
  public init(
    whole: SeriesKey, wholeDraws: Draws?, parts: [Draws], unit: UnitOfMeasure, years: ClosedRange<Int>
  ) throws(DecompositionError) {
    guard let first = parts.first, first.before.count >= 2 else { throw .noParts }
    precondition(
      (parts + [wholeDraws].compactMap { $0 }).allSatisfy {
        $0.before.count == first.before.count && $0.after.count == first.before.count
      }, "draws of different numbers")
    let columns = parts.count + 1
    var contributions = [[Double]](repeating: [], count: columns)
    var totals: [Double] = []
    var (sharesBefore, sharesAfter) = ([Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns))
    for draw in first.before.indices {
      let (before, after) = (
        Self.values(parts.map { $0.before[draw] }, whole: wholeDraws?.before[draw]),
        Self.values(parts.map { $0.after[draw] }, whole: wholeDraws?.after[draw])
      )
      // Both ends need one scale.
      let scale = exp(after.top - before.top)
      let division = try LogMeanDivisia(before: before.parts, after: after.parts.map { $0 * scale })
      for (column, contribution) in division.contributions.enumerated() {
        contributions[column].append(contribution.logGrowth)
      }
      totals.append(division.logGrowth)
      let (sum, last) = (before.parts.reduce(0, +), after.parts.reduce(0, +))
      for column in 0..<columns {
        sharesBefore[column] += before.parts[column] / sum
        sharesAfter[column] += after.parts[column] / last
      }
    }
    let count = Double(totals.count)
    func part(_ series: SeriesKey, _ column: Int) throws(DecompositionError) -> Part {
      Part(
        series: series, shareBefore: sharesBefore[column] / count, shareAfter: sharesAfter[column] / count,
        contribution: try PooledQuantity(draws: contributions[column]))
    }
    var divided: [Part] = []
    for (column, one) in parts.enumerated() { divided.append(try part(one.series, column)) }
    (self.unit, from, to, self.parts) = (unit, years.lowerBound, years.upperBound, divided)
    rest = wholeDraws == nil ? nil : try part(whole, columns - 1)
    self.whole = Part(
      series: whole, shareBefore: 1, shareAfter: 1, contribution: try PooledQuantity(draws: totals))
  }

  /// The parts and the rest over the largest, and the logarithm of that.
  private static func values(_ logs: [Double], whole: Double?) -> (parts: [Double], top: Double) {
    let top = max(logs.max() ?? 0, whole ?? -.infinity)
    let parts = logs.map { exp($0 - top) }
    let rest = whole.map { max(0, exp($0 - top) - parts.reduce(0, +)) } ?? 0
    return (parts + [rest], top)
  }
}

extension PooledQuantity {
  /// The mean, deviation and central intervals of draws.
  ///
  /// - Throws: `.growthOutOfRange` where a draw is not a finite number.
  init(draws: [Double]) throws(DecompositionError) {
    guard draws.allSatisfy(\.isFinite), let sorted = SortedSample(draws) else { throw .growthOutOfRange }
    let count = Double(draws.count)
    let mean = draws.reduce(0, +) / count
    let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      value: mean, deviation: (squares / (count - 1)).squareRoot(),
      interval80: sorted.quantile(0.1)...sorted.quantile(0.9),
      interval95: sorted.quantile(0.025)...sorted.quantile(0.975))
  }
}
