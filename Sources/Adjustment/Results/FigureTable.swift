import Statistics
import TradeSeries

/// The adjusted figures of a posterior: every stated series at every year, run and date among its unknowns, and the
/// forecast years asked for.
struct FigureTable {
  let figures: [AdjustedFigure]

  init(_ posterior: Posterior, _ ledger: StatementLedger, asOf: CalendarDate, horizon: Int) {
    let model = posterior.model
    var counts: [SeriesIdentity: [ReferencePeriod: Int]] = [:]
    for statement in ledger.statements {
      guard let period = statement.period else { continue }
      counts[model.census.identity(of: statement), default: [:]][period, default: 0] += 1
    }
    let rows = parallelMap(model.index.compositions.keys.sorted()) { [counts] identity in
      let own = counts[identity] ?? [:]
      let isIdentified = posterior.isIdentified(identity.key, in: identity.unit)
      var evaluator: ChainDiagnosticsEvaluator?
      return Self.periods(of: identity, model, own, lastYear: asOf.year + horizon).map { period in
        var summary: PosteriorSummary?
        if isIdentified, let draws = posterior.logDraws(of: identity.key, in: identity.unit, at: period) {
          var current =
            evaluator
            ?? ChainDiagnosticsEvaluator(
              chainCount: Posterior.chainCount, drawCount: draws.count / Posterior.chainCount)
          summary = PosteriorSummary(logDraws: draws, &current)
          evaluator = current
        }
        return AdjustedFigure(
          series: identity.key, unit: identity.unit, period: period,
          status: summary == nil ? .notIdentified : Self.status(of: period, asOf), summary: summary,
          statementCount: own[period] ?? 0)
      }
    }
    figures = Array(rows.joined())
  }

  private static func periods(
    of identity: SeriesIdentity, _ model: AdjustmentModel, _ counts: [ReferencePeriod: Int], lastYear: Int
  ) -> [ReferencePeriod] {
    let base: BaseSeries
    switch model.index.compositions[identity] {
    case .base(let number): base = model.series[number]
    case .sum(let exports, _): base = model.series[exports]
    case .difference, nil: return []
    }
    let lastYear = max(lastYear, counts.keys.map(\.lastDay.year).max() ?? lastYear)
    let years = base.years.map { Array($0.lowerBound...max($0.lowerBound, lastYear)) } ?? []
    let own =
      years.compactMap { try? Period(year: $0) }.map(ReferencePeriod.months)
      + base.runs.map { .months($0) } + base.dates.map { .date($0) }
    // A run over two calendar years is a sum, reported where a statement speaks of it.
    let acrossYears = counts.keys.filter { $0.months?.isInsideOneYear == false }
    return (own + acrossYears).sorted()
  }

  private static func status(of period: ReferencePeriod, _ asOf: CalendarDate) -> AdjustedFigure.Status {
    if period.lastDay <= asOf { return .adjusted }
    let hasBegun =
      switch period {
      case .months(let months): (months.firstYear, months.startMonth) <= (asOf.year, asOf.month)
      case .date: false
      }
    return hasBegun ? .nowcast : .forecast
  }
}
