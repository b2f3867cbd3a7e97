/// A day of the proleptic Gregorian calendar, free of time zones.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Calendar year, 1000...9999.
  public let year: Int
  /// Month, 1...12.
  public let month: Int
  /// Day of the month, 1...31.
  public let day: Int

  /// - Throws: `.yearOutOfRange`, `.monthOutOfRange`, or `.dayOutOfRange` for a day that the month does not have.
  public init(year: Int, month: Int, day: Int) throws(PeriodError) {
    guard (1000...9999).contains(year) else { throw .yearOutOfRange(year) }
    guard (1...12).contains(month) else { throw .monthOutOfRange(month) }
    guard (1...Self.dayCount(year: year, month: month)).contains(day) else {
      throw .dayOutOfRange(year: year, month: month, day: day)
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads ISO 8601 `2023-11-27`.
  ///
  /// - Throws: `.unreadable` for another form, or the error of ``init(year:month:day:)``.
  public init(parsing text: some StringProtocol) throws(PeriodError) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = decimal(parts[0], digits: 4), let month = decimal(parts[1], digits: 2),
      let day = decimal(parts[2], digits: 2)
    else { throw .unreadable(String(text)) }
    try self.init(year: year, month: month, day: day)
  }

  /// Last day of a month.
  ///
  /// - Throws: as ``init(year:month:day:)``.
  public init(lastDayOf month: Int, year: Int) throws(PeriodError) {
    guard (1...12).contains(month) else { throw .monthOutOfRange(month) }
    try self.init(year: year, month: month, day: Self.dayCount(year: year, month: month))
  }

  /// Days since 1970-01-01 (negative before).
  ///
  /// Complexity: O(1). Shifts the year to start in March, so that the leap day comes last.
  public var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Mean Gregorian years from `self` to `other`, negative when `other` is earlier.
  public func years(until other: CalendarDate) -> Double { Double(other.dayNumber - dayNumber) / 365.2425 }

  /// The same day, `years` later; the last day of February for a leap day that the year lacks.
  ///
  /// - Throws: `.yearOutOfRange` when the result leaves 1000...9999.
  public func advanced(byYears years: Int) throws(PeriodError) -> CalendarDate {
    let (year, overflows) = year.addingReportingOverflow(years)
    guard !overflows else { throw .yearOutOfRange(years) }
    return try CalendarDate(year: year, month: month, day: min(day, Self.dayCount(year: year, month: month)))
  }

  /// ISO 8601.
  public var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

  /// Chronological order.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A non-negative number of exactly `digits` ASCII digits.
func decimal(_ text: some StringProtocol, digits: Int) -> Int? {
  guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
  return Int(text)
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
