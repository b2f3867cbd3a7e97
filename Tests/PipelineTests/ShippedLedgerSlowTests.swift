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
