import Adjustment
import Statistics
import TradeSeries

/// Solves linked parts of vintages, each only once.
struct VintageSolver {
  /// A median or probability with its Monte Carlo error.
  struct Estimate: Hashable {
    let value: Double
    let error: Double
  }

  /// What is told apart: a figure or the probability of a target.
  enum Quantity: Hashable {
    case figure(SeriesKey, UnitOfMeasure, ReferencePeriod)
    case target(String)
  }

  /// What a part of a ledger says, as of a date.
  struct Values {
    var estimates: [Quantity: Estimate] = [:]
    var verdicts: [String: Verdict] = [:]
  }

  /// A part of a ledger as of a date: equal parts have equal values, to the last bit.
  struct Part: Hashable {
    let asOf: CalendarDate
    let statements: [Statement]
    let targets: [Target]
  }

  private let adjustment: LedgerAdjustment
  private let lists: StatementLedger
  private var values: [Part: Values] = [:]

  /// - Parameters:
  ///   - adjustment: horizon, seed and beliefs; its date does not matter.
  ///   - ledger: the lists.
  init(_ adjustment: LedgerAdjustment, _ ledger: StatementLedger) {
    (self.adjustment, lists) = (adjustment, ledger)
  }

  /// The parts of what a ledger's statements and targets say on a date.
  func parts(_ statements: [Statement], _ targets: [Target], on date: CalendarDate) throws(AdjustmentError) -> [Part] {
    try at(date).linkedParts(of: ledger(statements, targets)).map {
      Part(asOf: date, statements: $0.statements, targets: $0.targets)
    }
  }

  /// Takes the values of parts of a ledger that is solved.
  mutating func take(_ adjusted: AdjustedLedger, _ assessments: [TargetAssessment]) throws(AdjustmentError) {
    let parts = try parts(adjusted.ledger.statements, adjusted.ledger.targets, on: adjusted.asOf)
    let all = Self.values(of: adjusted, assessments)
    var partOf: [SeriesKey: Int] = [:]
    for (number, part) in parts.enumerated() {
      for series in try at(adjusted.asOf).series(of: ledger(part.statements, part.targets)) { partOf[series] = number }
    }
    var own = [Values](repeating: Values(), count: parts.count)
    let targetSeries = Dictionary(adjusted.ledger.targets.map { ($0.id, $0.series) }, uniquingKeysWith: { a, _ in a })
    for (quantity, estimate) in all.estimates {
      let series: SeriesKey? =
        switch quantity {
        case .figure(let key, _, _): key
        case .target(let id): targetSeries[id]
        }
      if let number = series.flatMap({ partOf[$0] }) { own[number].estimates[quantity] = estimate }
    }
    for (id, verdict) in all.verdicts {
      if let number = targetSeries[id].flatMap({ partOf[$0] }) { own[number].verdicts[id] = verdict }
    }
    for (part, value) in zip(parts, own) { values[part] = value }
  }

  /// Solves those of some parts that are not solved yet, side by side.
  mutating func solve(_ parts: [Part], effort: DrawEffort = .full) throws(AdjustmentError) {
    var seen: Set<Part> = []
    let open = parts.filter { values[$0] == nil && seen.insert($0).inserted }
    let results = parallelMap(open) { [self] part in
      Result { () throws(AdjustmentError) in
        let adjusted = try at(part.asOf, effort).adjustFigures(ledger(part.statements, part.targets))
        return Self.values(of: adjusted, TargetAssessor(adjusted).assessments())
      }
    }
    for (part, result) in zip(open, results) { values[part] = try result.get() }
  }

  /// The values of all of some solved parts.
  subscript(parts: [Part]) -> Values {
    var all = Values()
    for part in parts {
      guard let own = values[part] else { continue }
      all.estimates.merge(own.estimates, uniquingKeysWith: { first, _ in first })
      all.verdicts.merge(own.verdicts, uniquingKeysWith: { first, _ in first })
    }
    return all
  }

  private func at(_ date: CalendarDate, _ effort: DrawEffort = .full) -> LedgerAdjustment {
    var dated = adjustment
    (dated.asOf, dated.effort) = (date, effort)
    return dated
  }

  private func ledger(_ statements: [Statement], _ targets: [Target]) -> StatementLedger {
    var ledger = lists
    (ledger.statements, ledger.targets) = (statements, targets)
    return ledger
  }

  private static func values(of adjusted: AdjustedLedger, _ assessments: [TargetAssessment]) -> Values {
    var values = Values()
    for figure in adjusted.figures {
      guard let summary = figure.summary else { continue }
      // The error of a Gaussian sample's median: √(π/2) of its mean's.
      let error = 1.2533 * summary.sdLog / summary.effectiveSampleSize.squareRoot()
      values.estimates[.figure(figure.series, figure.unit, figure.period)] = Estimate(
        value: summary.median, error: summary.median * error)
    }
    let draws = max(adjusted.diagnostics.leastBulkESS, 1)
    for assessment in assessments {
      values.verdicts[assessment.target.id] = assessment.verdict
      guard let probability = assessment.probability else { continue }
      let variance = max(probability * (1 - probability), 1 / draws) / draws
      values.estimates[.target(assessment.target.id)] = Estimate(value: probability, error: variance.squareRoot())
    }
    return values
  }
}
