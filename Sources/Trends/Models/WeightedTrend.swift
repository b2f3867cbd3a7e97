import LinearAlgebra
import Statistics

/// The log-linear trend by generalised least squares, weighted by the joint uncertainty of the adjusted figures.
///
/// The means of the draws' logarithms are observed with the draws' full covariance V, times a factor s² that is
/// estimated, so that years which the adjustment knows badly, or only together, count for less. Growth and its t
/// interval are those of `statsmodels.GLS`.
public struct WeightedTrend: Sendable {
  /// The specification; it has no parameters.
  public init() {}

  /// Fits the trend of one series.
  ///
  /// - Parameter evidence: three or more years with draws.
  /// - Returns: the growth; R² about the weighted mean; a note with s.
  /// - Throws: `.noDraws`, `.tooShort`, `.growthOutOfRange`; `.numerical` when the draws make sums of the years exact
  ///   that contradict one another.
  /// - Complexity: O(draws·n²). Source: Aitken (1935); Paige (1979) where the covariance is singular or nearly so.
  public func fit(_ evidence: TrendEvidence) throws(TrendError) -> TrendFit {
    let series = evidence.series
    guard let draws = evidence.draws else { throw .noDraws }
    guard series.count >= 3 else { throw .tooShort(count: series.count, required: 3) }
    guard draws.drawCount > series.count else {
      throw .numerical(.rankDeficient(rank: draws.drawCount - 1, needed: series.count))
    }
    let means = draws.means
    let fit: LeastSquaresFit
    do throws(RegressionError) {
      let elapsed = series.elapsed
      fit = try LinearRegression(
        regressors: Matrix(rowCount: series.count, columnCount: 1) { row, _ in elapsed[row] },
        response: Vector(means.map { $0 - means[0] })
      ).fit(.covariance(draws.covariance))
    } catch {
      throw TrendError(error)
    }
    let line = fit.coefficients
    return TrendFit(
      estimate: try TrendEstimate(
        model: .weighted, series: series,
        logGrowth: LogGrowth(
          value: line[1], standardError: fit.standardErrors?[1], degreesOfFreedom: Double(fit.degreesOfFreedom)),
        rSquared: fit.rSquared, assumptions: [.constantGrowth, .normalErrors, .posteriorCovariance],
        notes: fit.residualStandardDeviation.map { [.dispersion($0)] } ?? []),
      path: zip(series.years, series.elapsed).compactMap { year, elapsed in
        TrendPoint(year: year, logTrend: means[0] + line[0] + line[1] * elapsed)
      })
  }
}
