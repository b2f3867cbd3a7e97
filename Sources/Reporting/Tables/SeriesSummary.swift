import Adjustment
import TradeSeries
import Trends

/// What a table of series says of one.
struct SeriesSummary {
  let key: SeriesKey
  /// Unit of account; `nil` when the series has neither figures nor levels.
  let unit: UnitOfMeasure?
  /// Statements known on the as-of date.
  let statementCount: Int
  /// The latest figure that is not a forecast, whether identified or not.
  let last: AdjustedFigure?
  /// The posterior trend.
  let trend: TrendEstimate?

  var isIdentified: Bool { last?.summary != nil }
}

extension ReportContents {
  /// All series that statements, targets or figures speak of, in the order of the report.
  func seriesSummaries(_ names: LedgerNames) -> [SeriesSummary] {
    let known = ledger.known(on: asOf)
    let statements = Dictionary(grouping: known.statements, by: \.series)
    let figures = Dictionary(grouping: figures, by: \.series)
    let posterior = Dictionary(
      trends.compactMap { trend in trend.estimate.map { (trend.series, $0) } }.filter { $0.1.model == .posterior },
      uniquingKeysWith: { first, _ in first })
    return Set(statements.keys).union(figures.keys).sorted(by: names.comesBefore).map { key in
      let own = figures[key] ?? []
      return SeriesSummary(
        key: key, unit: own.first?.unit ?? statements[key]?.lazy.compactMap(\.unit?.unitOfAccount).first,
        statementCount: statements[key]?.count ?? 0, last: Self.last(of: own), trend: posterior[key])
    }
  }

  /// The latest full year or date that is over, else the latest nowcast.
  private static func last(of figures: [AdjustedFigure]) -> AdjustedFigure? {
    let whole = figures.filter { $0.period.months?.isYear ?? true }
    let past = whole.filter { $0.status == .adjusted }
    let current = past.isEmpty ? whole.filter { $0.status != .forecast } : past
    return current.max { $0.period < $1.period }
  }

  /// One row a series: what it is, what was stated of it, the last adjusted figure and the trend.
  public var seriesTable: ResultTable {
    let names = LedgerNames(ledger)
    return ResultTable(
      columns: ResultTable.keyColumns + [
        ResultTable.Column("name", .string, "the series in words"),
        ResultTable.Column("unit", .string, "unit of the figures"),
        ResultTable.Column("n_statements", .integer, "statements known on the as-of date"),
        ResultTable.Column("period", .string, "last year or date that is over"),
        ResultTable.Column("median", .number, "posterior median of that period"),
        ResultTable.Column("lo80", .number, "lower end of the 80 % interval"),
        ResultTable.Column("hi80", .number, "upper end of the 80 % interval"),
        ResultTable.Column("growth", .number, "posterior trend growth a year, a fraction"),
      ],
      rows: seriesSummaries(names).map { series in
        series.key.fields.map(ResultTable.Cell.text) + [
          .text(names.series(series.key)), .optional(series.unit?.code), .integer(series.statementCount),
          .optional(series.last?.period.description), .optional(series.last?.summary?.median),
          .optional(series.last?.summary?.interval80.lowerBound),
          .optional(series.last?.summary?.interval80.upperBound), .optional(series.trend?.growth),
        ]
      })
  }
}
