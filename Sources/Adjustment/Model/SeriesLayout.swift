import Foundation
import TradeSeries

/// The base series with their years, runs and dates, and how the stated series are made of them.
struct SeriesLayout {
  private(set) var series: [BaseSeries] = []
  private(set) var compositions: [SeriesIdentity: SeriesComposition] = [:]

  init(
    _ census: SeriesCensus, triples: [TradeTriple], asOf: CalendarDate, horizon: Int, hyperparameters: Hyperparameters
  ) {
    let inTriples = Set(triples.flatMap(\.members))
    for triple in triples {
      let periods = Set(triple.members.flatMap { census.entries[$0]?.periods ?? [] })
      let turnoverLevel = median(census.entries[triple.turnover]?.yearlyLevels ?? [])
      let exports = series.count
      for part in [triple.exports, triple.imports] {
        append(
          part, census, sharedPeriods: periods, fallbackLevel: turnoverLevel.map { $0 / 2 }, asOf: asOf,
          horizon: horizon, hyperparameters)
        compositions[part] = .base(series.count - 1)
      }
      compositions[triple.turnover] = .sum(exports: exports, imports: exports + 1)
      compositions[triple.balance] = .difference(exports: exports, imports: exports + 1)
    }
    for identity in census.entries.keys.sorted() where !inTriples.contains(identity) {
      append(
        identity, census, sharedPeriods: [], fallbackLevel: nil, asOf: asOf, horizon: horizon, hyperparameters)
      compositions[identity] = .base(series.count - 1)
    }
  }

  private mutating func append(
    _ identity: SeriesIdentity, _ census: SeriesCensus, sharedPeriods: Set<ReferencePeriod>, fallbackLevel: Double?,
    asOf: CalendarDate, horizon: Int, _ hyperparameters: Hyperparameters
  ) {
    let entry = census.entries[identity] ?? SeriesCensus.Entry()
    let level = median(entry.yearlyLevels) ?? fallbackLevel
    let isMoney = identity.unit.kind == .money
    let size =
      isMoney
      ? level.map { exp(NumberGrid.log(log($0 / 1e9))) } ?? hyperparameters.defaultSize : hyperparameters.physicalSize
    let nature = census.nature(of: identity)
    // A turnover in a run of months is exports plus imports there, so both parts have the run.
    let months = entry.periods.union(sharedPeriods).compactMap(\.months)
    var years: ClosedRange<Int>?
    if nature == .flow, let first = months.map(\.firstYear).min(), let last = months.map(\.firstYear).max() {
      let reached = max(last, asOf.year)
      years = first...max(reached, min(reached + 1, asOf.year + horizon))
    }
    series.append(
      BaseSeries(
        identity: identity, nature: nature, years: years,
        runs: nature == .flow ? months.filter { !$0.isYear }.uniqued().sorted() : [],
        dates: nature == .stock ? entry.periods.compactMap(\.date).sorted() : [],
        typicalLevel: level ?? hyperparameters.defaultLevel,
        statedLevel: median(entry.levels) ?? hyperparameters.defaultLevel,
        isLevelLinked: !isMoney && entry.levels.isEmpty, size: size))
  }

  /// The unknowns of the series, series by series in the order of time.
  var unknowns: [Unknown] {
    series.enumerated().flatMap { number, series in
      [.drift(series: number)]
        + (series.years.map { $0.map { Unknown.year(series: number, $0) } } ?? [])
        + series.runs.map { .run(series: number, $0) } + series.dates.map { .stock(series: number, $0) }
    }
  }

  /// A first guess of an unknown: the typical level, no bias.
  func start(of unknown: Unknown) -> Double {
    switch unknown {
    case .year(let number, _), .stock(let number, _): log(series[number].typicalLevel)
    case .run(let number, let period): log(series[number].typicalLevel * Double(period.monthCount) / 12)
    case .drift, .originBias: 0
    }
  }
}
