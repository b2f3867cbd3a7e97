import Adjustment
import Foundation
import TradeSeries

/// Holds targets against the posterior: section 8 of the model page.
public struct TargetAssessor: Sendable {
  private let adjusted: AdjustedLedger
  private let natures: [String: Indicator.Nature]
  /// Years of the path of an open deadline.
  private static let pathLength = 10
  /// Years after the as-of date in which a first passage is looked for.
  private static let passageYears = 30

  /// An assessor of the targets of an adjusted ledger.
  public init(_ adjusted: AdjustedLedger) {
    self.adjusted = adjusted
    natures = Dictionary(
      adjusted.ledger.indicators.map { ($0.code, $0.nature) }, uniquingKeysWith: { first, _ in first })
  }

  /// The assessments of all targets, in ledger order.
  public func assessments() -> [TargetAssessment] { adjusted.ledger.targets.map(assess) }

  /// The assessment of one target.
  ///
  /// - Complexity: O(draws · years).
  public func assess(_ target: Target) -> TargetAssessment {
    let posterior = adjusted.posterior
    let unit = posterior.unit(of: target.series, statedIn: target.unit)
    guard posterior.contains(target.series, in: unit) else { return unidentified(target, unit, .noStatements) }
    let goal: [Double]
    switch logGoal(target, unit) {
    case .success(let draws): goal = draws
    case .failure(let reason): return unidentified(target, unit, reason)
    }
    let attainment = attainment(target, unit, goal)
    let outcome = outcome(target, attainment)
    let growth = growth(target, attainment)
    return TargetAssessment(
      target: target, unit: unit, level: exp(middle(goal)), probability: outcome.probability,
      verdict: outcome.verdict, requiredGrowth: growth.required, trendGrowth: growth.trend, growthRatio: growth.ratio,
      firstPassage: attainment.firstPassage(
        years: target.setOn.year...max(target.setOn.year, adjusted.asOf.year + Self.passageYears)),
      path: outcome.path)
  }

  private func attainment(_ target: Target, _ unit: UnitOfMeasure, _ goal: [Double]) -> Attainment {
    Attainment(
      posterior: adjusted.posterior, series: target.series, unit: unit,
      nature: natures[target.series.indicator] ?? .flow, goal: goal, isCeiling: target.goal.qualifier == .upTo)
  }

  /// The quantity whose distribution is held against a target's goal; `nil` when it is not identified.
  ///
  /// The level of the deadline's period or, for a multiple, its ratio to the base. Of an open deadline the period that
  /// met it, or else the current year.
  public func judgedQuantity(of target: Target) -> ExplainedQuantity? {
    let unit = adjusted.posterior.unit(of: target.series, statedIn: target.unit)
    guard adjusted.posterior.contains(target.series, in: unit), case .success(let goal) = logGoal(target, unit) else {
      return nil
    }
    let attainment = attainment(target, unit, goal)
    let deadline = target.deadline.period(of: attainment.nature)
    let current = adjusted.asOf.isLastDayOfYear ? adjusted.asOf.year + 1 : adjusted.asOf.year
    var judged = deadline ?? attainment.period(current)
    if deadline == nil,
      let best = best(target, attainment, Array(target.setOn.year..<max(current, target.setOn.year))),
      best.probability >= Verdict.firm
    {
      judged = best.period
    }
    return judged.map { period in
      ExplainedQuantity(
        series: target.series, unit: unit, period: period,
        base: target.unit == nil ? target.base ?? deadline?.yearEarlier : nil)
    }
  }

  private func unidentified(
    _ target: Target, _ unit: UnitOfMeasure, _ reason: NotIdentifiedReason
  ) -> TargetAssessment {
    TargetAssessment(
      target: target, unit: unit, level: nil, probability: nil, verdict: .notIdentified(reason), requiredGrowth: nil,
      trendGrowth: nil, growthRatio: nil, firstPassage: nil, path: [])
  }

  /// Log draws of the goal: one number repeated for a level, a multiple of the base's draws otherwise.
  private func logGoal(_ target: Target, _ unit: UnitOfMeasure) -> Result<[Double], NotIdentifiedReason> {
    let posterior = adjusted.posterior
    guard target.unit == nil else {
      guard posterior.isIdentified(target.series, in: unit) else { return .failure(.noLevel) }
      guard let level = posterior.logLevel(of: target) else { return .failure(.noRate) }
      return .success([level])
    }
    let deadline = target.deadline.period(of: natures[target.series.indicator] ?? .flow)
    guard let base = target.base ?? deadline?.yearEarlier,
      let draws = posterior.logDraws(of: target.series, in: unit, at: base)
    else { return .failure(.baseUnknown) }
    return .success(draws.map { $0 + log(target.goal.value) })
  }

  private struct Outcome {
    var probability: Double?
    var verdict: Verdict
    var path: [TargetAssessment.PathPoint]
  }

