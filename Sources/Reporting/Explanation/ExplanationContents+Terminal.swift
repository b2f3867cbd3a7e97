import Adjustment
import Assessment
import TradeSeries

extension ExplanationContents {
  /// The explanation as text that ends in a line feed; `color` and `width` concern the table for people.
  public func render(as format: TableFormat, color: Bool = false, width: Int = 80) -> String {
    switch format {
    case .csv: table.csv
    case .json: table.json
    case .table: text(color: color, width: width)
    }
  }

  /// Weight and influence below which parts are added up in one line for people.
  private static let leastShown = (weight: 0.0005, influence: 0.005)

  private static func isShown(_ part: FigureExplanation.Part) -> Bool {
    part.weight >= leastShown.weight || abs(part.influence ?? 0) >= leastShown.influence
  }

  private func text(color: Bool, width: Int) -> String {
    let names = LedgerNames(ledger)
    let statements = Dictionary(ledger.statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let residualOf = Dictionary(residuals.map { ($0.statement, $0) }, uniquingKeysWith: { first, _ in first })
    let style = NumberWords.terminal
    let shown = explanation.parts.filter(Self.isShown)
    var rows = shown.map { part -> [String] in
      let weight = style.fixed(part.weight * 100, decimals: 1) + " %"
      switch part.origin {
      case .belief(let belief): return [weight, "", belief.words, "", "", "", ""]
      case .statement(let id):
        let residual = residualOf[id]
        return [
          weight, part.influence.map { style.signed($0, decimals: 2) } ?? "", id,
          residual.map { style.signed($0.residual, decimals: 3) } ?? "-",
          residual.map { style.fixed(max($0.redundancy, 0), decimals: 2) } ?? "-",
          residual?.z.map { style.signed($0, decimals: 1) } ?? "-", statements[id]?.place ?? "",
        ]
      }
    }
    let rest = explanation.parts.count - shown.count
    if rest > 0 {
      let weight = explanation.parts.filter { !Self.isShown($0) }.reduce(0) { $0 + $1.weight }
      rows.append([
        style.fixed(weight * 100, decimals: 1) + " %", "", "\(rest) \(rest == 1 ? "other" : "others")", "", "", "", "",
      ])
    }
    let table = TerminalTable(
      columns: [
        .number("weight"), .number("moves"), .text("statement or belief"), .number("residual"),
        .number("redund"),
        .number("z"), .text("source", flexible: true),
      ],
      sections: [TerminalTable.Section(heading: heading(names, style), rows: rows)])
    return table.render(width: width, color: color) + notes(names, width).map { $0 + "\n" }.joined()
  }

  /// What is taken apart and how much it is.
  private func heading(_ names: LedgerNames, _ style: NumberWords) -> String {
    let quantity = explanation.quantity
    var text = "\(names.series(quantity.series)), \(quantity.period.words)"
    if let base = quantity.base { text += " against \(base.words)" }
    if let summary {
      let range = summary.interval80
      let (median, interval) =
        quantity.base == nil
        ? (style.quantity(summary.median), quantity.unit.following(style.interval(range), gap: " "))
        : (
          style.growth(summary.median - 1),
          "\(style.growth(range.lowerBound - 1)) to \(style.growth(range.upperBound - 1))"
        )
      text += ": \(median) (80 %: \(interval))"
    }
    if let assessment {
      let likely = assessment.probability.map { "\(style.probability($0)) likely, " } ?? ""
      text += "; \(assessment.target.goalWords(style: style)): \(likely)\(assessment.verdict.words(names))"
    }
    return text
  }

  private func notes(_ names: LedgerNames, _ width: Int) -> [String] {
    explanation.bounds.flatMap { bound in
      "Held at a bound, which carries no weight: \(bound.notation).".wrapped(to: width, indent: 2)
    }
  }
}

extension FigureExplanation.Belief {
  /// For people, marked off from ids of statements.
  fileprivate var words: String {
    switch self {
    case .change: "belief: change"
    case .trend: "belief: mean trend"
    case .season: "belief: months"
    case .originBias: "belief: origin bias"
    case .firstLevel: "belief: first level"
    }
  }
}

extension Statement {
  /// Source and place in it: `fn85, p. 12`.
  fileprivate var place: String {
    locator.isEmpty ? source : "\(source), \(locator)"
  }
}
