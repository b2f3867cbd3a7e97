import Assessment
import Testing
import TradeSeries

@testable import Reporting

@Suite struct WordsTests {
  private let names = LedgerNames(Sample.ledger)

  @Test(arguments: [
    ("2022", "2022"), ("2023-01/2023-10", "January–October 2023"), ("2023-Q1", "January–March 2023"),
    ("2022-03/2023-04", "March 2022–April 2023"), ("2023-11", "November 2023"), ("2023-11-27", "27 November 2023"),
  ])
  func periods(_ notation: String, _ words: String) { #expect(Sample.period(notation).words == words) }

  @Test(arguments: [
    (Sample.turkey, "Belarus–Türkiye: trade turnover"), (Sample.food, "Belarus–China: exports, food"),
    (Sample.timber, "Belarus–China: exchange deals, sawn timber, BUTB"),
    (Sample.residents, "Belarus–world: park residents, Great Stone"),
    (SeriesKey(reporter: "BY", partner: "BY", indicator: "exports"), "Belarus: exports"),
    (SeriesKey(reporter: "XX", partner: "TR", indicator: "fdi"), "XX–Türkiye: fdi"),
  ])
  func seriesAreNamedByTheCodeLists(_ key: SeriesKey, _ words: String) { #expect(names.series(key) == words) }

  @Test func onlyTotalsBetweenCountriesAreCountryTotals() {
    #expect(names.isCountryTotal(Sample.china))
    #expect(!names.isCountryTotal(Sample.food))
    #expect(!names.isCountryTotal(Sample.residents))
    #expect(!names.isCountryTotal(SeriesKey(reporter: "BY", partner: "CN-GD", indicator: "exports")))
  }

  @Test(arguments: [
    ("over 1.6 billion", "over 1.6 billion USD"), ("250..300 million", "250–300 million USD"),
    ("about 10000", "about 10,000 USD"), ("0.9 billion", "0.9 billion USD"),
  ])
  func figuresKeepTheirWords(_ notation: String, _ words: String) {
    #expect(Sample.figure(notation).words(unit: .usDollar, style: .terminal) == words)
  }

  @Test func growthAndGoalsNameTheirBase() {
    let style = NumberWords.terminal
    let growth = Sample.statement("g", Sample.iran, "2022", "about x3", .growth(base: nil))
    #expect(growth.words(style: style, names: names) == "about 3 times a year earlier")
    let fall = Sample.statement("f", Sample.iran, "2022", "-3.4%", .growth(base: Sample.period("2019")))
    #expect(fall.words(style: .page, names: names) == "\u{2212}3.4\u{00A0}% on 2019")
    let goal = Sample.target("t", Sample.china, "at least x1.2", unit: nil, base: "2022", by: "2023")
    #expect(goal.goalWords(style: style) == "at least 1.2 times that of 2022")
  }

  /// Each verdict's answer, whole.
  @Test(
    arguments: zip(
      Sample.assessments,
      [
        "98 % likely. First reached in 2021 (80 % interval 2021–2022).",
        "By Belarus's own figures 40 % likely in 2024, 85 % in 2033. First reached in 2025 (80 % interval from 2023).",
        "13 % likely. It needs +19 % a year; the trend is +6 % a year. First reached in 2028 (80 % interval from 2025).",
        "8 % likely that 2023 reached it. First reached in 2025 (80 % interval 2024–2027).",
        ">99 % likely that 2022 reached it.", "<1 % likely that 2023 reached it.", "90 % likely that 2023 reached it.",
        "35 % likely. It needs +48 % a year; the trend is +22 % a year. First reached in 2026 (80 % interval 2024–2029).",
        "84 % likely. It needs +5 % a year; the trend is +18 % a year.",
        "Not identified: only growth or shares are stated, never a level.",
        "Not identified: the deadline or base period is not among the adjusted ones.",
      ]))
  func answers(_ assessment: TargetAssessment, _ finding: String) {
    #expect(AnswerSentence(assessment, names: names, style: .terminal).finding == finding)
  }

  @Test func anAnswerNamesSeriesGoalAndDeadline() {
    let subject = AnswerSentence(Sample.assessments[2], names: names, style: .terminal).subject
    #expect(subject == "Belarus–Türkiye: trade turnover, at least 2 billion USD by 2025")
  }

  /// Colour alone never tells verdicts apart.
  @Test func verdictsOfOneToneDifferInWords() {
    let verdicts = Sample.assessments.map(\.verdict)
    #expect(Set(verdicts.map { $0.words(names) }).count == 9)
    #expect(Verdict.metByOrigin("TR").words(names) == "met by Türkiye's statistics")
  }
}