  private func outcome(_ target: Target, _ attainment: Attainment) -> Outcome {
    switch target.deadline.period(of: attainment.nature) {
    case let deadline?:
      guard let p = attainment.probability(at: deadline) else {
        return Outcome(probability: nil, verdict: .notIdentified(.baseUnknown), path: [])
      }
      let point = TargetAssessment.PathPoint(year: deadline.lastDay.year, probability: p)
      var verdict = Verdict(probability: p, isComplete: deadline.lastDay <= adjusted.asOf)
      if verdict != .met, attainment.isPassedToDate(in: deadline, asOf: adjusted.asOf, ledger: adjusted.ledger) {
        verdict = .met
      }
      if verdict != .met, let origin = origin(passing: target, attainment, years: [deadline.lastDay.year]) {
        verdict = .metByOrigin(origin)
      }
      return Outcome(probability: p, verdict: verdict, path: [point])
    case nil: return openOutcome(target, attainment)
    }
  }

  /// An open deadline is met by any complete year since the target was set; till then it is judged in the current year.
  private func openOutcome(_ target: Target, _ attainment: Attainment) -> Outcome {
    let current = adjusted.asOf.isLastDayOfYear ? adjusted.asOf.year + 1 : adjusted.asOf.year
    let path = (current..<(current + Self.pathLength)).compactMap { year in
      attainment.probability(inYear: year).map { TargetAssessment.PathPoint(year: year, probability: $0) }
    }
    let past = Array(target.setOn.year..<max(current, target.setOn.year))
    let best = best(target, attainment, past)?.probability
    if let best, best >= Verdict.firm { return Outcome(probability: best, verdict: .met, path: path) }
    if let origin = origin(passing: target, attainment, years: past + [current]) {
      return Outcome(probability: path.first?.probability, verdict: .metByOrigin(origin), path: path)
    }
    guard let now = path.first?.probability else {
      return Outcome(probability: nil, verdict: .notIdentified(.baseUnknown), path: path)
    }
    return Outcome(probability: now, verdict: Verdict(probability: now, isComplete: false), path: path)
  }

  /// The past year, or other period that was stated, in which an open target was met with the highest probability.
  ///
  /// Dates of a stock, and the first months of a year, that were stated since the goal was set and are over are as good
  /// as a year that is.
  private func best(
    _ target: Target, _ attainment: Attainment, _ past: [Int]
  ) -> (period: ReferencePeriod, probability: Double)? {
    let years = past.compactMap { attainment.period($0) }
    let stated = adjusted.ledger.statements.compactMap { statement -> ReferencePeriod? in
      guard statement.series == target.series, let period = statement.period, period.lastDay <= adjusted.asOf,
        period.lastDay >= target.setOn
      else { return nil }
      let counts = period.months.map { $0.isYearToDate && !attainment.isCeiling } ?? true
      return counts ? period : nil
    }
    var best: (period: ReferencePeriod, probability: Double)?
    for period in years + stated {
      guard let probability = attainment.probability(at: period), probability > best?.probability ?? -1 else {
        continue
      }
      best = (period, probability)
    }
    return best
  }

  /// An origin whose own figures pass the goal in a year of which the reporter stated no quantity.
  private func origin(passing target: Target, _ attainment: Attainment, years: [Int]) -> String? {
    let dated = adjusted.ledger.statements.filter { statement in
      guard statement.series == target.series, let period = statement.period, statement.unit != nil else {
        return false
      }
      return years.contains(period.lastDay.year)
    }
    let reported = Set(dated.filter { $0.origin == nil }.compactMap { $0.period?.lastDay.year })
    return dated.first { statement in
      guard let origin = statement.origin, let period = statement.period, !reported.contains(period.lastDay.year),
        period.months?.isInsideOneYear != false, period.lastDay <= adjusted.asOf
      else { return false }
      // Part of a year above a floor proves it; below a ceiling it proves nothing.
      if attainment.isCeiling, period.months?.isYear == false { return false }
      return (attainment.probability(at: period, by: origin) ?? 0) >= Verdict.firm
    }?.origin
  }

  private func growth(
    _ target: Target, _ attainment: Attainment
  ) -> (required: Double?, trend: Double?, ratio: Double?) {
    let asOf = adjusted.asOf
    let last = asOf.isLastDayOfYear ? asOf.year : asOf.year - 1
    let trend = attainment.trendGrowth(sharesOf: last)
    guard let deadline = target.deadline.period(of: attainment.nature),
      deadline.isWholeYear || attainment.nature == .stock,
      let required = attainment.requiredGrowth(from: last, to: deadline)
    else { return (nil, trend, nil) }
    return (required, trend, required > 0 ? trend.map { $0 / required } : nil)
  }
}

extension ReferencePeriod {
  /// Whether it is one calendar year.
  fileprivate var isWholeYear: Bool { months?.isYear == true }
}

extension CalendarDate {
  /// Whether the year is over at the end of this day.
  var isLastDayOfYear: Bool { month == 12 && day == 31 }
}

/// Median of a sample that is not empty.
func middle(_ values: [Double]) -> Double {
  guard values.count > 1 else { return values[0] }
  let sorted = values.sorted()
  return sorted.count % 2 == 1
    ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
}
