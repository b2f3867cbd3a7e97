/// Which end of its line the label of each target stands at: where less is drawn.
struct GoalLabels {
  /// What is drawn in the left and in the right part of the chart, as heights from 0 to 1.
  private let drawn: (left: [Double], right: [Double])
  private var placed: (left: [Double], right: [Double]) = ([], [])

  init(_ chart: Chart, _ axes: ChartAxes) {
    let span = axes.years.upperBound - axes.years.lowerBound
    let spots =
      chart.points.map { ($0.x, $0.summary.median) } + chart.marks.flatMap { mark in mark.values.map { (mark.x, $0) } }
      + chart.goals.compactMap { goal in goal.x.map { ($0, goal.level) } }
    let places = spots.map { (($0.0 - axes.years.lowerBound) / span, axes.height(of: $0.1)) }
    drawn = (places.filter { $0.0 < 0.5 }.map(\.1), places.filter { $0.0 > 0.5 }.map(\.1))
  }

  /// Places the next label above a line at some height; labels that were placed count as drawn.
  mutating func isRight(at height: Double) -> Bool {
    func clearance(_ heights: [Double]) -> Double { heights.map { abs($0 - height - 0.045) }.min() ?? 1 }
    let left = min(clearance(drawn.left), clearance(placed.left) < 0.08 ? 0 : 1)
    let right = min(clearance(drawn.right), clearance(placed.right) < 0.08 ? 0 : 1)
    let isRight = left < 0.08 && right > left
    if isRight { placed.right.append(height + 0.045) } else { placed.left.append(height + 0.045) }
    return isRight
  }
}

extension Chart.Goal {
  /// Such as `target 1.5 bn by 2025`: numbers and periods only, safe to quote.
  var label: String {
    let deadline = assessment.target.deadline
    return "target \(NumberWords.page.brief(level))" + (deadline == .open ? "" : " \(deadline.words)")
      + (isScaled ? ", scaled" : "")
  }
}
