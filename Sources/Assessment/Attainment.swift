import Adjustment
import Foundation
import TradeSeries

/// One series against one goal, draw by draw.
struct Attainment {
  let posterior: Posterior
  let series: SeriesKey
  let unit: UnitOfMeasure
  let nature: Indicator.Nature
  /// Log draws of the goal, or its one value.
  let goal: [Double]
  /// Whether the goal is not to be exceeded.
  let isCeiling: Bool

  /// Probability that a period meets the goal; `nil` when the period has no draws.
  func probability(at period: ReferencePeriod) -> Double? {
    posterior.logDraws(of: series, in: unit, at: period).map(share)
  }

  /// Probability that a year, or a stock at its end, meets the goal.
  func probability(inYear year: Int) -> Double? { self.period(year).flatMap(probability(at:)) }

  /// Probability that an origin's own figure of a period meets the goal.
  func probability(at period: ReferencePeriod, by origin: String) -> Double? {
    guard let draws = posterior.logDraws(of: series, in: unit, at: period),
      let bias = posterior.biasDraws(of: origin, on: series, in: unit)
    else { return nil }
    return share(zip(draws, bias).map(+))
  }

  /// Whether the first months of the deadline's year, stated and over, have already passed the goal.
  func isPassedToDate(in deadline: ReferencePeriod, asOf: CalendarDate, ledger: StatementLedger) -> Bool {
    guard let year = deadline.months, year.isYear, !isCeiling else { return false }
    return ledger.statements.contains { statement in
      guard statement.series == series, let run = statement.period?.months, run.isYearToDate, year.contains(run),
        run.lastDay <= asOf
      else { return false }
      return (probability(at: .months(run)) ?? 0) >= Verdict.firm
    }
  }

  /// Year the goal is first met: quantiles over the draws, those beyond the last year left out as `nil`.
  func firstPassage(years: ClosedRange<Int>) -> TargetAssessment.FirstPassage? {
    var passage: [Int?] = []
    for (year, draws) in yearlyDraws(years) {
      if passage.isEmpty { passage = [Int?](repeating: nil, count: draws.count) }
      for (number, draw) in draws.enumerated() where passage[number] == nil && meets(draw, number) {
        passage[number] = year
      }
    }
    guard !passage.isEmpty else { return nil }
    let sorted = passage.map { $0 ?? Int.max }.sorted()
    func quantile(_ probability: Double) -> Int? {
      let year = sorted[min(sorted.count - 1, Int(probability * Double(sorted.count)))]
      return year == Int.max ? nil : year
    }
    return TargetAssessment.FirstPassage(median: quantile(0.5), low80: quantile(0.1), high80: quantile(0.9))
  }

  /// Log draws of every year that has any.
  private func yearlyDraws(_ years: ClosedRange<Int>) -> [(year: Int, draws: [Double])] {
    func draws(_ year: Int) -> [Double]? {
      period(year).flatMap { posterior.logDraws(of: series, in: unit, at: $0) }
    }
    guard let last = posterior.lastUnknownYear(of: series, in: unit), last < years.upperBound,
      let path = posterior.simulatedPath(of: series, in: unit, years: (last + 1)...years.upperBound)
    else { return years.compactMap { year in draws(year).map { (year, $0) } } }
    let known = years.prefix { $0 <= last }.compactMap { year in draws(year).map { (year, $0) } }
    return known + zip((last + 1)...years.upperBound, path).filter { years.contains($0.0) }.map { ($0.0, $0.1) }
  }

  /// Posterior median of the yearly growth that the series tends to, as a fraction.
  func trendGrowth(sharesOf year: Int) -> Double? {
    posterior.driftDraws(of: series, in: unit, sharesOf: year).map { exp(middle($0)) - 1 }
  }

  /// Yearly growth from the median of a year, or of a stock at its end, to the goal at the deadline.
  func requiredGrowth(from year: Int, to deadline: ReferencePeriod) -> Double? {
    guard let start = period(year), let draws = posterior.logDraws(of: series, in: unit, at: start) else { return nil }
    let years =
      switch (nature, deadline) {
      case (.stock, .date(let date)): start.lastDay.years(until: date)
      default: Double(deadline.lastDay.year - year)
      }
    guard years > 0 else { return nil }
    return exp((middle(goal) - middle(draws)) / years) - 1
  }

  /// A year, of a stock its last day.
  func period(_ year: Int) -> ReferencePeriod? {
    guard let months = try? Period(year: year) else { return nil }
    return nature == .stock ? .date(months.lastDay) : .months(months)
  }

  private func share(_ draws: [Double]) -> Double {
    var count = 0
    for (number, draw) in draws.enumerated() where meets(draw, number) { count += 1 }
    return Double(count) / Double(draws.count)
  }

  private func meets(_ draw: Double, _ number: Int) -> Bool {
    let goal = self.goal.count == 1 ? self.goal[0] : self.goal[number]
    return isCeiling ? draw <= goal : draw >= goal
  }
}
