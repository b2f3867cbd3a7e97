import Adjustment
import Assessment
import TradeSeries
import Trends

extension ReportContents {
  /// One result as text that ends in a line feed.
  ///
  /// `color` says whether a table for people carries ANSI colours and `width` is its widest line in columns; neither
  /// has an effect on CSV and JSON.
  public func render(_ result: ResultKind, as format: TableFormat, color: Bool = false, width: Int = 80) -> String {
    switch format {
    case .csv: resultTable(result).csv
    case .json: resultTable(result).json
    case .table: annotated(terminalTable(result)).render(width: width, color: color)
    }
  }

  /// One result for machines.
  public func resultTable(_ result: ResultKind) -> ResultTable {
    switch result {
    case .adjusted: adjustedTable
    case .nowcast: nowcastTable
    case .trends: trendTable
    case .targets: targetTable
    case .targetPaths: targetPathTable
    case .targetPathIndicator: targetPathIndicatorTable
    case .conflicts: conflictTable
    case .globalTests: globalTestTable
    case .residuals: residualTable
    case .series: seriesTable
    }
  }

  private func terminalTable(_ result: ResultKind) -> TerminalTable {
    let names = LedgerNames(ledger)
    switch result {
    case .adjusted: return figureTable(figures, names)
    case .nowcast: return figureTable(figures.filter { $0.status == .nowcast }, names)
    case .trends: return TrendListing(self, order: names.comesBefore).terminalTable
    case .targets: return targetTerminalTable(names)
    case .targetPaths: return pathTable(names)
    case .targetPathIndicator: return targetPathTerminalTable(names)
    case .conflicts: return conflictTerminalTable(names)
    case .globalTests: return globalTestTerminalTable(names)
    case .residuals: return residualTerminalTable(names)
    case .series: return seriesTerminalTable(names)
    }
  }

  private func figureTable(_ figures: [AdjustedFigure], _ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    return TerminalTable(
      columns: [
        .text("period"), .number("median"), .number("80 % interval"), .number("95 % interval"),
        .text("status", flexible: true), .number("stated"),
      ],
      sections: sections(figures, by: \.series, names, unit: \.unit) { figure in
        [
          figure.period.description, figure.summary.map { style.quantity($0.median) } ?? "-",
          figure.summary.map { style.interval($0.interval80) } ?? "-",
          figure.summary.map { style.interval($0.interval95) } ?? "-", figure.status.words,
          figure.statementCount == 0 ? "" : "\(figure.statementCount)",
        ]
      })
  }

  /// A heading for each target: goals are too long for a column.
  private func targetTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    let ordered = assessments.inReportOrder(names)
    let tones = Dictionary(
      ordered.map { ($0.verdict.words(names), $0.verdict.tone) }, uniquingKeysWith: { first, _ in first })
    return TerminalTable(
      columns: [
        .text("by"), .number("likely"), .text("verdict", flexible: true), .number("needs/yr"), .number("trend/yr"),
        .number("first met"),
      ],
      sections: ordered.map { assessment in
        let target = assessment.target
        return TerminalTable.Section(
          heading: "\(target.goalWords(style: style)): \(names.series(target.series))",
          rows: [
            [
              target.deadline.description, assessment.probability.map(style.probability) ?? "-",
              assessment.verdict.words(names),
              assessment.requiredGrowth.map { style.growth($0, decimals: 0) } ?? "-",
              assessment.trendGrowth.map { style.growth($0, decimals: 0) } ?? "-",
              assessment.firstPassage?.median.map(String.init) ?? "-",
            ]
          ])
      },
      highlights: { tones[$0] })
  }

  private func pathTable(_ names: LedgerNames) -> TerminalTable {
    TerminalTable(
      columns: [.text("target", flexible: true), .number("year"), .number("likely")],
      sections: sections(
        assessments.flatMap { assessment in assessment.path.map { (assessment.target, $0) } }, by: \.0.series,
        names, unit: nil
      ) { target, point in
        [
          target.goalWords(style: .terminal), "\(point.year)", NumberWords.terminal.probability(point.probability),
        ]
      })
  }

  private func residualTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    return TerminalTable(
      columns: [
        .text("statement", flexible: true), .number("stated"), .number("residual"), .number("redundancy"), .number("z"),
      ],
      sections: sections(residuals, by: \.series, names, unit: nil) { residual in
        [
          residual.statement, residual.words(residual.stated, style: style),
          style.signed(residual.residual, decimals: 3), style.fixed(max(residual.redundancy, 0), decimals: 2),
          residual.z.map { style.signed($0, decimals: 1) } ?? "-",
        ]
      })
  }

  private func seriesTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    return TerminalTable(
      columns: [
        .number("stated"), .text("last"), .number("median"), .number("80 % interval"), .number("trend/yr"),
      ],
      sections: seriesSummaries(names).map { series in
        let symbol = series.unit?.symbol ?? ""
        return TerminalTable.Section(
          heading: names.series(series.key) + (symbol.isEmpty ? "" : " (\(symbol))"),
          rows: [
            [
              "\(series.statementCount)", series.last?.period.description ?? "-",
              series.last?.summary.map { style.quantity($0.median) } ?? "-",
              series.last?.summary.map { style.interval($0.interval80) } ?? "not identified",
              series.trend?.growth.map { style.growth($0) } ?? "-",
            ]
          ])
      })
  }

  /// The table with what the analysis did differently from the default.
  private func annotated(_ table: TerminalTable) -> TerminalTable {
    var table = table
    table.footer += specialities
    return table
  }

  /// Rows under their series, series in the order of the report.
  func sections<Item>(
    _ items: [Item], by key: (Item) -> SeriesKey, _ names: LedgerNames, unit: ((Item) -> UnitOfMeasure)?,
    row: (Item) -> [String]
  ) -> [TerminalTable.Section] {
    let groups = Dictionary(grouping: items, by: key)
    return groups.keys.sorted(by: names.comesBefore).map { key in
      let rows = groups[key] ?? []
      let symbol = unit.flatMap { unit in rows.first.map { unit($0).symbol } } ?? ""
      return TerminalTable.Section(
        heading: names.series(key) + (symbol.isEmpty ? "" : " (\(symbol))"), rows: rows.map(row))
    }
  }
}

extension AdjustedFigure.Status {
  /// For people.
  var words: String { self == .notIdentified ? "not identified" : rawValue }
}

extension ObservationResidual {
  /// A value on the scale of the statement: with its unit, or as a ratio.
  func words(_ value: Double, style: NumberWords) -> String {
    guard let unit else { return style.fixed(value, significant: 3) }
    return unit.following(style.quantity(value), gap: style.gap)
  }
}
