import Foundation

/// The gnuplot commands for a run of charts, one SVG after another on standard output.
struct ChartScript {
  /// Stands behind each chart in gnuplot's output.
  static let separator = "<!-- end of chart -->"
  /// Size of a chart in CSS pixels at its natural scale.
  static let (width, height) = (520, 300)

  private(set) var text = """
    set print '-'
    set terminal svg size \(ChartScript.width),\(ChartScript.height) dynamic noenhanced font 'sans-serif,13'
    set border 1 lc rgb \(ChartColor.axis.standIn)
    set tics scale 0 textcolor rgb \(ChartColor.label.standIn)
    set xtics nomirror
    set ytics nomirror
    set format '%g'
    set grid ytics back lt 1 lw 1 lc rgb \(ChartColor.grid.standIn)
    unset key
    set style fill solid 1 noborder
    set lmargin 6
    set rmargin 1.5
    set tmargin 0.6
    set bmargin 1.8

    """

  init(_ charts: [Chart], _ histories: [HistoryChart] = []) {
    for chart in charts { add(chart) }
    if !histories.isEmpty { text += HistoryChart.settings }
    for history in histories { text += history.commands }
  }

  private mutating func add(_ chart: Chart) {
    let axes = ChartAxes(chart)
    text += "set output\nunset object\nunset arrow\nunset label\n"
    text += axes.commands
    if let split = axes.split {
      text +=
        "set object rectangle from first \(split),graph 0 to graph 1,graph 1 behind fc rgb \(ChartColor.later.standIn) lw 0\n"
      text += "set label 'not over yet' at graph 0.99,graph 0.035 right front tc rgb \(ChartColor.label.standIn)\n"
    }
    addGoals(chart, axes)
    addMarks(chart, axes)
    addLonePoint(chart, axes)
    addBlock("past", chart.past, chart)
    addBlock("future", chart.future, chart)
    text += "plot \(layers(chart).joined(separator: ", "))\n"
    text += "set output\nprint '\(Self.separator)'\n"
  }

  private func layers(_ chart: Chart) -> [String] {
    func fan(_ block: String, _ colors: [ChartColor]) -> [String] {
      zip(["3:4", "5:6", "7:8"], colors).map { "$\(block) using 1:\($0) with filledcurves fc rgb \($1.standIn)" }
    }
    var layers: [String] = []
    if chart.past.count > 1 { layers += fan("past", [.fan95, .fan80, .fan50]) }
    if chart.future.count > 1 { layers += fan("future", [.forecast95, .forecast80, .forecast50]) }
    if chart.future.count > 1 {
      layers.append("$future using 1:2 with lines lw 2 dt (6,4) lc rgb \(ChartColor.forecastMedian.standIn)")
    }
    if chart.past.count > 1 { layers.append("$past using 1:2 with lines lw 2.5 lc rgb \(ChartColor.median.standIn)") }
    if !chart.past.isEmpty {
      layers.append("$past using 1:2 with points pt 7 ps 0.45 lc rgb \(ChartColor.median.standIn)")
    }
    if chart.past.isEmpty {
      layers.append("$future using 1:2 with points pt 7 ps 0.45 lc rgb \(ChartColor.forecastMedian.standIn)")
    }
    return layers
  }

  private mutating func addBlock(_ name: String, _ points: ArraySlice<Chart.Point>, _ chart: Chart) {
    text += "$\(name) << END\n"
    for point in points {
      let summary = point.summary
      let values =
        [summary.median]
        + [summary.interval95, summary.interval80, summary.interval50].flatMap {
          [$0.lowerBound, $0.upperBound]
        }
      text += ([point.x] + values.map { $0 / chart.scale.rawValue }).map(Self.digits).joined(separator: " ") + "\n"
    }
    text += "END\n"
  }

