import Adjustment
import TradeSeries

/// Eurostat's and Open SDG's indicator of progress towards a target, from adjusted medians.
///
/// It looks at two years only and knows no uncertainty; it is there to be compared with the probability. The path starts
/// in the first complete year that a statement on the series speaks of, wholly or in part, and is followed to the last
/// complete one, at most to the deadline. The formulas are Eurostat's for quantitative targets with the bands, scores and
/// "achieved" of Open SDG's `ProgressMeasure.py`.
public struct TargetPathIndicator: Sendable {
  private let figures: [SeriesKey: [AdjustedFigure]]
  private let natures: [String: Indicator.Nature]

  /// An indicator over adjusted figures of any series, with the natures of their indicators.
  public init(figures: [AdjustedFigure], indicators: [Indicator]) {
    self.figures = Dictionary(grouping: figures, by: \.series)
    natures = Dictionary(indicators.map { ($0.code, $0.nature) }, uniquingKeysWith: { first, _ in first })
  }

  /// The reading of each assessed target, in order.
  public func readings(of assessments: [TargetAssessment]) -> [TargetPathReading] {
    assessments.map { assessment in
      TargetPathReading(
        assessment: assessment,
        outcome: Result { () throws(TargetPathExclusion) in
          try measure(assessment.target, level: assessment.level, unit: assessment.unit)
        })
    }
  }

  /// The measure of one target.
  ///
  /// - Parameters:
  ///   - target: its deadline and direction count.
  ///   - level: the goal in the unit of account, as of ``TargetAssessment``; `nil` when not identified.
  ///   - unit: the unit of account.
  /// - Returns: values in the unit of account.
  /// - Throws: why the indicator does not apply.
  /// - Complexity: O(figures of the series).
  public func measure(
    _ target: Target, level: Double?, unit: UnitOfMeasure
  ) throws(TargetPathExclusion) -> TargetPathMeasure {
    let nature = natures[target.series.indicator] ?? .flow
    guard target.deadline != .open else { throw .openDeadline }
    guard nature == .flow, let deadline = target.deadline.period(of: nature)?.months, deadline.isYear else {
      throw .notYearly
    }
    let own = (figures[target.series] ?? []).filter { $0.unit == unit }
    guard let level, own.contains(where: { $0.summary != nil }) else { throw .levelNotIdentified }
    let complete = Self.completeYears(own)
    let stated = Set(
      own.compactMap { figure -> Int? in
        guard figure.statementCount > 0, let run = figure.period.months, run.isInsideOneYear else { return nil }
        return run.firstYear
      })
    guard let base = complete.first(where: { stated.contains($0.year) }) else { throw .tooFewYears }
    let last = complete.last { $0.year <= deadline.firstYear } ?? base
    return try TargetPathMeasure(
      from: base, to: last, goal: level, deadline: deadline.firstYear, isCeiling: target.goal.qualifier == .upTo)
  }

  /// Medians of the whole years that are over, by year.
  private static func completeYears(_ figures: [AdjustedFigure]) -> [TargetPathMeasure.Point] {
    figures.compactMap { figure in
      guard figure.status == .adjusted, let summary = figure.summary, let months = figure.period.months, months.isYear
      else { return nil }
      return TargetPathMeasure.Point(year: months.firstYear, value: summary.median)
    }.sorted { $0.year < $1.year }
  }
}
