import Foundation
import Testing
import TradeTurnover

/// The whole chain on the shipped ledger.
@Suite struct ShippedLedgerSlowTests {
  static let contents = Result {
    try TradeAnalysis().run(
      LedgerLocation(ReadmeSlowTests.root.appending(path: "datasets/belarus-asia").path()).read(), title: "Shipped")
  }

  let contents: ReportContents

  init() throws { contents = try Self.contents.get() }

  @Test func everyTargetIsJudged() {
    #expect(contents.assessments.map(\.target.id).sorted() == contents.ledger.targets.map(\.id).sorted())
    for assessment in contents.assessments {
      let isJudged = if case .notIdentified = assessment.verdict { false } else { true }
      #expect((assessment.probability != nil) == isJudged, "\(assessment.target.id)")
    }
  }

  @Test func everyStatementIsUsedOrShown() {
    let used = contents.residuals.map(\.statement) + contents.unadjusted.map(\.statement)
    #expect(used.sorted() == contents.ledger.statements.map(\.id).sorted())
  }

  /// The book's own contradictions: the exchange's deals of 2022, the region whose trade grew eightfold in a year, and a
  /// purchase that doubled in five months and quadrupled in the year.
  @Test func theBooksContradictionsComeOut() throws {
    #expect(
      Set(contents.conflicts.map(\.residual.statement)) == [
        "by-cn-butb-2022", "by-ma-mn-turnover-2020", "by-cn-taomu-growth-2023",
      ])
    let exchange = try #require(contents.conflicts.first { $0.residual.statement == "by-cn-butb-2022" })
    #expect(exchange.against == ["by-cn-butb-2022-b"])
    #expect(exchange.hypotheses.first?.parts.map(\.statements) == [["by-cn-butb-2022"]])
    let text = contents.render(.conflicts, as: .table)
    #expect(text.contains("No named slip explains it") || text.contains("Tied: by-cn-butb-2022"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let test = try #require(contents.globalTests.first { $0.series == [exchange.residual.series] })
    #expect(try #require(test.probability) < 1e-6)
  }

  @Test func everyFigureHasAThousandEffectiveDraws() {
    for figure in contents.figures {
      guard let summary = figure.summary else { continue }
      #expect(summary.effectiveSampleSize >= 1000, "\(figure.series) \(figure.period)")
    }
  }

  @Test func aSecondRunGivesTheSameBytes() throws {
    let again = try TradeAnalysis().run(contents.ledger, title: "Shipped")
    for result in ResultKind.allCases {
      #expect(again.render(result, as: .csv) == contents.render(result, as: .csv), "\(result)")
    }
  }
}
