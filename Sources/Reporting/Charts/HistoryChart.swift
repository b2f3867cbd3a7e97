import Assessment
import Foundation
import TradeSeries

/// The probability of one target through time as it is to be drawn: a small chart of per cents by day.
struct HistoryChart {
  /// Size in CSS pixels at its natural scale.
  static let (width, height) = (340, 150)

  let history: TargetHistory

  init(_ history: TargetHistory) { self.history = history }

  /// What all histories have in common; gnuplot takes one per cent sign for the start of a number.
  static let settings = """
    set terminal svg size \(width),\(height) dynamic noenhanced font 'sans-serif,13'
    unset logscale y
    set yrange [0:100]
    set ytics ('0 %%' 0, '20 %%' 20, '80 %%' 80, '100 %%' 100)
    set lmargin 6
    set rmargin 2

    """

  /// The gnuplot commands of the chart: a line from vintage to vintage, with a point for each.
  var commands: String {
    let places = history.points.map { ($0.date.decimalYear, 100 * $0.probability) }
    let (first, last) = (places.first?.0 ?? 0, places.last?.0 ?? 1)
    let margin = max(0.04 * (last - first), 0.02)
    let color = ChartColor.median.standIn
    let rows = places.map { "\(ChartScript.digits($0.0)) \(ChartScript.digits($0.1))" }.joined(separator: "\n")
    return """
      set output
      unset object
      unset arrow
      unset label
      set xrange [\(ChartScript.digits(first - margin)):\(ChartScript.digits(last + margin))]
      set xtics (\(ticks(first, last)))
      $history << END
      \(rows)
      END
      plot $history using 1:2 with lines lw 1.5 lc rgb \(color), \
      $history using 1:2 with points pt 7 ps 0.45 lc rgb \(color)
      set output
      print '\(ChartScript.separator)'

      """
  }

  /// Beginnings of years or, in a short history, of quarters; none but the ends' days in a very short one.
  private func ticks(_ first: Double, _ last: Double) -> String {
    let span = last - first
    let quarters = span > 2.5 ? 4 : span > 1 ? 2 : 1
    let names = ["Jan", "Apr", "Jul", "Oct"]
    let numbers = Int((first * 4).rounded(.down))...Int((last * 4).rounded(.up))
    let step = span > 10 ? 8 : quarters
    let ticks = numbers.filter { $0 % step == 0 }.map { number in
      let label = quarters == 4 ? "\(number / 4)" : "\(names[number % 4]) \(number / 4)"
      return "'\(label)' \(Double(number) / 4)"
    }
    return ticks.joined(separator: ", ")
  }

  /// The numbers drawn, for those who cannot see them.
  func description(_ style: NumberWords) -> String {
    history.points.map { "\($0.date.words) \(style.probability($0.probability))" }.joined(separator: "; ") + "."
  }
}
