import Adjustment
import Assessment
import Testing
import TradeSeries

/// Which years the path runs through, and when there is none.
@Suite struct TargetPathIndicatorTests {
  private static let exports = SeriesKey(reporter: "KZ", partner: "MY", indicator: "exports")
  private static let residents = SeriesKey(reporter: "KZ", partner: "W", indicator: "residents", entity: "Park")
  private static let indicators = [
    Indicator(code: "exports", name: "Exports", nature: .flow, unitKind: .money),
    Indicator(code: "residents", name: "Residents", nature: .stock, unitKind: .count),
  ]

  /// 2015 was not stated; 2016 in part; 2017 to 2019 wholly; 2020 is not over.
  private static func figures() throws -> [AdjustedFigure] {
    [
      try figure("2015", 90), try figure("2016-01/2016-09", 70, statements: 1), try figure("2016", 100),
      try figure("2017", 110, statements: 2), try figure("2018", 121, statements: 1), try figure("2019", 133.1),
      try figure("2020", 150, .nowcast, statements: 1), try figure("2021", 160, .forecast),
    ]
  }

  private static func figure(
    _ period: String, _ median: Double?, _ status: AdjustedFigure.Status = .adjusted, statements: Int = 0,
    series: SeriesKey = exports, unit: UnitOfMeasure = .usDollar
  ) throws -> AdjustedFigure {
    let summary = median.map { median in
      PosteriorSummary(
        median: median, sdLog: 0.1, interval50: median...median, interval80: median...median,
        interval95: median...median, effectiveSampleSize: 1000)
    }
    return AdjustedFigure(
      series: series, unit: unit, period: try ReferencePeriod(parsing: period), status: status, summary: summary,
      statementCount: statements)
  }

  private func measure(
    _ goal: String, by deadline: String?, level: Double?, series: SeriesKey = exports,
    of figures: [AdjustedFigure]? = nil
  ) throws -> TargetPathMeasure {
    let target = Target(
      id: "t", series: series, goal: try StatedFigure(parsing: goal), unit: .usDollar, base: nil,
      deadline: try deadline.map { .by(try ReferencePeriod(parsing: $0)) } ?? .open,
      setOn: try CalendarDate(parsing: "2019-01-01"), source: "s", locator: "", note: "")
    return try TargetPathIndicator(figures: try figures ?? Self.figures(), indicators: Self.indicators)
      .measure(target, level: level, unit: .usDollar)
  }

  @Test func runsFromTheFirstStatedYearToTheLastCompleteOne() throws {
    let path = try measure("at least 161.051", by: "2021", level: 161.051)
    #expect(path.base == .init(year: 2016, value: 100))
    #expect(path.last == .init(year: 2019, value: 133.1))
    #expect(abs(path.observedGrowth - 0.1) < 1e-15)
    #expect(abs(path.requiredGrowth - 0.1) < 1e-15)
    #expect(path.status == .substantial)
  }

  @Test func endsWithTheDeadline() throws {
    let path = try measure("at least 130", by: "2018", level: 130)
    #expect(path.last == .init(year: 2018, value: 121))
    #expect(path.status == .moderate)
    #expect(try measure("120", by: "2018", level: 120).status == .achieved)
  }

  /// A flow that is due by a day counts in the last year that ends by then.
  @Test func aDayIsTheYearThatEndsByThen() throws {
    #expect(try measure("130", by: "2019-06-30", level: 130) == measure("130", by: "2018", level: 130))
    #expect(try measure("130", by: "2018-12-31", level: 130) == measure("130", by: "2018", level: 130))
  }

  @Test func upToIsACeiling() throws {
    #expect(try measure("up to 120", by: "2022", level: 120).status == .deterioration)
    #expect(try measure("up to 140", by: "2022", level: 140).status == .achieved)
  }

  @Test func hasNoPathWithoutAYearlyDeadline() {
    #expect(throws: TargetPathExclusion.openDeadline) { try measure("130", by: nil, level: 130) }
    #expect(throws: TargetPathExclusion.notYearly) { try measure("130", by: "2022-06/2022-12", level: 130) }
    #expect(throws: TargetPathExclusion.notYearly) {
      try measure("130", by: "2022", level: 130, series: Self.residents)
    }
  }

  @Test func hasNoPathWithoutALevel() throws {
    #expect(throws: TargetPathExclusion.levelNotIdentified) { try measure("x1.2", by: "2022", level: nil) }
    let unknown = [
      try Self.figure("2018", nil, .notIdentified, statements: 1), try Self.figure("2019", nil, .notIdentified),
    ]
    #expect(throws: TargetPathExclusion.levelNotIdentified) { try measure("130", by: "2022", level: 130, of: unknown) }
    let others = [try Self.figure("2018", 100, statements: 1, unit: #require(UnitOfMeasure(code: "t")))]
    #expect(throws: TargetPathExclusion.levelNotIdentified) { try measure("130", by: "2022", level: 130, of: others) }
  }

  @Test func hasNoPathWithoutTwoYearsBeforeTheDeadline() throws {
    #expect(throws: TargetPathExclusion.baseNotBeforeDeadline) { try measure("130", by: "2016", level: 130) }
    #expect(throws: TargetPathExclusion.baseNotBeforeDeadline) { try measure("130", by: "2014", level: 130) }
    let single = [try Self.figure("2018", 100), try Self.figure("2019", 110, statements: 1)]
    #expect(throws: TargetPathExclusion.tooFewYears) { try measure("130", by: "2022", level: 130, of: single) }
    let unstated = [try Self.figure("2018", 100), try Self.figure("2019", 110)]
    #expect(throws: TargetPathExclusion.tooFewYears) { try measure("130", by: "2022", level: 130, of: unstated) }
  }

  /// A run over two years speaks of neither of them.
  @Test func aRunAcrossYearsStatesNoYear() throws {
    let across = [
      try Self.figure("2017-10/2018-03", 50, statements: 1), try Self.figure("2017", 100),
      try Self.figure("2018", 110, statements: 1), try Self.figure("2019", 120),
    ]
    #expect(try measure("130", by: "2022", level: 130, of: across).base.year == 2018)
  }
}
