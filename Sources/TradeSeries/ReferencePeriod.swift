/// When a figure holds: over a run of months (a flow) or at a date (a stock).
public enum ReferencePeriod: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// A run of whole months.
  case months(Period)
  /// A day.
  case date(CalendarDate)

  /// Reads any form of ``Period`` or ``CalendarDate``.
  ///
  /// - Throws: `.unreadable` and the range errors of the two.
  public init(parsing text: some StringProtocol) throws(PeriodError) {
    let dashes = text.split(separator: "-", omittingEmptySubsequences: false).count
    if dashes == 3, !text.contains("/") {
      self = .date(try CalendarDate(parsing: text))
    } else {
      self = .months(try Period(parsing: text))
    }
  }

  /// The run of months, if it is one.
  public var months: Period? { if case .months(let period) = self { period } else { nil } }

  /// The day, if it is one.
  public var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }

  /// The last day the figure speaks of.
  public var lastDay: CalendarDate {
    switch self {
    case .months(let period): period.lastDay
    case .date(let date): date
    }
  }

  /// The same months or day, `years` later; the last day of February for a leap day that the year lacks.
  ///
  /// - Throws: `.yearOutOfRange` when the result leaves 1000...9999.
  public func advanced(byYears years: Int) throws(PeriodError) -> ReferencePeriod {
    switch self {
    case .months(let period): .months(try period.advanced(byYears: years))
    case .date(let date): .date(try date.advanced(byYears: years))
    }
  }

  /// The same period of the previous year; the period itself in the first year of the calendar.
  public var yearEarlier: ReferencePeriod { (try? advanced(byYears: -1)) ?? self }

  /// The ledger's notation.
  public var description: String {
    switch self {
    case .months(let period): period.description
    case .date(let date): date.description
    }
  }

  /// By last day; at the same day the longer run comes later, and a date first.
  public static func < (left: ReferencePeriod, right: ReferencePeriod) -> Bool {
    (left.lastDay, left.months?.monthCount ?? 0) < (right.lastDay, right.months?.monthCount ?? 0)
  }
}
