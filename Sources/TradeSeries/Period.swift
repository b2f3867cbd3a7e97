/// A run of whole calendar months: a year, a half, a quarter, a month, or a stated part such as January–September.
///
/// Held as integers, so equality never meets a time zone.
public struct Period: Hashable, Sendable, Comparable {
  /// Months since January of year 0.
  public let firstMonth: Int
  /// Length in months, at least 1.
  public let monthCount: Int

  /// A run that starts in `month` of `year`; the whole year by default.
  ///
  /// - Throws: `.yearOutOfRange` outside 1000...9999, `.monthOutOfRange` outside 1...12, `.empty` below one month.
  public init(year: Int, month: Int = 1, monthCount: Int = 12) throws(PeriodError) {
    guard (1000...9999).contains(year) else { throw .yearOutOfRange(year) }
    guard (1...12).contains(month) else { throw .monthOutOfRange(month) }
    guard monthCount >= 1 else { throw .empty(monthCount: monthCount) }
    let lastYear = year + (monthCount - 1) / 12 + (month - 1 + (monthCount - 1) % 12) / 12
    guard lastYear <= 9999 else { throw .yearOutOfRange(lastYear) }
    self.firstMonth = year * 12 + month - 1
    self.monthCount = monthCount
  }

  init(uncheckedFirstMonth firstMonth: Int, monthCount: Int) {
    self.firstMonth = firstMonth
    self.monthCount = monthCount
  }

  /// Year of the first month.
  public var firstYear: Int { firstMonth / 12 }
  /// Year of the last month.
  public var lastYear: Int { lastMonth / 12 }
  /// Months since January of year 0, of the last month.
  public var lastMonth: Int { firstMonth + monthCount - 1 }
  /// Month of the year the run starts in, 1...12.
  public var startMonth: Int { firstMonth % 12 + 1 }
  /// Month of the year the run ends in, 1...12.
  public var endMonth: Int { lastMonth % 12 + 1 }

  /// Whether the run is one whole calendar year.
  public var isYear: Bool { startMonth == 1 && monthCount == 12 }
  /// Whether the run starts in January and stays inside the year: the first k months, the whole year included.
  public var isYearToDate: Bool { startMonth == 1 && monthCount <= 12 }
  /// Whether all months belong to one calendar year.
  public var isInsideOneYear: Bool { firstYear == lastYear }

  /// The last day of the last month.
  public var lastDay: CalendarDate {
    guard let day = try? CalendarDate(lastDayOf: endMonth, year: lastYear) else {
      preconditionFailure("a Period ends inside 1000...9999 by construction")
    }
    return day
  }

  /// The parts of the run that fall into each calendar year, in order.
  public var yearlyParts: [Period] {
    (firstYear...lastYear).map { year in
      let first = max(firstMonth, year * 12)
      let last = min(lastMonth, year * 12 + 11)
      return Period(uncheckedFirstMonth: first, monthCount: last - first + 1)
    }
  }

  /// The same run of months, `years` later.
  ///
  /// - Throws: `.yearOutOfRange` when the result leaves 1000...9999.
  public func advanced(byYears years: Int) throws(PeriodError) -> Period {
    let (year, overflows) = firstYear.addingReportingOverflow(years)
    guard !overflows else { throw .yearOutOfRange(years) }
    return try Period(year: year, month: startMonth, monthCount: monthCount)
  }

  /// The run made of `self` and the run that directly follows it.
  ///
  /// Only adjacent runs add up: eight months of a year and that year share months, and their sum means nothing.
  ///
  /// - Throws: `.overlapping` when the two share a month, `.notAdjacent` when months lie between them or `next` is
  ///   the earlier one.
  public func followed(by next: Period) throws(PeriodError) -> Period {
    guard next.firstMonth > lastMonth || next.lastMonth < firstMonth else { throw .overlapping(self, next) }
    guard next.firstMonth == lastMonth + 1 else { throw .notAdjacent(self, next) }
    return Period(uncheckedFirstMonth: firstMonth, monthCount: monthCount + next.monthCount)
  }

  /// Whether every month of `other` is a month of `self`.
  public func contains(_ other: Period) -> Bool { firstMonth <= other.firstMonth && other.lastMonth <= lastMonth }

  /// By first month, then by length.
  public static func < (left: Period, right: Period) -> Bool {
    (left.firstMonth, left.monthCount) < (right.firstMonth, right.monthCount)
  }
}