  /// A single past figure has no fan: its intervals are drawn as nested bars.
  private mutating func addLonePoint(_ chart: Chart, _ axes: ChartAxes) {
    let lone = chart.past.count == 1 ? chart.past.first : chart.points.count == 1 ? chart.points.first : nil
    guard let lone else { return }
    let summary = lone.summary
    let bars: [(ClosedRange<Double>, ChartColor)] = [
      (summary.interval95, .fan95), (summary.interval80, .fan80), (summary.interval50, .fan50),
    ]
    for (range, color) in bars {
      let low = axes.clamped(range.lowerBound), high = axes.clamped(range.upperBound)
      text += "set object rectangle from first \(Self.digits(lone.x - 0.12)),first \(low) "
      text += "to first \(Self.digits(lone.x + 0.12)),first \(high) back fc rgb \(color.standIn) lw 0\n"
    }
  }

  private mutating func addGoals(_ chart: Chart, _ axes: ChartAxes) {
    let color = ChartColor.target.standIn
    var labels = GoalLabels(chart, axes)
    for goal in chart.goals.sorted(by: { $0.level < $1.level }) {
      let y = axes.clamped(goal.level)
      text += "set arrow from graph 0,first \(y) to graph 1,first \(y) nohead front lw 1.5 dt (2,3) lc rgb \(color)\n"
      let height = axes.height(of: goal.level)
      let edge = labels.isRight(at: height) ? "graph 0.99,first \(y) right" : "graph 0.01,first \(y) left"
      text += "set label '\(goal.label)' at \(edge) offset 0,\(height > 0.92 ? "-0.6" : "0.55") front tc rgb \(color)\n"
      if let x = goal.x, axes.years.contains(x) {
        text += "set label '' at first \(Self.digits(x)),first \(y) front point pt 13 ps 1 lc rgb \(color)\n"
      }
    }
  }

  /// Marks of one year stand side by side.
  private mutating func addMarks(_ chart: Chart, _ axes: ChartAxes) {
    let shared = Dictionary(grouping: chart.marks.indices) { chart.marks[$0].x.rounded() }
    let step = min(0.13, 0.6 / Double(shared.values.map(\.count).max() ?? 1)) * axes.yearWidth
    for (index, mark) in chart.marks.enumerated() {
      let group = shared[mark.x.rounded()] ?? []
      let place = Double(group.firstIndex(of: index) ?? 0) - Double(group.count - 1) / 2
      add(mark, x: mark.x + place * step, axes)
    }
  }

  private mutating func add(_ mark: Chart.Mark, x: Double, _ axes: ChartAxes) {
    let color = (mark.isConflict ? ChartColor.conflict : mark.isMirror ? .mirror : .mark).standIn
    let (x, y) = (Self.digits(x), axes.clamped(mark.value))
    let line = "lw \(mark.isScaled ? "1.2" : "2") lc rgb \(color)"
    func point(_ type: Int, _ size: Double) -> String {
      "set label '' at first \(x),first \(y) front point pt \(type) ps \(size) \(line)\n"
    }
    func arrow(_ sign: String) -> String {
      "set arrow from first \(x),first \(y) rto graph 0,graph \(sign)0.1 front size screen 0.011,24 "
        + "\(mark.isScaled ? "empty" : "filled") \(line)\n"
    }
    let foot = point(mark.isMirror ? 15 : 14, 1)
    switch mark.shape {
    case .point: text += point((mark.isMirror ? 4 : 6) + (mark.isScaled ? 0 : 1), 0.85)
    case .atLeast: text += arrow("") + foot
    case .atMost: text += arrow("-") + foot
    case .range(let upper):
      let top = axes.clamped(upper)
      text +=
        "set arrow from first \(x),first \(y) to first \(x),first \(top) front heads size screen 0.009,90 \(line)\n"
    }
  }

  /// A number for gnuplot, to more digits than a screen has pixels.
  static func digits(_ value: Double) -> String { String(format: "%.8g", value) }
}
