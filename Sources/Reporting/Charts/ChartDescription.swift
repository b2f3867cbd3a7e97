import Adjustment
import Assessment
import TradeSeries

/// A chart in words, for those who cannot see it.
struct ChartDescription {
  /// Title: the series and its unit.
  let title: String
  /// Unit and scale of the vertical axis: `Billion USD a year, logarithmic axis`.
  let axis: String
  /// The numbers drawn.
  let text: String

  init(_ chart: Chart, names: LedgerNames, style: NumberWords) {
    title = names.series(chart.series)
    let scale = chart.scale.word.prefix(1).uppercased() + chart.scale.word.dropFirst()
    let unit = [scale, chart.unit.symbol].filter { !$0.isEmpty }.joined(separator: " ")
    axis =
      (unit.isEmpty ? "Number" : unit) + (chart.isStock ? "" : " a year")
      + (chart.isLogarithmic ? ", logarithmic axis" : "")
    text = [
      Self.points(chart, style), Self.marks(chart, style), Self.goals(chart, names, style),
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func points(_ chart: Chart, _ style: NumberWords) -> String {
    let points = chart.points.map { point in
      let status = point.status == .adjusted ? "" : " (\(point.status.words))"
      let summary = point.summary
      return
        "\(point.period.words)\(status) \(style.quantity(summary.median)), 80 % interval \(style.interval(summary.interval80))"
    }
    return "Median by period: " + points.joined(separator: "; ") + "."
  }

  private static func marks(_ chart: Chart, _ style: NumberWords) -> String {
    guard !chart.marks.isEmpty else { return "" }
    let marks = chart.marks.map { mark in
      "\(mark.statement.figure.words(unit: mark.statement.unit, style: style)) for \(mark.statement.period?.words ?? "")"
        + (mark.isConflict ? " (contradicted by others)" : "")
    }
    return "Stated: " + marks.joined(separator: "; ") + "."
  }

  private static func goals(_ chart: Chart, _ names: LedgerNames, _ style: NumberWords) -> String {
    guard !chart.goals.isEmpty else { return "" }
    let goals = chart.goals.map { goal in
      let target = goal.assessment.target
      return "\(target.goalWords(style: style)), \(target.deadline.words): \(goal.assessment.verdict.words(names))"
    }
    return "Targets: " + goals.joined(separator: "; ") + "."
  }
}
