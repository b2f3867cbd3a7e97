/// What a colour in a chart stands for.
///
/// gnuplot draws each role in a stand-in colour; in the page the role becomes a CSS variable, which the style sheet
/// sets for light, dark and paper.
enum ChartColor: Int, CaseIterable {
  case axis = 1
  case grid, label, fan95, fan80, fan50, median, forecast95, forecast80, forecast50, forecastMedian, later
  case mark, mirror, conflict, target

  /// As gnuplot reads it.
  var standIn: String { "0x0102" + (rawValue < 16 ? "0" : "") + String(rawValue, radix: 16) }

  /// As the page reads it.
  var variable: String { "var(--chart-\(self))" }

  /// The role behind the numbers inside `rgb(…)`, such as `  1,   2,   6`.
  init?(components: Substring) {
    let numbers = components.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard numbers.count == 3, numbers[0] == 1, numbers[1] == 2, let number = numbers[2] else { return nil }
    self.init(rawValue: number)
  }
}
