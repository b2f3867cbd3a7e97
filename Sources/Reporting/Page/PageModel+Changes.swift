import Adjustment
import Assessment
import TradeSeries

extension PageModel {
  /// What changed since an earlier vintage.
  struct Changes {
    struct TargetRow {
      let subject: String
      let before: String
      let after: String
      let verdictBefore: String
      let verdictAfter: String
      let tone: String
      let symbol: String
      let isFlip: Bool
      let causes: String
    }

    struct FigureRow {
      let series: String
      let period: String
      let before: String
      let after: String
      let change: String
      let causes: String
    }

    let since: String
    let arrived: [StatementRow]
    let targets: [TargetRow]
    let figures: [FigureRow]
    /// How many more figures changed, forecasts among them.
    let others: String?
  }

  /// The probability of one target through time.
  struct HistoryFigure {
    let number: Int
    let title: String
    let goal: String
    let description: String
    let width: Int
    let height: Int
    let drawing: String
  }
}

extension PageRows {
  /// What changed, in the order of the report; `nil` where there is no earlier vintage.
  func changes(_ contents: ReportContents, names: LedgerNames) -> PageModel.Changes? {
    guard let revisions = contents.revisions else { return nil }
    let style = NumberWords.page
    let moved = revisions.movedFigures
    let shown = moved.filter { $0.period.lastDay.year <= contents.asOf.year }.inReportOrder(names, by: \.series)
    let targets = revisions.targets.filter { change in
      guard let before = change.before else { return true }
      return before.verdict != change.after.verdict || change.parts.contains { $0.cause != .rest }
    }.inReportOrder(names, by: \.target.series)
    let others = moved.count - shown.count
    return PageModel.Changes(
      since: revisions.from.words, arrived: revisions.arrived.compactMap { statement($0) },
      targets: targets.map { change in
        PageModel.Changes.TargetRow(
          subject: "\(names.series(change.target.series)), \(change.target.goalWords(style: style))",
          before: change.before?.probability.map(style.probability) ?? "–",
          after: change.after.probability.map(style.probability) ?? "–",
          verdictBefore: change.before?.verdict.words(names) ?? "not set",
          verdictAfter: change.after.verdict.words(names),
          tone: change.after.verdict.tone.rawValue, symbol: change.after.verdict.symbol,
          isFlip: change.before.map { $0.verdict != change.after.verdict } ?? false,
          causes: change.parts.map { part in
            "\(cause(part.cause)) \(style.signed(part.change * 100, decimals: 0))"
          }.joined(separator: "; "))
      },
      figures: shown.map { figure in
        let (before, after) = (figure.before ?? 0, figure.after ?? 0)
        return PageModel.Changes.FigureRow(
          series: names.series(figure.series), period: figure.period.words, before: style.quantity(before),
          after: figure.unit.following(style.quantity(after), gap: style.gap), change: style.growth(after / before - 1),
          causes: figure.parts.map { "\(cause($0.cause)) \(style.growth($0.change / before))" }
            .joined(separator: "; "))
      },
      others: others == 0 ? nil : others == 1 ? "One forecast" : "\(others) forecasts")
  }

  func history(_ chart: HistoryChart, _ drawing: ChartDrawing, number: Int, names: LedgerNames)
    -> PageModel.HistoryFigure
  {
    let target = chart.history.target
    return PageModel.HistoryFigure(
      number: number, title: names.series(target.series),
      goal: "\(target.goalWords(style: .page)), \(target.deadline.words)",
      description: chart.description(.page), width: HistoryChart.width, height: HistoryChart.height,
      drawing: drawing.elements)
  }

  /// A statement by what it says, since its id means nothing to a reader.
  private func cause(_ cause: VintageRevisions.Cause) -> String {
    guard case .statement(let id) = cause, let statement = statement(id) else { return cause.words }
    return "“\(statement.figure)” for \(statement.period)"
  }
}
