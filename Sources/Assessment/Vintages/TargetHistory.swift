import Adjustment
import TradeSeries

/// The probability of one target as it was seen from one vintage to the next.
public struct TargetHistory: Hashable, Sendable {
  /// One vintage.
  public struct Point: Hashable, Sendable {
    /// Its day.
    public let date: CalendarDate
    /// Probability as of that day.
    public let probability: Double

    /// A point of given parts.
    public init(date: CalendarDate, probability: Double) { (self.date, self.probability) = (date, probability) }
  }

  /// The target.
  public let target: Target
  /// In order of time; vintages in which the target was not identified are left out.
  public let points: [Point]

  /// A history of given parts.
  public init(target: Target, points: [Point]) { (self.target, self.points) = (target, points) }
}

extension VintageComparison {
  /// Most vintages of one history.
  static let longestHistory = 10

  /// The probability of every target through the vintages since it was set, with at least two that differ in time.
  ///
  /// Vintages are the days on which a statement on the target's linked part of the ledger became known or a target of
  /// it was set, evenly thinned to ten with the first and the last, and the day of the later vintage.
  /// - Parameters:
  ///   - ledger: with the statements of all days.
  ///   - solved: the later vintage, solved.
  /// - Returns: one for each target that has two vintages or more, in ledger order.
  /// - Throws: ``AdjustmentError``.
  /// - Complexity: at most ten adjustments of every linked part that has a target.
  public func histories(
    of ledger: StatementLedger, solved: (adjusted: AdjustedLedger, assessments: [TargetAssessment])
  ) throws(AdjustmentError) -> [TargetHistory] {
    var solver = VintageSolver(adjustment, ledger)
    try solver.take(solved.adjusted, solved.assessments)
    let known = ledger.known(on: to)
    var histories: [String: [TargetHistory.Point]] = [:]
    var vintages: [(date: CalendarDate, parts: [VintageSolver.Part])] = []
    for part in try solver.parts(known.statements, known.targets, on: to) {
      let judged = solved.assessments.filter { assessment in
        assessment.probability != nil && part.targets.contains { $0.id == assessment.target.id }
      }
      guard let first = judged.map(\.target.setOn).min() else { continue }
      let days = Set(part.statements.map(\.knownOn) + part.targets.map(\.setOn)).filter { $0 >= first && $0 < to }
      for day in Self.thinned(days.sorted(), to: Self.longestHistory - 1) {
        vintages.append(
          (
            day,
            try solver.parts(
              part.statements.filter { $0.knownOn <= day }, part.targets.filter { $0.setOn <= day }, on: day)
          ))
      }
      vintages.append((to, [part]))
    }
    try solver.solve(vintages.flatMap(\.parts), effort: .brief)
    for vintage in vintages {
      let values = solver[vintage.parts]
      for target in vintage.parts.flatMap(\.targets) {
        guard let estimate = values.estimates[.target(target.id)] else { continue }
        histories[target.id, default: []].append(.init(date: vintage.date, probability: estimate.value))
      }
    }
    return known.targets.compactMap { target in
      guard let points = histories[target.id], points.count >= 2 else { return nil }
      return TargetHistory(target: target, points: points)
    }
  }

  /// At most so many of some days, evenly, with the first and the last.
  static func thinned(_ days: [CalendarDate], to count: Int) -> [CalendarDate] {
    guard days.count > count else { return days }
    return (0..<count).map { days[$0 * (days.count - 1) / (count - 1)] }
  }
}
