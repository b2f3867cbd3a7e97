import Foundation
import LinearAlgebra
import Statistics

/// A log-linear trend with breaks: in each segment `log y = a + b·year + e` with coefficients of its own.
///
/// Breaks are added as long as the test of one more, sup F(l + 1 | l), rejects at 5 %: by simulated p-values for fewer
/// than 30 years, which are right for a trend and any length, by Bai & Perron's critical values above that. Those are
/// made for regressors without a trend: of steady trends with normal errors they find a break in 9 % at 30 years, 8 % at
/// 50 and 7 % at 100.
public struct PiecewiseTrend: Sendable {
  /// Below this number of years p-values are simulated.
  public static let simulatedBelow = 30
  /// Seed of the simulated p-values.
  public let seed: UInt64

  /// A specification.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// Fits the trend.
  ///
  /// - Parameter series: six or more years, so that two segments of three are possible; gaps are no obstacle.
  /// - Returns: growth of the last segment, with t intervals by the variance of all segments' residuals and the breaks
  ///   taken as known. Without a break it is the log-linear trend.
  /// - Throws: `.tooShort`, `.notPositive`, `.spanTooLong`, `.growthOutOfRange`, `.numerical`.
  /// - Complexity: O(n²) below 30 years, 999 times; O(n²) above.
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    let analysis = try Self.analysis(logarithms)
    let (number, pValue) = number(of: analysis)
    let partition = analysis.partitions[number]
    let segments = try partition.segments.map { segment throws(TrendError) in
      (range: segment, regression: try analysis.regression(of: segment))
    }
    let freedom = Double(series.count - 2 * segments.count)
    let isPerfect = partition.squares <= analysis.rounding
    let sigma = (partition.squares / freedom).squareRoot()
    var notes: [TrendNote] = number == 0 ? [.noBreak(pValue: pValue)] : []
    if number > 0 { notes.append(.breaks(after: partition.breaks.map { series.years[$0 - 1] }, pValue: pValue)) }
    if isPerfect { notes.append(.perfectFit) }
    let (last, gram) = segments[segments.count - 1].regression
    let total = analysis.sumOfSquares
    let estimate = try TrendEstimate(
      model: .piecewise, series: series,
      logGrowth: LogGrowth(
        value: last[1], standardError: sigma * gram[1, 1].squareRoot(), degreesOfFreedom: freedom),
      rSquared: total > analysis.rounding ? 1 - partition.squares / total : nil, sigma: sigma,
      assumptions: [.constantGrowthBetweenBreaks, .breaksKnown, .independentErrors, .normalErrors, .equalVariance],
      notes: notes)
    let path = segments.flatMap { segment in
      segment.range.compactMap { row in
        Self.point(
          series.years[row], x: analysis.design.row(row), base: logarithms.base, segment.regression, sigma,
          StudentT(degreesOfFreedom: freedom))
      }
    }
    return TrendFit(estimate: estimate, path: path)
  }

  /// The analysis of breaks of a series' logarithms about a trend.
  static func analysis(_ logarithms: YearlyLogarithms) throws(TrendError) -> BreakAnalysis {
    let elapsed = logarithms.series.elapsed
    return try BreakAnalysis(
      design: Matrix(rowCount: elapsed.count, columnCount: 2) { $1 == 0 ? 1 : elapsed[$0] },
      response: logarithms.ratios)
  }

  /// The number of breaks by the sequential tests, and the p-value of the first.
  private func number(of analysis: BreakAnalysis) -> (number: Int, pValue: Double?) {
    guard analysis.count < Self.simulatedBelow else {
      let p = analysis.supF(1).flatMap { statistic in
        let trimming = Double(analysis.minimalSegment) / Double(analysis.count)
        return HansenProbability.supF(statistic, width: analysis.width, trimming: trimming)
      }
      let number = (0..<analysis.mostBreaks).prefix { number in
        guard let statistic = analysis.sequentialF(given: number),
          let bound = BreakTables.sequentialF(width: analysis.width, given: number, level: .fivePercent)
        else { return false }
        return statistic > bound
      }.count
      return (number, p)
    }
    let simulation = analysis.simulate(seed: seed)
    let number = (0..<analysis.mostBreaks).prefix { (simulation.sequentialF[$0] ?? 1) <= 0.05 }.count
    return (number, simulation.sequentialF[0])
  }

  private static func point(
    _ year: Int, x: Vector, base: Double, _ regression: (coefficients: Vector, inverseGram: Matrix), _ sigma: Double,
    _ t: StudentT
  ) -> TrendPoint? {
    let gram = regression.inverseGram
    let leverage = gram[0, 0] + 2 * x[1] * gram[0, 1] + x[1] * x[1] * gram[1, 1]
    let deviation = sigma * (1 + max(0, leverage)).squareRoot()
    return TrendPoint(year: year, logTrend: base + x.dot(regression.coefficients)) {
      t.upperQuantile((1 - $0) / 2) * deviation
    }
  }
}
