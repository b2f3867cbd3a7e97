import Testing
import TradeSeries

@Suite struct CalendarDateTests {
  @Test(arguments: ["1000-01-01", "2023-11-27", "2024-02-29", "2000-02-29", "9999-12-31"])
  func readsAndPrints(_ text: String) throws {
    #expect(try CalendarDate(parsing: text).description == text)
  }

  @Test(arguments: [
    ("27.11.2023", PeriodError.unreadable("27.11.2023")),
    ("2023-11", .unreadable("2023-11")),
    ("2023-11-7", .unreadable("2023-11-7")),
    ("2023-11-27T00", .unreadable("2023-11-27T00")),
    ("", .unreadable("")),
    ("2023-02-29", .dayOutOfRange(year: 2023, month: 2, day: 29)),
    ("1900-02-29", .dayOutOfRange(year: 1900, month: 2, day: 29)),
    ("2023-04-31", .dayOutOfRange(year: 2023, month: 4, day: 31)),
    ("2023-04-00", .dayOutOfRange(year: 2023, month: 4, day: 0)),
    ("2023-13-01", .monthOutOfRange(13)),
    ("0999-01-01", .yearOutOfRange(999)),
  ])
  func refusesWhatIsNoDate(_ text: String, _ fault: PeriodError) {
    #expect(throws: fault) { try CalendarDate(parsing: text) }
  }

  /// Day counts from 1970 as POSIX seconds / 86,400 have them.
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2038-01-19", 24_855), ("1000-01-01", -354_285),
    ("9999-12-31", 2_932_896),
  ])
  func countsDays(_ text: String, _ dayNumber: Int) throws {
    #expect(try CalendarDate(parsing: text).dayNumber == dayNumber)
  }

  @Test func everyMonthFollowsTheOneBefore() throws {
    var expected = -354_285
    for year in 1000...9999 {
      for month in 1...12 {
        let first = try CalendarDate(year: year, month: month, day: 1).dayNumber
        if first != expected { Issue.record("\(year)-\(month) begins on day \(first), not \(expected)") }
        expected = try CalendarDate(lastDayOf: month, year: year).dayNumber + 1
      }
    }
  }

  @Test func measuresYears() throws {
    let start = try CalendarDate(parsing: "2020-01-01")
    #expect(start.years(until: try CalendarDate(parsing: "2420-01-01")) == 400)
    #expect(try CalendarDate(parsing: "2420-01-01").years(until: start) == -400)
  }

  @Test func movesByYears() throws {
    #expect(try CalendarDate(parsing: "2024-02-29").advanced(byYears: -1).description == "2023-02-28")
    #expect(try CalendarDate(parsing: "2024-02-29").advanced(byYears: 4).description == "2028-02-29")
    #expect(throws: PeriodError.yearOutOfRange(999)) { try CalendarDate(parsing: "1000-05-05").advanced(byYears: -1) }
    #expect(throws: PeriodError.self) { try CalendarDate(parsing: "2024-02-29").advanced(byYears: .max) }
  }
}

@Suite struct ReferencePeriodTests {
  @Test func tellsMonthsFromDates() throws {
    #expect(try ReferencePeriod(parsing: "2023-11-27").date == CalendarDate(year: 2023, month: 11, day: 27))
    #expect(try ReferencePeriod(parsing: "2023-11").months == Period(year: 2023, month: 11, monthCount: 1))
    #expect(try ReferencePeriod(parsing: "2023-01/2023-10").months?.monthCount == 10)
    #expect(throws: PeriodError.unreadable("2023-11-27/2023-11-28")) {
      try ReferencePeriod(parsing: "2023-11-27/2023-11-28")
    }
  }

  @Test func sortsByLastDay() throws {
    let periods = try ["2023", "2023-12", "2023-12-31", "2023-01/2023-11", "2024-01-01"].map {
      try ReferencePeriod(parsing: $0)
    }
    #expect(
      periods.sorted().map(\.description) == ["2023-01/2023-11", "2023-12-31", "2023-12", "2023", "2024-01-01"])
  }

  @Test func movesByYears() throws {
    #expect(try ReferencePeriod(parsing: "2023-Q3").advanced(byYears: -1).description == "2022-Q3")
    #expect(try ReferencePeriod(parsing: "2024-02-29").advanced(byYears: -1).description == "2023-02-28")
  }
}
