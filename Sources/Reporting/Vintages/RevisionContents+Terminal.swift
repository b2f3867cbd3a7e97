import Assessment
import TradeSeries

extension RevisionContents {
  /// The changes as text that ends in a line feed; `color` and `width` concern the tables for people.
  public func render(as format: TableFormat, color: Bool = false, width: Int = 80) -> String {
    switch format {
    case .csv: table.csv
    case .json: table.json
    case .table: text(color: color, width: width)
    }
  }

  private func text(color: Bool, width: Int) -> String {
    let names = LedgerNames(ledger)
    let count = revisions.arrived.count
    var text =
      "From \(revisions.from) to \(revisions.to): \(count) \(count == 1 ? "statement" : "statements") arrived.\n"
    let flips = revisions.flips
    text += "\nVerdicts that changed: \(flips.isEmpty ? "none" : "\(flips.count)")\n"
    if !flips.isEmpty { text += flipTable(flips, names).render(width: width, color: color) }
    let targets = revisions.targets.filter { change in
      change.before != nil && change.parts.contains { $0.cause != .rest }
    }
    text += "\nProbabilities that changed: \(targets.isEmpty ? "none" : "\(targets.count)")\n"
    if !targets.isEmpty { text += targetTable(targets, names).render(width: width, color: color) }
    let figures = revisions.movedFigures
    text += "\nFigures that changed: \(figures.isEmpty ? "none" : "\(figures.count)")\n"
    if !figures.isEmpty { text += figureTable(figures, names).render(width: width, color: color) }
    return text
  }

  private func flipTable(_ flips: [VintageRevisions.TargetChange], _ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    let tones = Dictionary(
      flips.flatMap { flip in [flip.before?.verdict, flip.after.verdict].compactMap { $0 } }
        .map { ($0.words(names), $0.tone) }, uniquingKeysWith: { first, _ in first })
    return TerminalTable(
      columns: [.text("before"), .text("after"), .text("because of", flexible: true)],
      sections: flips.map { flip in
        TerminalTable.Section(
          heading: "\(flip.target.goalWords(style: style)), \(flip.target.deadline.words): "
            + names.series(flip.target.series),
          rows: [
            [
              flip.before?.verdict.words(names) ?? "", flip.after.verdict.words(names), flip.flippedBy?.words ?? "",
            ]
          ])
      },
      highlights: { tones[$0] })
  }

  private func targetTable(_ targets: [VintageRevisions.TargetChange], _ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    return TerminalTable(
      columns: [.number("before"), .number("after"), .text("moved by", flexible: true)],
      sections: targets.inReportOrder(names, by: \.target.series).map { change in
        TerminalTable.Section(
          heading: "\(change.target.goalWords(style: style)), \(change.target.deadline.words): "
            + names.series(change.target.series),
          rows: [
            [
              change.before?.probability.map(style.probability) ?? "-",
              change.after.probability.map(style.probability) ?? "-",
              change.parts.map { part in
                "\(part.cause.words) \(style.signed(part.change * 100, decimals: 0))"
              }.joined(separator: ", "),
            ]
          ])
      })
  }

  private func figureTable(_ figures: [VintageRevisions.Figure], _ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    let groups = Dictionary(grouping: figures, by: \.series)
    return TerminalTable(
      columns: [
        .text("period"), .number("before"), .number("after"), .number("change"), .text("moved by", flexible: true),
      ],
      sections: groups.keys.sorted(by: names.comesBefore).map { key in
        let own = groups[key] ?? []
        let symbol = own.first?.unit.symbol ?? ""
        return TerminalTable.Section(
          heading: names.series(key) + (symbol.isEmpty ? "" : " (\(symbol))"),
          rows: own.map { figure in
            let (before, after) = (figure.before ?? 0, figure.after ?? 0)
            return [
              figure.period.description, style.quantity(before), style.quantity(after),
              style.growth(after / before - 1),
              figure.parts.map { "\($0.cause.words) \(style.growth($0.change / before))" }.joined(separator: ", "),
            ]
          })
      })
  }
}

extension VintageRevisions.Cause {
  /// For people.
  var words: String {
    switch self {
    case .statement(let id): id
    case .time: "passage of time"
    case .rest: "rest"
    }
  }
}
