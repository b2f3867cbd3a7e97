import Adjustment
import Statistics
import TradeSeries
import Trends

/// The trends of every adjusted series: the posterior's own, and all models through the years that were stated.
///
/// A year counts when it is over and a statement speaks of it or of a part of it, or compares with it: years in between
/// are the adjustment's guess, and a trend through guesses would only find what the adjustment assumed.
struct SeriesTrends {
  let trends: [SeriesTrend]

  init(_ adjusted: AdjustedLedger, comparison: TrendComparison = TrendComparison()) {
    let series = Self.series(adjusted)
    trends = parallelMap(series) { one in
      let posterior = Self.posterior(one, adjusted).map {
        TrendOutcome(model: .posterior, result: .success(TrendFit(estimate: $0, path: [])))
      }
      let fitted = comparison.outcomes(one.observations) { Self.draws($0, one, adjusted) }
      return ([posterior].compactMap { $0 } + fitted).map {
        SeriesTrend(series: one.key, unit: one.unit, outcome: $0)
      }
    }.flatMap { $0 }
  }

  /// The series of the years that were stated.
  static func statedSeries(
    _ adjusted: AdjustedLedger
  ) -> [(key: SeriesKey, unit: UnitOfMeasure, values: YearlySeries)] {
    series(adjusted).compactMap { one in
      (try? YearlySeries(one.observations)).map { (key: one.key, unit: one.unit, values: $0) }
    }
  }

  private static func series(_ adjusted: AdjustedLedger) -> [SeriesOfFigures] {
    let stated = statedYears(adjusted)
    var series: [SeriesOfFigures] = []
    for figure in adjusted.figures {
      if series.last.map({ $0.key == figure.series && $0.unit == figure.unit }) != true {
        series.append(SeriesOfFigures(key: figure.series, unit: figure.unit))
      }
      if figure.statementCount > 0 { series[series.count - 1].yearsNamed.insert(figure.period.lastDay.year) }
      guard figure.status == .adjusted, let summary = figure.summary, let months = figure.period.months,
        months.isYear, stated[figure.series]?[figure.unit]?.contains(months.firstYear) == true
      else { continue }
      series[series.count - 1].observations.append(
        YearlySeries.Observation(year: months.firstYear, value: summary.median))
    }
    return series
  }

  private struct SeriesOfFigures {
    let key: SeriesKey
    let unit: UnitOfMeasure
    /// Years in which a statement speaks of the very series.
    var yearsNamed: Set<Int> = []
    var observations: [YearlySeries.Observation] = []
  }

  /// The years that statements speak of or compare with.
  private static func statedYears(_ adjusted: AdjustedLedger) -> [SeriesKey: [UnitOfMeasure: Set<Int>]] {
    var years: [SeriesKey: [UnitOfMeasure: Set<Int>]] = [:]
    for statement in adjusted.ledger.statements {
      guard let period = statement.period else { continue }
      let unit = adjusted.posterior.unit(of: statement.series, statedIn: statement.unit)
      var periods = [period]
      if case .growth(let base) = statement.claim { periods.append(base ?? period.yearEarlier) }
      for months in periods.compactMap(\.months) {
        years[statement.series, default: [:]][unit, default: []].formUnion(months.firstYear...months.lastYear)
      }
    }
    return years
  }

  private static func posterior(_ series: SeriesOfFigures, _ adjusted: AdjustedLedger) -> TrendEstimate? {
    guard let years = adjusted.posterior.statedYears(of: series.key, in: series.unit),
      let drifts = adjusted.posterior.driftDraws(of: series.key, in: series.unit, sharesOf: years.upperBound)
    else { return nil }
    return PosteriorTrend().summarise(drifts, years: years, count: series.yearsNamed.count)
  }

  private static func draws(
    _ values: YearlySeries, _ series: SeriesOfFigures, _ adjusted: AdjustedLedger
  ) -> YearlyDraws? {
    let logarithms = values.years.compactMap { year in
      (try? Period(year: year)).flatMap {
        adjusted.posterior.logDraws(of: series.key, in: series.unit, at: .months($0))
      }
    }
    return logarithms.count == values.count ? YearlyDraws(logarithms: logarithms) : nil
  }
}
