import Foundation
import Statistics
import TradeSeries

/// The quantities of one simulated ledger, drawn from the prior cut by the structural bounds.
struct SimulatedTruth {
  private var flows: [SeriesKey: FlowPrior.Path] = [:]
  private var stock: (drift: Double, levels: [CalendarDate: Double])?
  /// Log bias of the origin's figures, by series.
  private(set) var biases: [SeriesKey: Double] = [:]
  /// Years and runs that are unknowns of each base flow.
  private(set) var cells: [SeriesKey: Set<Period>] = [:]
  private static let biasDeviation = 0.25

  init(_ plan: LedgerPlan, _ generator: inout PhiloxGenerator) throws {
    if plan.family == .stock {
      let dates = Set(try Self.periods(plan, of: plan.series).compactMap(\.date) + [LevelStatements.firstDate])
      let prior = StockPrior(
        dates: dates.sorted(), first: LevelPrior(statementCount: LevelStatements.count(plan, plan.series[0])))
      stock = prior.draw(&generator)
    } else {
      try drawFlows(plan, &generator)
    }
    for series in plan.series where plan.items.contains(where: { $0.series == series && $0.origin != nil }) {
      biases[series] = Self.biasDeviation * generator.normal()
    }
  }

  /// The first of many draws of all flows together that meets the bounds.
  private mutating func drawFlows(_ plan: LedgerPlan, _ generator: inout PhiloxGenerator) throws {
    var priors: [(key: SeriesKey, prior: FlowPrior)] = []
    let bases = plan.series.filter { $0 != LedgerPlan.turnover }
    for key in bases {
      // What is said of a turnover is said of both its parts.
      let periods = try Self.periods(plan, of: plan.family == .trade ? plan.series : [key])
      let months = periods.compactMap(\.months).flatMap(\.yearlyParts)
      let last = max(LedgerPlan.asOfYear, months.map(\.firstYear).max() ?? 0)
      let prior = FlowPrior(
        years: LedgerPlan.firstYear...(last + 1), runs: Set(months.filter { !$0.isYear }).sorted(),
        first: LevelPrior(statementCount: LevelStatements.count(plan, key)))
      priors.append((key, prior))
      let years = try prior.years.map { try Period(year: $0) }
      cells[key] = Set(years + prior.runs)
    }
    repeat {
      for (key, prior) in priors { flows[key] = prior.draw(&generator) }
    } while !meetsBounds(plan)
  }

  /// Section 4 of the model page: longer runs from January on hold more, parts no more than their whole.
  private func meetsBounds(_ plan: LedgerPlan) -> Bool {
    for (key, cells) in cells {
      guard let path = flows[key] else { return false }
      let runs = cells.filter { $0.isYearToDate && $0.firstYear <= LedgerPlan.asOfYear }.sorted()
      for (shorter, longer) in zip(runs, runs.dropFirst()) where shorter.firstYear == longer.firstYear {
        guard let less = path.log(shorter), let more = path.log(longer), less <= more else { return false }
      }
    }
    guard plan.family == .parts, let whole = flows[LedgerPlan.exports] else { return true }
    for cell in cells[LedgerPlan.exports] ?? [] where cell.firstYear <= LedgerPlan.asOfYear {
      for siblings in [LedgerPlan.regions, [LedgerPlan.food]] {
        let present = siblings.filter { cells[$0]?.contains(cell) == true }
        let sum = present.compactMap { flows[$0]?.log(cell) }.reduce(0) { $0 + exp($1) }
        guard let bound = whole.log(cell), sum <= exp(bound) else { return false }
      }
    }
    return true
  }

  /// Periods that the items on some series touch, and the year of the level's own statements.
  private static func periods(_ plan: LedgerPlan, of series: [SeriesKey]) throws -> [ReferencePeriod] {
    var periods = plan.family == .stock ? [] : [ReferencePeriod.months(try Period(year: LedgerPlan.firstYear))]
    for item in plan.items {
      let isOwn = series.contains(item.series)
      if isOwn || item.series.indicator == "balance" { periods.append(item.period) }
      if case .growth(let base) = item.claim, isOwn { periods.append(base) }
      if case .share(let whole) = item.claim, series.contains(whole) { periods.append(item.period) }
    }
    return periods
  }

  /// Log of a quantity; of a turnover the log of the sum.
  func log(_ series: SeriesKey, _ period: ReferencePeriod) -> Double? {
    switch period {
    case .date(let date): return stock?.levels[date]
    case .months(let months):
      guard series == LedgerPlan.turnover else { return flows[series]?.log(months) }
      guard let exports = flows[LedgerPlan.exports]?.log(months), let imports = flows[LedgerPlan.imports]?.log(months)
      else { return nil }
      return Foundation.log(exp(exports) + exp(imports))
    }
  }

  /// Mean yearly log growth of a base series.
  func drift(_ series: SeriesKey) -> Double? { flows[series]?.drift ?? stock?.drift }
}

/// The statements that every ledger makes of the first level of each base series.
enum LevelStatements {
  static let firstDate: CalendarDate = {
    do { return try CalendarDate(year: 2019, month: 12, day: 31) } catch { preconditionFailure("\(error)") }
  }()

  /// One more than other statements of a level of the series.
  static func count(_ plan: LedgerPlan, _ series: SeriesKey) -> Int {
    1
      + plan.items.count { item in
        if case .level = item.claim { return item.series == series }
        return false
      }
  }
}
