import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Ledgers made to mislead: what is named, of which statement, against what.
@Suite struct ContradictionTests {
  /// A contradictory ledger: the statement that is wrong, `lines[slip]`, and how.
  struct Contradiction: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]
    let slip: [String]
    let isNamed: Slip
    var testDescription: String { name }
  }

  static let single: [Contradiction] = [
    Contradiction(
      name: "exports a thousand times too large",
      lines: [
        "turnover 2020 level 950 million USD", "turnover 2021 level 1.05 billion USD",
        "exports 2021 level 420 billion USD", "imports 2021 level 630 million USD",
        "turnover 2022 level 1.2 billion USD", "turnover 2022 growth +14.3%", "exports 2022 level 470 million USD",
        "exports 2022 growth +11.9%",
      ], slip: ["s3"], isNamed: .thousandfold),
    Contradiction(
      name: "a half-year called a year; the true figure has conflicts of its own",
      lines: [
        "turnover 2021 level 4.0 billion USD", "turnover 2022 growth +10.0%", "turnover 2022-S1 level 2.1 billion USD",
        "turnover 2022 level 2.1 billion USD", "turnover 2022 level 4.4 billion USD",
        "turnover 2023 level 4.9 billion USD",
      ], slip: ["s4"], isNamed: .part(period("2022-S1"))),
    Contradiction(
      name: "exports called turnover",
      lines: [
        "exports 2022 level 600 million USD", "imports 2022 level 900 million USD",
        "turnover 2021 level 1.45 billion USD", "turnover 2022 growth +3.4%", "turnover 2022 level 600 million USD",
        "exports 2021 level 560 million USD",
      ], slip: ["s5"], isNamed: .indicator("exports")),
    Contradiction(
      name: "the growth of another year",
      lines: [
        "exports 2019 level 100.0 million USD", "exports 2020 level 140.0 million USD",
        "exports 2021 level 154.0 million USD", "exports 2022 level 160.0 million USD", "exports 2021 growth +40.0%",
        "exports 2020 growth x1.40", "exports 2022 growth +3.9%",
      ], slip: ["s5"], isNamed: .year(period("2020"))),
    Contradiction(
      name: "an index as a change, in a chain",
      lines: [
        "turnover 2020 level 1.00 billion USD", "turnover 2021 growth +20.0%", "turnover 2022 growth +97.0%",
        "turnover 2022 level 1.16 billion USD", "turnover 2023 growth +10.0%", "turnover 2023 level 1.28 billion USD",
      ], slip: ["s3"], isNamed: .index),
    Contradiction(
      name: "the base of a chain of growths a thousand times too large",
      lines: [
        "exports 2019 level 80 billion USD", "exports 2020 growth x1.10", "exports 2021 growth x1.20",
        "exports 2021 level 105.6 million USD", "exports 2022 level 120 million USD",
      ], slip: ["s1"], isNamed: .thousandfold),
    Contradiction(
      name: "a slip that three copies repeat, against a level, another one and a growth",
      lines: [
        "turnover 2021 level 5.1 billion USD", "turnover 2022 growth +13.7%", "turnover 2022 level 5.8 billion USD",
        "turnover 2022 level 5800 billion USD", "turnover 2022 level 5800 billion USD",
        "turnover 2022 level 5.80 billion USD", "turnover 2022 level about 5800 billion USD",
      ], slip: ["s4", "s5", "s7"], isNamed: .thousandfold),
    Contradiction(
      name: "months above the year",
      lines: [
        "turnover 2022 level 1.00 billion USD", "turnover 2023 level 1.10 billion USD", "turnover 2023 growth +10.0%",
        "turnover 2023-01/2023-09 level 1.60 billion USD", "turnover 2023-S1 level 520 million USD",
      ], slip: ["s4"], isNamed: .unnamed),
  ]

  private static func period(_ text: String) -> ReferencePeriod {
    guard let period = try? ReferencePeriod(parsing: text) else { preconditionFailure(text) }
    return period
  }

  /// One explanation for all conflicts, and the next one clearly behind.
  @Test(arguments: single)
  func theSlipIsNamed(_ contradiction: Contradiction) throws {
    let conflicts = try Self.conflicts(contradiction.lines)
    #expect(Set(conflicts.map(\.cluster)) == [1])
    for conflict in conflicts {
      let part = SlipHypothesis.Part(statements: contradiction.slip, slip: contradiction.isNamed)
      #expect(conflict.likeliest.map(\.parts) == [[part]], "\(conflict.hypotheses.map(\.key))")
      #expect(conflict.unidentifiable.isEmpty)
      #expect(try #require(conflict.logOdds) > log(SlipHypothesis.tie))
    }
  }

  /// Exports a thousand times too large and a sum with it, so that each excuses the other.
  @Test func twoSlipsThatHideEachOtherAreFound() throws {
    let conflict = try #require(
      Self.conflicts([
        "exports 2021 level 910 million USD", "imports 2021 level 4.20 billion USD",
        "exports 2022 level 1600 billion USD", "imports 2022 level 4.20 billion USD",
        "turnover 2022 level 1604 billion USD", "turnover 2021 level 5.11 billion USD", "turnover 2022 growth +13.5%",
        "exports 2022 growth +75.8%",
      ]).first)
    #expect(conflict.likeliest.map(\.parts).allSatisfy { $0.flatMap(\.statements) == ["s3", "s5"] })
    #expect(conflict.likeliest.contains { $0.parts.contains { $0.slip == .thousandfold } })
  }

  /// Two slips in two regions of one country: no cluster is explained by a figure of another that did not slip.
  @Test func clustersThatExplainEachOtherAreOne() throws {
    let conflicts = try Self.conflicts([
      "exports 2021 level 1.28 billion USD", "exports 2022 level 1.40 billion USD",
      "BY-MI/TR/exports 2021 level 111 million USD", "BY-MI/TR/exports 2022 level 124 billion USD",
      "BY-MI/TR/exports 2022 growth +12%", "BY-BR/TR/exports 2021 level 310 million USD",
      "BY-BR/TR/exports 2022 level 330 thousand USD", "BY-BR/TR/exports 2022 growth +6.5%",
      "BY-BR/TR/exports 2023 level 360 million USD", "BY-BR/TR/exports 2023 growth +9.1%",
    ])
    let parts = [
      SlipHypothesis.Part(statements: ["s4"], slip: .thousandfold),
      SlipHypothesis.Part(statements: ["s7"], slip: .thousandth),
    ]
    #expect(!conflicts.isEmpty)
    for conflict in conflicts { #expect(Set(conflict.likeliest.flatMap(\.parts)).isSubset(of: Set(parts))) }
  }

  /// A balance near zero that exports, imports and turnover contradict: an error of no named kind is of their size, not
  /// of its own.
  @Test func aSmallBalanceMayBeAnyError() throws {
    let conflicts = try Self.conflicts([
      "exports 2022 level 13.2 billion USD", "imports 2022 level 11.0 billion USD",
      "turnover 2022 level 24.2 billion USD", "balance 2022 level 0.02 billion USD",
    ])
    let best = try #require(conflicts.first?.hypotheses.first)
    let unnamed = try #require(
      conflicts.first?.hypotheses.first { $0.key == ["s4=unnamed"] }, "\(conflicts[0].hypotheses.map(\.key))")
    #expect(best.parts.flatMap(\.statements) == ["s4"])
    #expect(best.logOdds - unnamed.logOdds < log(100))
  }

  /// Known in March 2023, a figure is not of the whole year 2023.
  @Test func aFigureIsNotOfMonthsToCome() throws {
    let small = try SmallLedger(
      [
        "turnover 2021 level 3.9 billion USD", "turnover 2022 level 4.4 billion USD",
        "turnover 2022 level 5.3 billion USD",
      ],
      asOf: "2023-03-01")
    for conflict in try ConflictAnalysis(small.ledger, asOf: small.asOf).conflicts {
      #expect(!conflict.hypotheses.contains { $0.key.contains { $0.hasSuffix("year:2023") } })
    }
  }

  /// The same figure by several sources may have one origin: it does not outvote another.
  @Test func copiesDoNotOutvote() throws {
    let conflicts = try Self.conflicts([
      "turnover 2022 level 5.8 billion USD", "turnover 2022 level 58 billion USD",
      "turnover 2022 level 58.0 billion USD",
    ])
    for conflict in conflicts { #expect(conflict.unidentifiable == [["s1", "s2", "s3"]]) }
    #expect(conflicts.count == 3)
  }

  /// Different figures that agree are no copies; but that all of them slipped stays in sight, at two slips' odds.
  @Test func aMajorityIsToldAsOdds() throws {
    let conflict = try #require(
      Self.conflicts([
        "turnover 2021 level 5.1 billion USD", "turnover 2022 growth +13.7%", "turnover 2022 level 6.9 billion USD",
      ]).first)
    #expect(conflict.unidentifiable == [["s1", "s2", "s3"]])
    let more = try #require(
      Self.conflicts([
        "turnover 2021 level 5.1 billion USD", "turnover 2022 growth +13.7%", "turnover 2022 level 6.9 billion USD",
        "turnover 2022 level 5.8 billion USD",
      ]).first)
    #expect(more.likeliest.allSatisfy { $0.parts.map(\.statements) == [["s3"]] })
    let next = try #require(more.hypotheses.first { !$0.parts.map(\.statements).contains(["s3"]) })
    let odds = more.hypotheses[0].logOdds - next.logOdds
    #expect(next.parts.count == 2 && odds > log(20) && odds < log(1e6), "\(next.key), \(odds)")
  }

  /// What has no density under the others at all, and what is built on it.
  @Test func whatCannotBeHasNoOdds() throws {
    let small = try SmallLedger(
      [
        "exports 2020 level about 788 million USD", "exports 2020 level 1160 million USD",
        "imports 2020 level 571 million USD", "turnover 2020 level 1155 million USD",
      ], asOf: "2023-03-04")
    let conflicts = try LedgerAdjustment(asOf: small.asOf).contradictions(in: small.ledger).conflicts
    #expect(conflicts.count == 4)
    for conflict in conflicts {
      #expect(!conflict.hypotheses.isEmpty && conflict.hypotheses.allSatisfy { $0.logOdds.isFinite })
    }
  }

  /// A deviation of a little over 3σ may be chance.
  @Test func chanceIsAnExplanation() throws {
    let conflict = try #require(
      Self.conflicts(["exports 2022 level about 100 million USD", "exports 2022 level about 125 million USD"]).first)
    #expect(try #require(conflict.residual.z).magnitude > 3)
    #expect(conflict.likeliest.contains(SlipHypothesis.nothing))
  }

  /// Sixty, fifty-five and twenty per cent: without the first or the second it is less than all, without the third not.
  @Test func sharesAboveTheWhole() throws {
    let conflicts = try Self.conflicts([
      "exports 2022 level 1.0 billion USD", "BY-MI/TR/exports 2022 share 60% BY/TR/exports",
      "BY-BR/TR/exports 2022 share 55% BY/TR/exports", "BY-GO/TR/exports 2022 share 20% BY/TR/exports",
    ])
    #expect(!conflicts.isEmpty)
    for conflict in conflicts { #expect(conflict.unidentifiable == [["s2", "s3"]]) }
  }

  private static func conflicts(_ lines: [String]) throws -> [Conflict] {
    let small = try SmallLedger(lines, asOf: "2024-12-31")
    return try ConflictAnalysis(small.ledger, asOf: small.asOf).conflicts
  }
}
