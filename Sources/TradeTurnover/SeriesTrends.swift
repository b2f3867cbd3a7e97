import Adjustment
import Statistics
import TradeSeries
import Trends

/// The trends of every adjusted series: the posterior's own, and all models through the stated years.
struct SeriesTrends {
  let trends: [SeriesTrend]

  init(_ adjusted: AdjustedLedger, comparison: TrendComparison = TrendComparison()) {
    var series: [(key: SeriesKey, unit: UnitOfMeasure)] = []
    var stated: [SeriesKey: [UnitOfMeasure: [YearlySeries.Observation]]] = [:]
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
        YearlySeries.Observation(year: months.firstYear, value: summary.median))
    }
    trends = parallelMap(series) { [stated, years] key, unit in
      let posterior = Self.posterior(key, unit, adjusted, count: years[key]?[unit]?.count ?? 0)
      let evidence = (try? YearlySeries(stated[key]?[unit] ?? [])).map { series in
        TrendEvidence(series: series, draws: Self.draws(series, key, unit, adjusted))
      }
      let fitted = evidence.map { comparison.outcomes(for: $0).compactMap(\.fit?.estimate) } ?? []
      return ([posterior].compactMap { $0 } + fitted).map { SeriesTrend(series: key, unit: unit, estimate: $0) }
    }.flatMap { $0 }
  }

  private static func posterior(
    _ key: SeriesKey, _ unit: UnitOfMeasure, _ adjusted: AdjustedLedger, count: Int
  ) -> TrendEstimate? {
    guard let years = adjusted.posterior.statedYears(of: key, in: unit),
      let drifts = adjusted.posterior.driftDraws(of: key, in: unit, sharesOf: years.upperBound)
    else { return nil }
    return PosteriorTrend().summarise(drifts, years: years, count: count)
  }

  private static func draws(
    _ series: YearlySeries, _ key: SeriesKey, _ unit: UnitOfMeasure, _ adjusted: AdjustedLedger
  ) -> YearlyDraws? {
    let logarithms = series.years.compactMap { year in
      (try? Period(year: year)).flatMap { adjusted.posterior.logDraws(of: key, in: unit, at: .months($0)) }
    }
    return logarithms.count == series.count ? YearlyDraws(logarithms: logarithms) : nil
  }
}
