import Trends

extension TrendListing {
  /// The trends, or with `paths` their levels by year, as text that ends in a line feed.
  ///
  /// A table for people ends with assumptions, notes and what is not given, where the series are few enough to read
  /// them; `color` and `width` have no effect on CSV and JSON.
  public func render(as format: TableFormat, paths: Bool = false, color: Bool = false, width: Int = 80) -> String {
    let table = paths ? pathTable : resultTable
    switch format {
    case .csv: return table.csv
    case .json: return table.json
    case .table:
      let body = (paths ? pathTerminalTable : terminalTable).render(width: width, color: color)
      return paths ? body : body + details(width: width)
    }
  }

  var terminalTable: TerminalTable {
    let style = NumberWords.terminal
    return TerminalTable(
      columns: [
        .text("model", flexible: true), .text("years"), .number("n"), .number("growth/yr"), .number("80 % interval"),
        .number("p"),
      ],
      sections: series.filter { !$0.fits.isEmpty }.map { series in
        TerminalTable.Section(
          heading: heading(series),
          rows: series.fits.map(\.estimate).map { trend in
            [
              trend.model.rawValue, "\(trend.first)–\(trend.last)", "\(trend.count)",
              trend.growth.map { style.growth($0) } ?? "-",
              trend.interval80.map { "\(style.growth($0.lowerBound)) … \(style.growth($0.upperBound))" } ?? "-",
              trend.pValue.map { $0 < 0.0005 ? "<.001" : style.fixed($0, decimals: 3) } ?? "-",
            ]
          })
      })
  }

  private var pathTerminalTable: TerminalTable {
    let style = NumberWords.terminal
    func quantity(_ value: Double) -> String {
      value == 0 ? "0" : (value < 0 ? style.minus : "") + style.quantity(abs(value))
    }
    return TerminalTable(
      columns: [.text("year"), .number("trend"), .number("mean"), .number("80 % prediction interval")],
      sections: series.flatMap { series in
        series.fits.filter { !$0.path.isEmpty }.map { fit in
          TerminalTable.Section(
            heading: [heading(series), fit.estimate.model.rawValue].compactMap { $0 }.joined(separator: ", "),
            rows: fit.path.map { point in
              [
                "\(point.year)", quantity(point.trend), point.mean.map(quantity) ?? "-",
                point.interval80.map { "\(quantity($0.lowerBound)) … \(quantity($0.upperBound))" } ?? "-",
              ]
            })
        }
      })
  }

  private func heading(_ series: Series) -> String? {
    let symbol = series.unit?.symbol ?? ""
    return series.name.isEmpty ? nil : series.name + (symbol.isEmpty ? "" : " (\(symbol))")
  }

  /// So many series or fewer are shown with what their models assume and lack.
  private static let detailedCount = 3

  private func details(width: Int) -> String {
    guard series.count <= Self.detailedCount else { return "" }
    var lines: [String] = []
    func add(_ title: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      lines += ["", title] + texts.flatMap { ("  " + $0).wrappedKeepingIndent(to: width, indent: 4) }
    }
    add("Assumptions", assumptions)
    add(
      "Notes",
      series.flatMap { series in
        series.fits.map(\.estimate).filter { !$0.notes.isEmpty }.map { trend in
          label(series) + "\(trend.model.rawValue): \(trend.notes.map(\.words).joined(separator: "; "))"
        }
      })
    add("Not given", failures)
    return lines.map { $0 + "\n" }.joined()
  }

  private func label(_ series: Series) -> String {
    self.series.count > 1 && !series.name.isEmpty ? "\(series.name), " : ""
  }

  /// What the models shown take for granted, one line for those that take the same.
  private var assumptions: [String] {
    var groups: [(words: String, models: [TrendModel])] = []
    for trend in series.flatMap({ $0.fits.map(\.estimate) }).sorted(by: { $0.model < $1.model }) {
      let words = trend.assumptions.map(\.words).joined(separator: "; ")
      if let place = groups.firstIndex(where: { $0.words == words }) {
        if groups[place].models.last != trend.model { groups[place].models.append(trend.model) }
      } else {
        groups.append((words, [trend.model]))
      }
    }
    return groups.map { "\($0.models.map(\.rawValue).joined(separator: ", ")): \($0.words)" }
  }

  /// What models say that have no trend, one line a series and reason.
  public var failures: [String] {
    series.flatMap { series in
      var reasons: [(words: String, models: [String])] = []
      for outcome in series.outcomes {
        guard case .failure(let error) = outcome.result else { continue }
        if let place = reasons.firstIndex(where: { $0.words == error.words }) {
          reasons[place].models.append(outcome.model.rawValue)
        } else {
          reasons.append((error.words, [outcome.model.rawValue]))
        }
      }
      return reasons.map { "\(label(series))\($0.models.joined(separator: ", ")): \($0.words)" }
    }
  }
}
