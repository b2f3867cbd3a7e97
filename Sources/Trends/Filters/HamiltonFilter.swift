import LinearAlgebra
import Statistics

/// Hamilton's filter of the logarithms: the trend of a year is what was to be expected of it two years before.
///
/// The regression `y[t] = a + b·y[t−2] + e[t]`: horizon two years and one lag, Hamilton's choice for yearly data.
public struct HamiltonFilter: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  private static let horizon = 2

  /// Filters one series.
  ///
  /// - Parameter series: five or more consecutive years.
  /// - Returns: the trend's growth from the last year but one to the last, without an interval: errors of overlapping
  ///   two-year forecasts are not independent. The trend begins in the third year.
  /// - Throws: `.tooShort`, `.gaps`, `.notPositive`, `.growthOutOfRange`; `.numerical` where the earlier years are all
  ///   equal and tell nothing of the later ones.
  /// - Complexity: O(n). Source: Hamilton (2018), "Why you should never use the Hodrick-Prescott filter".
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let logarithms = try series.logarithms()
    guard series.count >= 5 else { throw .tooShort(count: series.count, required: 5) }
    guard series.missingCount == 0 else { throw .gaps(after: series.yearsBeforeGaps) }
    let values = logarithms.ratios
    let count = values.count - Self.horizon
    let fit: LeastSquaresFit
    do throws(RegressionError) {
      fit = try LinearRegression(
        regressors: Matrix(rowCount: count, columnCount: 1) { row, _ in values[row] },
        response: Vector(values[Self.horizon...])
      ).fit()
    } catch {
      throw TrendError(error)
    }
    guard fit.dependentColumns.isEmpty else { throw .numerical(.rankDeficient(rank: fit.rank, needed: 2)) }
    let growth = fit.coefficients[1] * (values[count - 1] - values[count - 2])
    let estimate = try TrendEstimate(
      model: .hamilton, series: series,
      logGrowth: LogGrowth(value: growth, standardError: nil, degreesOfFreedom: nil), rSquared: fit.rSquared,
      sigma: fit.residualStandardDeviation, assumptions: [.forecastTrend, .fixedHorizon],
      notes: [.endPoint, .filterWithoutInterval])
    return TrendFit(
      estimate: estimate,
      path: (0..<count).compactMap { k in
        TrendPoint(
          year: series.years[k + Self.horizon],
          logTrend: logarithms.base + fit.coefficients[0] + fit.coefficients[1] * values[k])
      })
  }
}
