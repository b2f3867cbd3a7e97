import Foundation
import Ledger
import Testing
import TradeSeries

@testable import Adjustment

/// A ledger that says the same in another unit of account, under other names or in another order has the same
/// adjustment, draws included.
@Suite struct MetamorphicSlowTests {
  /// Relative, of medians and interval ends; absolute, of deviations of logarithms.
  static let tolerance = 1e-9

  private static let lines = [
    "turnover 2022 level 5.8 billion USD", "exports 2022 growth x1.8", "exports 2022 level over 1.6 billion USD",
    "BY-MI/TR/exports 2022 level about 0.9 billion USD", "BY/CN/exports 2021 level 200 million USD",
    "BY-BR/TR/exports 2021 level up to 300 million USD", "BY/CN/exports 2022-01/2022-10 growth almost x2",
    "BY/CN/exports 2022 level 350..400 million USD origin=CN", "BY/CN/exports 2021 level 210 million USD origin=CN",
    "BY/CN/balance 2022 level about 60 million USD", "BY/CN/residents//Park 2021-12-31 stock about 71 1",
    "BY/CN/residents//Park 2023-06-30 growth x1.31",
    "BY/CN/transactions_volume/wood 2022 level 4.2 million m3",
    "BY/CN/transactions_volume/timber 2022 share over 53% BY/CN/transactions_volume/wood",
    "BY/CN/transactions_volume/timber 2021-01/2021-09 growth x1.2",
  ]

  private static func ledgers() throws -> [SmallLedger] {
    try [SmallLedger(lines, asOf: "2022-12-31")]
      + ((101 as UInt64)...106).map { seed in
        var ledgers = RandomLedgers(seed: seed)
        return try SmallLedger(ledgers.next() + ledgers.next(), asOf: "2023-11-30")
      }
  }

  @Test func orderOfRows() throws {
    for small in try Self.ledgers() { try Self.expectAgreement(small, .shuffled(small.ledger, seed: 7)) }
  }

  @Test func namesOfAreasProductsAndEntities() throws {
    for small in try Self.ledgers() { try Self.expectAgreement(small, .renamed(small.ledger, seed: 8)) }
  }

  @Test(arguments: [3, -1, -4]) func unitOfAccount(_ power: Int) throws {
    for small in try Self.ledgers() { try Self.expectAgreement(small, .inCurrency(small.ledger, power: power)) }
  }

  @Test(arguments: [3, -1, -4]) func unitsOfQuantities(_ power: Int) throws {
    for small in try Self.ledgers() { try Self.expectAgreement(small, .inOtherUnits(small.ledger, power: power)) }
  }

  /// A statement on one series leaves the draws of every unlinked one as they are, bit for bit.
  @Test func otherGroupsAreLeftAlone() throws {
    let (one, other) = (
      try SmallLedger(Self.lines, asOf: "2022-12-31"),
      try SmallLedger(Self.lines + ["exports 2021 level almost 1 billion USD"], asOf: "2022-12-31")
    )
    let (left, right) = (try Self.adjusted(one.ledger, one.asOf), try Self.adjusted(other.ledger, other.asOf))
    let untouched = left.figures.filter { $0.series.partner == "CN" }
    #expect(untouched.count > 10)
    #expect(untouched == right.figures.filter { $0.series.partner == "CN" })
    #expect(left.figures.filter { $0.series.partner == "TR" } != right.figures.filter { $0.series.partner == "TR" })
  }

  @Test(arguments: ["rows", "names", "currency", "units"]) func shippedLedger(_ change: String) throws {
    let ledger = try LedgerFolder(shipped.path).read()
    let asOf = try #require(ledger.latestDate)
    let transformation: LedgerTransformation =
      switch change {
      case "rows": .shuffled(ledger, seed: 9)
      case "names": .renamed(ledger, seed: 10)
      case "currency": try .inCurrency(ledger, power: 3)
      default: try .inOtherUnits(ledger, power: 3)
      }
    try Self.expectAgreement(
      Self.adjusted(ledger, asOf), Self.adjusted(transformation.ledger, asOf), transformation)
  }

  private let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "datasets/belarus-asia")

  static func adjusted(_ ledger: StatementLedger, _ asOf: CalendarDate) throws -> AdjustedLedger {
    try LedgerAdjustment(asOf: asOf, horizon: 2).adjust(ledger)
  }

  static func expectAgreement(_ small: SmallLedger, _ transformation: LedgerTransformation) throws {
    try expectAgreement(
      adjusted(small.ledger, small.asOf), adjusted(transformation.ledger, small.asOf), transformation)
  }

  static func expectAgreement(
    _ original: AdjustedLedger, _ transformed: AdjustedLedger, _ transformation: LedgerTransformation
  ) {
    struct Place: Hashable {
      let series: SeriesKey
      let unit: UnitOfMeasure
      let period: ReferencePeriod
    }
    let found = Dictionary(
      uniqueKeysWithValues: transformed.figures.map {
        (Place(series: $0.series, unit: $0.unit, period: $0.period), $0)
      })
    #expect(original.figures.count == found.count)
    for figure in original.figures {
      let key = transformation.key(figure.series)
      guard let other = found[Place(series: key, unit: figure.unit, period: figure.period)] else {
        Issue.record("no \(key) \(figure.period)")
        continue
      }
      #expect(figure.status == other.status && figure.statementCount == other.statementCount)
      guard let left = figure.summary, let right = other.summary else {
        #expect(figure.summary == nil && other.summary == nil)
        continue
      }
      let factor = transformation.factor(figure.unit)
      for (before, after) in zip(left.levels, right.levels) {
        #expect(
          abs(after / (before * factor) - 1) < tolerance,
          "\(figure.series) \(figure.period): \(before) became \(after)")
      }
      #expect(abs(left.sdLog - right.sdLog) < tolerance, "\(figure.series) \(figure.period)")
    }
  }
}

extension PosteriorSummary {
  /// Median and ends of intervals.
  fileprivate var levels: [Double] {
    [median] + [interval50, interval80, interval95].flatMap { [$0.lowerBound, $0.upperBound] }
  }
}
