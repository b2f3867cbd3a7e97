import Adjustment
import TradeSeries

extension ReportContents {
  /// Every conflict; below those that hang together, what probably happened.
  func conflictTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    let ordered = conflicts.inReportOrder(names, by: \.residual.series)
    var clusters: [[Conflict]] = []
    for conflict in ordered {
      if let place = clusters.firstIndex(where: { $0[0].cluster == conflict.cluster }) {
        clusters[place].append(conflict)
      } else {
        clusters.append([conflict])
      }
    }
    var table = TerminalTable(
      columns: [
        .text("statement", flexible: true), .number("stated"), .number("others say"), .number("z"),
        .text("against", flexible: true),
      ], sections: clusters.flatMap { sections(ofCluster: $0, names, style: style) })
    table.footer = globalFindings(names, style: style)
    return table
  }

  /// A section for each series, the explanation of all below the last.
  private func sections(
    ofCluster cluster: [Conflict], _ names: LedgerNames, style: NumberWords
  ) -> [TerminalTable.Section] {
    let words = ConflictWords(cluster[0], names, style: style) { $0 }
    let count = cluster.count == 1 ? nil : "These \(cluster.count) hang together."
    let verdict = [count, words.verdict].compactMap { $0 }.joined(separator: " ")
    let notes = [verdict.isEmpty ? nil : verdict, words.runnersUp, words.unidentifiable].compactMap { $0 }
    let series = Dictionary(grouping: cluster, by: \.residual.series)
    let keys = series.keys.sorted(by: names.comesBefore)
    return keys.map { key in
      TerminalTable.Section(
        heading: names.series(key), rows: (series[key] ?? []).map { row(of: $0, style: style) },
        notes: key == keys.last ? notes : [])
    }
  }

  private func row(of conflict: Conflict, style: NumberWords) -> [String] {
    let residual = conflict.residual
    return [
      residual.statement, residual.words(residual.stated, style: style),
      residual.predicted.map { residual.words($0, style: style) } ?? "-",
      residual.z.map { style.signed($0, decimals: 1) } ?? "-", conflict.against.joined(separator: ", "),
    ]
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

  /// What no figure is shown without: what the analysis did differently from the default, and between which statements
  /// nothing decides.
  public var specialities: [String] {
    let count = leftOut.count
    let without = "Left out on request, \(count) statement\(count == 1 ? "" : "s"): \(leftOut.joined(separator: ", "))."
    let robust = "Robust: two-sided statements weighed by Student's t with 4 degrees of freedom."
    return (leftOut.isEmpty ? [] : [without]) + (isRobust ? [robust] : []) + doubts
  }

  /// Where figures rest on a choice between equals, or follow what probably slipped.
  private var doubts: [String] {
    let names = LedgerNames(ledger)
    var seen: Set<Int> = []
    return conflicts.inReportOrder(names, by: \.residual.series).filter { seen.insert($0.cluster).inserted }.flatMap {
      conflict in
      let place = names.series(conflict.residual.series)
      let consequence =
        isRobust ? "figures follow one, and any other is as likely" : "figures lie between, outside of what each says"
      let equals = conflict.unidentifiable.map { set in
        "Undecided in \(place): \(set.joined(separator: ", ")); \(consequence)."
      }
      let followed = isRobust ? followedSlips(conflict) : []
      let slips = "Followed in \(place) although they probably slipped: \(followed.joined(separator: ", "))."
      return equals + (followed.isEmpty ? [] : [slips])
    }
  }

  /// Statements of the likeliest explanation that the figures agree with.
  private func followedSlips(_ conflict: Conflict) -> [String] {
    guard conflict.likeliest.count == 1, conflict.unidentifiable.isEmpty else { return [] }
    let contradicted = Set(conflicts.map(\.residual.statement))
    return conflict.likeliest[0].parts.flatMap(\.statements).filter { !contradicted.contains($0) }
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
