/// A stated goal, plan or expectation for a series.
public struct Target: Hashable, Sendable {
  /// By when it is to be met.
  public enum Deadline: Hashable, Sendable, CustomStringConvertible {
    /// No date was named.
    case open
    /// In a run of months, or at a date.
    case by(ReferencePeriod)

    /// `open`, or the period in the ledger's notation.
    public var description: String {
      switch self {
      case .open: "open"
      case .by(let period): period.description
      }
    }
  }

  /// Unique among the ledger's targets.
  public let id: String
  /// The series it is about.
  public let series: SeriesKey
  /// The goal as stated: a level, or a multiple of, or change against, the base period.
  public let goal: StatedFigure
  /// Unit of a level; `nil` for a multiple.
  public let unit: UnitOfMeasure?
  /// Base of a multiple; `nil` for a level.
  public let base: ReferencePeriod?
  /// By when.
  public let deadline: Deadline
  /// The day it was set.
  public let setOn: CalendarDate
  /// Id of the source.
  public let source: String
  /// Page, footnote or table in the source.
  public let locator: String
  /// Free text.
  public let note: String

  /// A target; the ledger checks its codes and dates.
  public init(
    id: String, series: SeriesKey, goal: StatedFigure, unit: UnitOfMeasure?, base: ReferencePeriod?,
    deadline: Deadline, setOn: CalendarDate, source: String, locator: String, note: String
  ) {
    (self.id, self.series, self.goal, self.unit, self.base) = (id, series, goal, unit, base)
    (self.deadline, self.setOn, self.source, self.locator, self.note) = (deadline, setOn, source, locator, note)
  }
}

extension Target.Deadline {
  /// The period in which a quantity of this nature is held against the goal; `nil` for an open deadline.
  ///
  /// A stock that is due in a run of months is looked at on its last day; a flow that is due by a day counts in the
  /// last calendar year that ends by then.
  public func period(of nature: Indicator.Nature) -> ReferencePeriod? {
    guard case .by(let period) = self else { return nil }
    switch (nature, period) {
    case (.stock, .months(let months)): return .date(months.lastDay)
    case (.flow, .date(let date)):
      let endsYear = date.month == 12 && date.day == 31
      return (try? Period(year: endsYear ? date.year : date.year - 1)).map { .months($0) }
    default: return period
    }
  }
}
