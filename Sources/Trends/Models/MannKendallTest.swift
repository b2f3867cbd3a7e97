import Foundation
import LinearAlgebra
import Statistics

/// Mann and Kendall's test of a monotone trend of the values, plain or made fit for autocorrelated years.
///
/// A test, not an estimate: its row bears the p-value, and for positive values the growth of ``TheilSenTrend``.
public struct MannKendallTest: Sendable {
  /// What is done about autocorrelation.
  public enum Variant: Sendable {
    /// Nothing: years are taken as independent.
    case plain
    /// The variance of S is widened by the significant autocorrelations of the ranks (Hamed & Rao 1998).
    case hamedRao
    /// The lag-one autocorrelation is taken out of the values first (Yue & Wang 2002).
    case preWhitened
    /// The same with Sen's trend taken out before and put back after (Yue, Pilon, Phinney & Cavadias 2002).
    case trendFreePreWhitened
  }

  /// What is done about autocorrelation.
  public let variant: Variant

  /// A specification.
  public init(_ variant: Variant = .plain) { self.variant = variant }

  /// Tests one series.
  ///
  /// - Parameter series: three or more years, of any sign; consecutive ones, but for the plain test.
  /// - Returns: the p-value, and S in a note; no path.
  /// - Throws: `.tooShort`, `.tooLong`, `.gaps`; `.varianceNotPositive` where the autocorrelations leave no variance.
  /// - Complexity: O(n²·log n).
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let required = variant == .plain ? 3 : 4
    guard series.count >= required else { throw .tooShort(count: series.count, required: required) }
    guard series.count <= PairwiseSlopes.countLimit else {
      throw .tooLong(count: series.count, limit: PairwiseSlopes.countLimit)
    }
    if variant != .plain, series.missingCount > 0 { throw .gaps(after: series.yearsBeforeGaps) }
    let (score, pValue) = try test(series)
    let growth = try? TheilSenTrend().fit(series).estimate.growth
    return TrendFit(
      estimate: TrendEstimate(
        model: model, years: series.first...series.last, count: series.count, growth: growth, pValue: pValue,
        assumptions: assumptions, notes: [.test(s: score, hasGrowth: growth != nil)]),
      path: [])
  }

  private var model: TrendModel {
    switch variant {
    case .plain: .mannKendall
    case .hamedRao: .mannKendallHamedRao
    case .preWhitened: .mannKendallPreWhitened
    case .trendFreePreWhitened: .mannKendallTrendFree
    }
  }

  private var assumptions: [TrendAssumption] {
    switch variant {
    case .plain: [.monotoneTrend, .exchangeableErrors]
    case .hamedRao: [.monotoneTrend, .autocorrelatedRanks]
    case .preWhitened, .trendFreePreWhitened: [.monotoneTrend, .autoregressiveErrors]
    }
  }

  private func test(_ series: YearlySeries) throws(TrendError) -> (score: Int, pValue: Double) {
    // Neither the order of the values nor an autocorrelation changes with their unit.
    let unit = series.unit
    let values = series.values.map { $0 / unit }
    let plain = KendallScore(values)
    switch variant {
    case .plain: return (plain.s, plain.pValue)
    case .hamedRao:
      guard plain.variance > 0 else { return (plain.s, 1) }
      let slope = try PairwiseSlopes(years: series.elapsed, values: values).median
      let ranks = Self.ranks(zip(series.elapsed, values).map { $1 - slope * ($0 + 1) })
      let variance = plain.variance * Self.inflation(ranks)
      guard variance > 0 else { throw .varianceNotPositive }
      return (plain.s, plain.pValue(variance: variance))
    case .preWhitened:
      let score = KendallScore(Self.whitened(values, Self.autocorrelation(values, lag: 1)))
      return (score.s, score.pValue(variance: score.variance))
    case .trendFreePreWhitened:
      let slope = try PairwiseSlopes(years: series.elapsed, values: values).median
      let residuals = zip(series.elapsed, values).map { $1 - slope * ($0 + 1) }
      let whitened = Self.whitened(residuals, Self.autocorrelation(residuals, lag: 1))
      let score = KendallScore(whitened.enumerated().map { $1 + slope * Double($0 + 1) })
      return (score.s, score.pValue(variance: score.variance))
    }
  }

  /// Ratio of the variance of S to that of independent years.
  private static func inflation(_ ranks: [Double]) -> Double {
    let n = Double(ranks.count)
    let bound = StandardNormal().upperQuantile(0.025) / n.squareRoot()
    var sum = 0.0
    for lag in 1..<ranks.count {
      let correlation = autocorrelation(ranks, lag: lag)
      let left = n - Double(lag)
      if abs(correlation) > bound { sum += left * (left - 1) * (left - 2) * correlation }
    }
    return 1 + 2 / (n * (n - 1) * (n - 2)) * sum
  }

  private static func whitened(_ values: [Double], _ correlation: Double) -> [Double] {
    zip(values, values.dropFirst()).map { $1 - correlation * $0 }
  }

  /// Autocorrelation about the mean of all values; 0 where they are all equal.
  private static func autocorrelation(_ values: [Double], lag: Int) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let deviations = Vector(values.map { $0 - mean })
    let squares = deviations.dot(deviations)
    guard squares > 0 else { return 0 }
    return zip(deviations, deviations.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / squares
  }

  /// Ranks from 1, equal values sharing the mean of theirs.
  private static func ranks(_ values: [Double]) -> [Double] {
    values.map { value in
      let below = values.count { $0 < value }
      let equal = values.count { $0 == value }
      return Double(below) + Double(equal + 1) / 2
    }
  }
}
