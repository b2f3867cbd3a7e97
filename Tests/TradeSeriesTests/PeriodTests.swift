import Testing

@testable import TradeSeries

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2022", 2022, 1, 12, "2022"),
    ("2023-S1", 2023, 1, 6, "2023-S1"),
    ("2023-S2", 2023, 7, 6, "2023-S2"),
    ("2023-Q1", 2023, 1, 3, "2023-Q1"),
    ("2023-Q4", 2023, 10, 3, "2023-Q4"),
    ("2023-07", 2023, 7, 1, "2023-07"),
    ("2023-01/2023-10", 2023, 1, 10, "2023-01/2023-10"),
    ("2023-02/2023-04", 2023, 2, 3, "2023-02/2023-04"),
    ("2022-03/2023-04", 2022, 3, 14, "2022-03/2023-04"),
    ("2022-10/2022-12", 2022, 10, 3, "2022-Q4"),
    ("2022-01/2022-12", 2022, 1, 12, "2022"),
    ("2022-02/2023-01", 2022, 2, 12, "2022-02/2023-01"),
    ("2023-05/2023-05", 2023, 5, 1, "2023-05"),
    ("1000-01", 1000, 1, 1, "1000-01"),
    ("9999-12", 9999, 12, 1, "9999-12"),
  ])
  func readsAndPrintsEveryForm(_ text: String, _ year: Int, _ month: Int, _ monthCount: Int, _ printed: String) throws {
    let period = try Period(parsing: text)
    #expect(period == (try Period(year: year, month: month, monthCount: monthCount)))
    #expect(period.description == printed)
    #expect(try Period(parsing: printed) == period)
  }

  @Test(arguments: [
    ("", PeriodError.unreadable("")),
    ("22", .unreadable("22")),
    ("2022-", .unreadable("2022-")),
    ("2022-1", .unreadable("2022-1")),
    ("2022-Q", .unreadable("2022-Q")),
    ("2022-q1", .unreadable("2022-q1")),
    ("2022-H1", .unreadable("2022-H1")),
    ("2022Q1", .unreadable("2022Q1")),
    ("2022-01-05", .unreadable("2022-01-05")),
    ("2022/2023", .unreadable("2022/2023")),
    ("2022-Q1/2022-Q2", .unreadable("2022-Q1/2022-Q2")),
    ("2022-01/2022-02/2022-03", .unreadable("2022-01/2022-02/2022-03")),
    ("2022-01/", .unreadable("2022-01/")),
    ("٢٠٢٢", .unreadable("٢٠٢٢")),
    (" 2022", .unreadable(" 2022")),
    ("+022", .unreadable("+022")),
    ("0999", .yearOutOfRange(999)),
    ("2022-00", .monthOutOfRange(0)),
    ("2022-13", .monthOutOfRange(13)),
    ("2022-Q0", .quarterOutOfRange(0)),
    ("2022-Q5", .quarterOutOfRange(5)),
    ("2022-S3", .halfOutOfRange(3)),
  ])
  func refusesWhatIsNoPeriod(_ text: String, _ fault: PeriodError) {
    #expect(throws: fault) { try Period(parsing: text) }
  }

  @Test func refusesAnEndBeforeTheStart() throws {
    let fault = PeriodError.endsBeforeStart(
      first: try Period(parsing: "2023-05"), last: try Period(parsing: "2023-04"))
    #expect(throws: fault) { try Period(parsing: "2023-05/2023-04") }
  }

  @Test func refusesNumbersThatAreNoPeriod() {
    #expect(throws: PeriodError.empty(monthCount: 0)) { try Period(year: 2022, monthCount: 0) }
    #expect(throws: PeriodError.monthOutOfRange(13)) { try Period(year: 2022, month: 13) }
    #expect(throws: PeriodError.yearOutOfRange(10_000)) { try Period(year: 10_000) }
    #expect(throws: PeriodError.yearOutOfRange(10_000)) { try Period(year: 9999, month: 2) }
    #expect(throws: PeriodError.self) { try Period(year: 2022, monthCount: .max) }
  }

  @Test func knowsItsEndsAndShape() throws {
    let run = try Period(parsing: "2022-03/2023-04")
    #expect([run.firstYear, run.lastYear, run.startMonth, run.endMonth] == [2022, 2023, 3, 4])
    #expect(run.lastDay.description == "2023-04-30")
    #expect(!run.isInsideOneYear && !run.isYearToDate && !run.isYear)
    #expect(run.yearlyParts.map(\.description) == ["2022-03/2022-12", "2023-01/2023-04"])
    #expect(try Period(parsing: "2024-02").lastDay.description == "2024-02-29")
    let tenMonths = try Period(parsing: "2023-01/2023-10")
    #expect(tenMonths.isYearToDate && tenMonths.isInsideOneYear && !tenMonths.isYear)
    #expect(tenMonths.yearlyParts == [tenMonths])
    #expect(try Period(parsing: "2023").isYear)
    #expect(try !Period(parsing: "2022-02/2023-01").isYear)
  }

  @Test func movesByYears() throws {
    #expect(try Period(parsing: "2022-03/2023-04").advanced(byYears: -1).description == "2021-03/2022-04")
    #expect(throws: PeriodError.yearOutOfRange(10_000)) { try Period(parsing: "9999").advanced(byYears: 1) }
    #expect(throws: PeriodError.self) { try Period(parsing: "2022").advanced(byYears: .max) }
    #expect(throws: PeriodError.self) { try Period(parsing: "2022").advanced(byYears: .min) }
  }

  /// January–August and the whole year share months, so they have no sum; the rest of the year completes it.
  @Test func onlyAdjacentRunsAddUp() throws {
    let year = try Period(parsing: "2023")
    let eight = try Period(parsing: "2023-01/2023-08")
    let rest = try Period(parsing: "2023-09/2023-12")
    #expect(try eight.followed(by: rest) == year)
    #expect(throws: PeriodError.overlapping(eight, year)) { try eight.followed(by: year) }
    #expect(throws: PeriodError.overlapping(year, eight)) { try year.followed(by: eight) }
    #expect(throws: PeriodError.notAdjacent(rest, eight)) { try rest.followed(by: eight) }
    let december = try Period(parsing: "2023-12")
    #expect(throws: PeriodError.notAdjacent(eight, december)) { try eight.followed(by: december) }
  }

  @Test func containsWholeMonths() throws {
    let half = try Period(parsing: "2023-S1")
    #expect(half.contains(half))
    #expect(half.contains(try Period(parsing: "2023-Q2")))
    #expect(!half.contains(try Period(parsing: "2023-06/2023-07")))
    #expect(!half.contains(try Period(parsing: "2022-12/2023-01")))
  }

  @Test func sortsByStartThenLength() throws {
    let periods = try ["2023", "2023-02", "2022", "2023-01", "2023-Q1"].map { try Period(parsing: $0) }
    #expect(periods.sorted().map(\.description) == ["2022", "2023-01", "2023-Q1", "2023", "2023-02"])
  }
}

/// Every run of months prints to a form that reads back to it.
@Suite struct PeriodPropertyTests {
  @Test func everyRunOfFourYearsReadsBack() throws {
    for month in 1...12 {
      for monthCount in 1...48 {
        let period = try Period(year: 2021, month: month, monthCount: monthCount)
        #expect(try Period(parsing: period.description) == period)
        let parts = period.yearlyParts
        #expect(parts.map(\.monthCount).reduce(0, +) == monthCount)
        let first = try #require(parts.first)
        #expect(try parts.dropFirst().reduce(first) { try $0.followed(by: $1) } == period)
      }
    }
  }
}
