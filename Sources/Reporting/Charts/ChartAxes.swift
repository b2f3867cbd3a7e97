import Foundation

/// Ranges and ticks of one chart.
struct ChartAxes {
  /// Years shown.
  let years: ClosedRange<Double>
  /// Values shown, divided by the chart's scale.
  let values: ClosedRange<Double>
  let isLogarithmic: Bool
  /// Where the periods that are not over begin; `nil` when all are over.
  let split: Double?
  /// How many years one of eight is: charts of many years have narrower marks.
  let yearWidth: Double

  private let scale: Double

  init(_ chart: Chart) {
    let places = chart.points.map(\.x) + chart.marks.map(\.x)
    let (first, last) = (places.min() ?? 0, places.max() ?? 0)
    let margin = last > first ? 0.5 : 1
    years = (first - margin)...(last + margin)
    yearWidth = max((last - first) / 8, 1)
    isLogarithmic = chart.isLogarithmic
    scale = chart.scale.rawValue
    let (low, high) = (chart.extent.lowerBound / scale, chart.extent.upperBound / scale)
    values = isLogarithmic ? (low / 1.25)...(high * 1.25) : 0...(high * 1.08)
    let isDated = chart.points.contains { $0.period.date != nil }
    let next = chart.points.first { $0.status != .adjusted }?.x
    split = next.map { next in
      guard let past = chart.past.last?.x else { return first - 0.5 }
      return isDated ? past + min(0.05, (next - past) / 2) : (past + next) / 2
    }
  }

  /// The axis is made linear before its range is set: the range of one chart can be impossible on the axis of the last.
  var commands: String {
    var text = "unset logscale y\nset ytics autofreq\nset xtics \(yearStep)\n"
    text += "set xrange [\(ChartScript.digits(years.lowerBound)):\(ChartScript.digits(years.upperBound))]\n"
    text += "set yrange [\(ChartScript.digits(values.lowerBound)):\(ChartScript.digits(values.upperBound))]\n"
    guard isLogarithmic else { return text }
    let ticks = logarithmicTicks.map { "'\(ChartScript.digits($0))' \(ChartScript.digits($0))" }
    return text + "set logscale y\nset ytics (\(ticks.joined(separator: ",")))\n"
  }

  /// A value on the axis, kept inside it.
  func clamped(_ value: Double) -> String {
    ChartScript.digits(min(max(value / scale, values.lowerBound), values.upperBound))
  }

  /// How high a value stands, 0 at the bottom and 1 at the top.
  func height(of value: Double) -> Double {
    let scaled = value / scale
    return isLogarithmic
      ? log(scaled / values.lowerBound) / log(values.upperBound / values.lowerBound)
      : (scaled - values.lowerBound) / (values.upperBound - values.lowerBound)
  }

  private var yearStep: Int {
    let span = years.upperBound - years.lowerBound
    return span <= 9 ? 1 : span <= 18 ? 2 : span <= 45 ? 5 : 10
  }

  /// 1, 2 and 5 times the powers of ten; powers alone when that would be more than eight.
  private var logarithmicTicks: [Double] {
    let decades = Int(log10(values.lowerBound).rounded(.down))...Int(log10(values.upperBound).rounded(.up))
    let steps = decades.flatMap { decade in [1.0, 2, 5].map { ($0, $0 * pow(10, Double(decade))) } }
      .filter { values.contains($0.1) }
    return steps.filter { steps.count <= 8 || $0.0 == 1 }.map(\.1)
  }
}
