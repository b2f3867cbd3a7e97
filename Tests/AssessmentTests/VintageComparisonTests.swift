import Adjustment
import Foundation
import Testing
import TradeSeries

@testable import Assessment

/// What moved which figure, on ledgers small enough to say.
@Suite struct VintageComparisonTests {
  private static func statement(
    _ id: String, _ partner: String, _ period: String, _ figure: String, _ knownOn: String, growth: Bool = false
  ) throws -> Statement {
    try Statement(
      id: id, series: SeriesKey(reporter: "BY", partner: partner, indicator: "exports"),
      period: ReferencePeriod(parsing: period), claim: growth ? .growth(base: nil) : .level(.usDollar),
      figure: StatedFigure(parsing: figure), origin: nil, knownOn: CalendarDate(parsing: knownOn), source: "book",
      locator: "", note: "")
  }

  private static func ledger() throws -> StatementLedger {
    try StatementLedger(
      statements: [
        statement("cn-2021", "CN", "2021", "1.2 billion", "2022-02-01"),
        statement("tr-2021", "TR", "2021", "100 million", "2022-02-01"),
        statement("tr-2022", "TR", "2022", "180 million", "2023-02-01"),
        statement("tr-growth", "TR", "2022", "x1.5", "2023-03-01", growth: true),
        statement("tr-again", "TR", "2022", "about 170 million", "2023-04-01"),
      ],
      targets: [
        Target(
          id: "tr-150m", series: SeriesKey(reporter: "BY", partner: "TR", indicator: "exports"),
          goal: StatedFigure(parsing: "at least 150 million"), unit: .usDollar, base: nil,
          deadline: .by(ReferencePeriod(parsing: "2022")), setOn: CalendarDate(parsing: "2022-06-01"), source: "book",
          locator: "", note: "")
      ], rates: [],
      areas: [
        Area(code: "BY", name: "Belarus", parent: nil), Area(code: "TR", name: "Turkey", parent: nil),
        Area(code: "CN", name: "China", parent: nil),
      ], indicators: [Indicator(code: "exports", name: "Exports", nature: .flow, unitKind: .money)], products: [],
      sources: [])
  }

  private static func compare(_ from: String, _ to: String) throws -> VintageRevisions {
    let last = try CalendarDate(parsing: to)
    return try VintageComparison(
      from: CalendarDate(parsing: from), to: last, adjustment: LedgerAdjustment(asOf: last)
    ).revisions(of: ledger())
  }

  @Test func partsSumToTheChangeAndOnlyTheOwnSeriesMoves() throws {
    let revisions = try Self.compare("2023-01-15", "2023-05-01")
    #expect(revisions.arrived == ["tr-2022", "tr-growth", "tr-again"])
    for figure in revisions.figures {
      let (before, after) = (try #require(figure.before), try #require(figure.after))
      let sum = figure.parts.reduce(0) { $0 + $1.change }
      #expect(abs(sum - (after - before)) <= 1e-9 * max(before, after))
      if figure.series.partner == "CN" {
        #expect(before == after && figure.parts.isEmpty, "\(figure.period): an unlinked series moved")
      }
    }
    let figure = try #require(revisions.figures.first { $0.series.partner == "TR" && $0.period.description == "2022" })
    let before = try #require(figure.before)
    #expect(before > 80e6 && before < 150e6)
    // The two exact statements share most of the rise; the loose one agrees with them.
    #expect(
      figure.parts.prefix(2).allSatisfy { part in
        [.statement("tr-2022"), .statement("tr-growth"), .statement("tr-again")].contains(part.cause)
      })
  }

  /// The mean over both orders of arrival, each order by itself a difference of adjustments.
  @Test func twoStatementsShareByShapley() throws {
    let ledger = try Self.ledger()
    func median(_ ids: Set<String>) throws -> Double {
      var some = ledger
      some.statements.removeAll { !ids.contains($0.id) }
      let day = try CalendarDate(parsing: "2023-03-15")
      let adjusted = try LedgerAdjustment(asOf: day).adjust(some)
      let figure = adjusted.figures.first { $0.series.partner == "TR" && $0.period.description == "2022" }
      return try #require(figure?.summary?.median)
    }
    let (none, level) = (try median(["tr-2021"]), try median(["tr-2021", "tr-2022"]))
    let (growth, both) = (
      try median(["tr-2021", "tr-growth"]), try median(["tr-2021", "tr-2022", "tr-growth"])
    )
    let revisions = try Self.compare("2023-01-15", "2023-03-15")
    let figure = try #require(revisions.figures.first { $0.series.partner == "TR" && $0.period.description == "2022" })
    func part(_ id: String) -> Double? { figure.parts.first { $0.cause == .statement(id) }?.change }
    let expected = ((level - none) + (both - growth)) / 2
    #expect(abs(try #require(part("tr-2022")) - expected) < 1e-6 * abs(expected))
    let other = ((growth - none) + (both - level)) / 2
    #expect(abs(try #require(part("tr-growth")) - other) < 1e-6 * abs(other))
  }

  @Test func aFlipIsPutDownToWhatMadeIt() throws {
    let waited = try Self.compare("2022-07-01", "2023-01-15").targets
    let first = try #require(waited.first)
    #expect(first.before?.verdict == .offTrack && first.after.verdict == .likelyMissed || first.flippedBy == .time)
    let arrived = try #require(try Self.compare("2023-01-15", "2023-02-15").targets.first)
    #expect(arrived.after.verdict == .met && arrived.flippedBy == .statement("tr-2022"))
  }

  @Test func nothingArrivedNothingMoved() throws {
    let revisions = try Self.compare("2023-04-02", "2023-05-01")
    #expect(revisions.arrived.isEmpty)
    #expect(revisions.figures.allSatisfy { $0.before == $0.after && $0.parts.isEmpty })
    #expect(revisions.targets.allSatisfy { $0.parts.isEmpty && $0.flippedBy == nil })
  }

  @Test func aNewFigureIsPutDownToWhatBroughtIt() throws {
    let revisions = try Self.compare("2022-01-15", "2022-03-01")
    for figure in revisions.figures {
      let partner = figure.series.partner.lowercased()
      #expect(figure.before == nil && figure.parts.map(\.cause) == [.statement("\(partner)-2021")])
    }
  }

  @Test func longHistoriesAreThinnedWithBothEnds() throws {
    let days = try (1...28).map { try CalendarDate(year: 2023, month: 2, day: $0) }
    let thinned = VintageComparison.thinned(days, to: 9)
    #expect(thinned.count == 9 && thinned.first == days.first && thinned.last == days.last)
    #expect(VintageComparison.thinned(Array(days.prefix(3)), to: 9).count == 3)
  }
}
