import Adjustment
import TradeSeries

extension ReportContents {
  /// Every conflict with what probably happened below it.
  func conflictTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    var table = TerminalTable(
      columns: [
        .text("statement", flexible: true), .number("stated"), .number("others say"), .number("z"),
        .text("against", flexible: true),
      ],
      sections: conflicts.inReportOrder(names, by: \.residual.series).map { conflict in
        let residual = conflict.residual
        let words = ConflictWords(conflict, names, style: style) { $0 }
        return TerminalTable.Section(
          heading: names.series(residual.series),
          rows: [
            [
              residual.statement, residual.words(residual.stated, style: style),
              residual.predicted.map { residual.words($0, style: style) } ?? "-",
              residual.z.map { style.signed($0, decimals: 1) } ?? "-", conflict.against.joined(separator: ", "),
            ]
          ],
          notes: [words.verdict, words.runnersUp, words.unidentifiable].compactMap { $0 })
      })
    table.footer = globalFindings(names, style: style)
    return table
  }

  /// The global test of each group of series in which something can be tested.
  func globalTestTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    var table = TerminalTable(
      columns: [.number("statements"), .number("sum of squares"), .number("degrees of freedom"), .number("p")],
      sections: testable(names).map { test in
        TerminalTable.Section(
          heading: test.words(names),
          rows: [
            [
              "\(test.statementCount)", style.fixed(test.statistic, significant: 3),
              style.fixed(test.degreesOfFreedom, decimals: 1), test.probability.map { style.p($0) } ?? "-",
            ]
          ])
      })
    table.footer = globalFindings(names, style: style)
    return table
  }

  /// The test of everything, then the groups that fail it by themselves.
  func globalFindings(_ names: LedgerNames, style: NumberWords) -> [String] {
    guard !globalTests.isEmpty else { return [] }
    let failing = testable(names).filter { ($0.probability ?? 1) < Self.leastProbability }
    return ["Global test: \(GlobalTest.combined(globalTests).words(style: style))."]
      + failing.map { "It fails in \($0.words(names)): \($0.words(style: style))." }
  }

  /// What the analysis did differently from the default: it is never silent about it.
  public var specialities: [String] {
    let count = leftOut.count
    let without = "Left out on request, \(count) statement\(count == 1 ? "" : "s"): \(leftOut.joined(separator: ", "))."
    let robust = "Robust: two-sided statements weighed by Student's t with 4 degrees of freedom."
    return (leftOut.isEmpty ? [] : [without]) + (isRobust ? [robust] : [])
  }

  /// Probability of the sum of squares below which a group is named.
  private static let leastProbability = 0.01

  private func testable(_ names: LedgerNames) -> [GlobalTest] {
    globalTests.filter { $0.probability != nil }.inReportOrder(names) { $0.series[0] }
  }
}

extension GlobalTest {
  /// `Belarus–China: exports and 3 more series`.
  func words(_ names: LedgerNames) -> String {
    let first = names.series(series.min(by: names.comesBefore) ?? series[0])
    let more = series.count - 1
    return more == 0 ? first : first + " and \(more) more series"
  }
}
