import TradeSeries
import Trends

/// The trends of some series as the verb `trend` prints them: of a ledger, or of the columns of a file.
public struct TrendListing: Sendable {
  /// One series with what each model says of it.
  public struct Series: Sendable {
    /// Cells of the key columns.
    public let key: [String]
    /// The series in words, for people.
    public let name: String
    /// Unit; `nil` for numbers without one.
    public let unit: UnitOfMeasure?
    /// What each model says, in the order of tables.
    public let outcomes: [TrendOutcome]

    /// A series of given parts.
    public init(key: [String], name: String, unit: UnitOfMeasure?, outcomes: [TrendOutcome]) {
      (self.key, self.name, self.unit, self.outcomes) = (key, name, unit, outcomes)
    }

    var fits: [TrendFit] { outcomes.compactMap(\.fit) }
  }

  let keyColumns: [ResultTable.Column]
  /// The series, in order.
  public let series: [Series]

  /// A listing of series of a file whose key columns have these names.
  public init(keyNames: [String], series: [Series]) {
    keyColumns = keyNames.map { ResultTable.Column($0, .string, "key of the series") }
    self.series = series
  }

  /// The trends of a ledger, of some models and of series whose key begins with some fields; by default all.
  public init(_ contents: ReportContents, models: Set<TrendModel>? = nil, under prefix: [String] = []) {
    let names = LedgerNames(contents.ledger)
    self.init(contents, order: names.comesBefore, models: models, under: prefix)
  }

  init(
    _ contents: ReportContents, order: (SeriesKey, SeriesKey) -> Bool, models: Set<TrendModel>? = nil,
    under prefix: [String] = []
  ) {
    let names = LedgerNames(contents.ledger)
    let groups = Dictionary(grouping: contents.trends.filter { $0.series.fields.starts(with: prefix) }) {
      Key(series: $0.series, unit: $0.unit)
    }
    keyColumns = ResultTable.keyColumns
    series = groups.keys.sorted { $0.series == $1.series ? $0.unit < $1.unit : order($0.series, $1.series) }.map {
      key in
      Series(
        key: key.series.fields, name: names.series(key.series), unit: key.unit,
        outcomes: (groups[key] ?? []).map(\.outcome).filter { models?.contains($0.model) ?? true }
          .sorted { $0.model < $1.model })
    }
  }

  private struct Key: Hashable {
    let series: SeriesKey
    let unit: UnitOfMeasure
  }

  /// One row a trend: the columns of `trends.csv`.
  public var resultTable: ResultTable {
    ResultTable(
      columns: keyColumns + TrendEstimate.columns,
      rows: series.flatMap { series in
        series.fits.map { series.key.map(ResultTable.Cell.text) + $0.estimate.cells(unit: series.unit) }
      })
  }

  /// One row a trend and year: the trend's level.
  public var pathTable: ResultTable {
    ResultTable(
      columns: keyColumns + [
        .init("model", .string, "name of the model", allowedValues: TrendModel.allCases.map(\.rawValue)),
        .init("period", .integer, "year"), .init("trend", .number, "the trend; the median, of a model of logarithms"),
        .init("mean", .number, "mean of the year's value"),
        .init("lo80", .number, "lower end of the 80 % prediction interval"),
        .init("hi80", .number, "upper end of the 80 % prediction interval"),
        .init("lo95", .number, "lower end of the 95 % prediction interval"),
        .init("hi95", .number, "upper end of the 95 % prediction interval"), .init("unit", .string, "unit"),
      ],
      rows: series.flatMap { series in
        series.fits.flatMap { fit in
          fit.path.map { point in
            let numbers: [Double?] = [
              point.trend, point.mean, point.interval80?.lowerBound, point.interval80?.upperBound,
              point.interval95?.lowerBound, point.interval95?.upperBound,
            ]
            return series.key.map(ResultTable.Cell.text)
              + [.text(fit.estimate.model.rawValue), .integer(point.year)]
              + numbers.map(ResultTable.Cell.optional) + [.optional(series.unit?.code)]
          }
        }
      })
  }
}
