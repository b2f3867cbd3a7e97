import Adjustment
import Statistics
import TradeSeries
import Trends

/// The trends of every adjusted series: the posterior's own, and a straight line through the stated years.
struct SeriesTrends {
  let estimates: [TrendEstimate]

  init(_ adjusted: AdjustedLedger) {
    var series: [(key: SeriesKey, unit: UnitOfMeasure)] = []
    var stated: [SeriesKey: [UnitOfMeasure: [LogLinearTrend.Observation]]] = [:]
    var years: [SeriesKey: [UnitOfMeasure: Set<Int>]] = [:]
    for figure in adjusted.figures {
      if series.last.map({ $0.key == figure.series && $0.unit == figure.unit }) != true {
        series.append((figure.series, figure.unit))
      }
      guard figure.statementCount > 0 else { continue }
      years[figure.series, default: [:]][figure.unit, default: []].insert(figure.period.lastDay.year)
      guard figure.status == .adjusted, let summary = figure.summary,
        let months = figure.period.months, months.isYear
      else { continue }
      stated[figure.series, default: [:]][figure.unit, default: []].append(
        LogLinearTrend.Observation(year: months.firstYear, value: summary.median))
    }
    estimates = parallelMap(series) { [stated, years] key, unit in
      let observations = stated[key]?[unit] ?? []
      return [
        Self.posterior(key, unit, adjusted, count: years[key]?[unit]?.count ?? 0),
        try? LogLinearTrend().fit(observations, series: key, unit: unit),
      ].compactMap { $0 }
    }.flatMap { $0 }
  }

  private static func posterior(
    _ key: SeriesKey, _ unit: UnitOfMeasure, _ adjusted: AdjustedLedger, count: Int
  ) -> TrendEstimate? {
    guard let years = adjusted.posterior.statedYears(of: key, in: unit),
      let drifts = adjusted.posterior.driftDraws(of: key, in: unit, sharesOf: years.upperBound)
    else { return nil }
    return PosteriorTrend().summarise(drifts, years: years, count: count, series: key, unit: unit)
  }
}
