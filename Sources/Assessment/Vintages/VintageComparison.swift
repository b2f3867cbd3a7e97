import Adjustment
import TradeSeries

/// Compares two vintages of a ledger and puts every change down to what arrived.
///
/// The as-of date moves first: what that changes, with the targets set meanwhile, is the passage of time. The statements
/// that arrived then share the rest of the change by Shapley's rule (1953): a statement's part is the mean, over all
/// orders of arrival, of what the figure moves when it joins those before it. Only statements of the figure's own linked
/// part of the ledger take part; where more than eight of them arrived, they join in one order, by date and then as in
/// the ledger. Parts that their Monte Carlo error may have made are added up as the rest; all sum to the change.
public struct VintageComparison: Sendable {
  /// Day of the earlier vintage.
  public var from: CalendarDate
  /// Day of the later vintage.
  public var to: CalendarDate
  /// Horizon, seed and beliefs; its own date does not matter.
  public var adjustment: LedgerAdjustment

  /// Statements of one linked part from which on they join in one order.
  static let mostShared = 8

  /// A comparison of two days, the first one earlier.
  public init(from: CalendarDate, to: CalendarDate, adjustment: LedgerAdjustment) {
    (self.from, self.to, self.adjustment) = (from, to, adjustment)
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - ledger: with the statements of both days.
  ///   - solved: the later vintage, if it is solved already.
  /// - Returns: the changes of all figures and targets.
  /// - Throws: ``AdjustmentError``.
  /// - Complexity: one adjustment of each linked part in both vintages, and of every part with k ≤ 8 arrivals up to
  ///   2ᵏ, with more k.
  public func revisions(
    of ledger: StatementLedger, solved: (adjusted: AdjustedLedger, assessments: [TargetAssessment])? = nil
  ) throws(AdjustmentError) -> VintageRevisions {
    var solver = VintageSolver(adjustment, ledger)
    if let solved, solved.adjusted.asOf == to { try solver.take(solved.adjusted, solved.assessments) }
    let (before, after) = (ledger.known(on: from), ledger.known(on: to))
    let arrivedIDs = Set(after.statements.map(\.id)).subtracting(before.statements.map(\.id))
    let earlier = try solver.parts(before.statements, before.targets, on: from)
    try solver.solve(earlier)
    let old = solver[earlier]
    var attributions: [Attribution] = []
    let later = try solver.parts(after.statements, after.targets, on: to)
    try solver.solve(later)
    for part in later {
      let arrivals = part.statements.enumerated().filter { arrivedIDs.contains($0.element.id) }.sorted {
        ($0.element.knownOn, $0.offset) < ($1.element.knownOn, $1.offset)
      }.map(\.element)
      attributions.append(try Attribution(part, arrivals: arrivals, &solver))
    }
    return summary(before, after, arrivedIDs, old: old, attributions)
  }

  private func summary(
    _ before: StatementLedger, _ after: StatementLedger, _ arrived: Set<String>, old: VintageSolver.Values,
    _ attributions: [Attribution]
  ) -> VintageRevisions {
    var figures: [VintageRevisions.Figure] = []
    var seen: Set<VintageSolver.Quantity> = []
    var attributionOf: [String: Attribution] = [:]
    for attribution in attributions {
      for target in attribution.part.targets { attributionOf[target.id] = attribution }
      for quantity in attribution.quantities {
        guard case .figure(let series, let unit, let period) = quantity else { continue }
        seen.insert(quantity)
        let past = old.estimates[quantity]
        figures.append(
          VintageRevisions.Figure(
            series: series, unit: unit, period: period, before: past?.value,
            after: attribution.final.estimates[quantity]?.value, parts: attribution.parts(of: quantity, from: past)))
      }
    }
    for (quantity, estimate) in old.estimates where !seen.contains(quantity) {
      guard case .figure(let series, let unit, let period) = quantity else { continue }
      figures.append(
        VintageRevisions.Figure(
          series: series, unit: unit, period: period, before: estimate.value, after: nil,
          parts: [VintageRevisions.Part(cause: .time, change: -estimate.value)]))
    }
    figures.sort { ($0.series, $0.unit, $0.period) < ($1.series, $1.unit, $1.period) }
    let targets = after.targets.map { target -> VintageRevisions.TargetChange in
      let quantity = VintageSolver.Quantity.target(target.id)
      let wasSet = before.targets.contains { $0.id == target.id }
      let unknown = Verdict.notIdentified(.noStatements)
      let past = wasSet ? old.estimates[quantity] : nil
      let was = wasSet ? old.verdicts[target.id] ?? unknown : nil
      let attribution = attributionOf[target.id]
      let verdict = attribution?.final.verdicts[target.id] ?? unknown
      return VintageRevisions.TargetChange(
        target: target, before: was.map { VintageRevisions.Judgement(probability: past?.value, verdict: $0) },
        after: VintageRevisions.Judgement(
          probability: attribution?.final.estimates[quantity]?.value, verdict: verdict),
        parts: attribution?.parts(of: quantity, from: past) ?? [],
        flippedBy: was.flatMap { attribution?.cause(ofFlip: target.id, from: $0, past) })
    }
    let order = after.statements.enumerated().filter { arrived.contains($0.element.id) }
      .sorted { ($0.element.knownOn, $0.offset) < ($1.element.knownOn, $1.offset) }
    return VintageRevisions(
      from: from, to: to, arrived: order.map(\.element.id), figures: figures, targets: targets)
  }
}
