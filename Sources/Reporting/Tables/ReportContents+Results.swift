import Adjustment
import Assessment
import TradeSeries
import Trends

private typealias Column = ResultTable.Column
private typealias Cell = ResultTable.Cell

extension ResultTable.Column {
  fileprivate init(_ name: String, _ meaning: String) { self.init(name, .string, meaning) }

  fileprivate static func number(_ name: String, _ meaning: String) -> Self { Self(name, .number, meaning) }
  fileprivate static func integer(_ name: String, _ meaning: String) -> Self { Self(name, .integer, meaning) }
}

extension SeriesKey {
  fileprivate var cells: [ResultTable.Cell] { fields.map(ResultTable.Cell.text) }
}

extension ReportContents {
  /// `adjusted.csv`: every adjusted figure, by series and period.
  public var adjustedTable: ResultTable { Self.table(of: figures) }

  /// The rows of `adjusted.csv` whose year is not complete on the as-of date.
  public var nowcastTable: ResultTable { Self.table(of: figures.filter { $0.status == .nowcast }) }

  private static func table(of figures: [AdjustedFigure]) -> ResultTable {
    ResultTable(
      columns: ResultTable.keyColumns + [
        Column("period", "year, run of months, or date of a stock"),
        Column("unit", "unit of the figures"),
        Column(
          "status", .string, "what kind of period it is on the as-of date",
          allowedValues: AdjustedFigure.Status.allCases.map(\.rawValue)),
        .number("median", "posterior median"),
        .number("sd_log", "standard deviation of the natural logarithm"),
        .number("lo50", "lower end of the 50 % interval"), .number("hi50", "upper end of the 50 % interval"),
        .number("lo80", "lower end of the 80 % interval"), .number("hi80", "upper end of the 80 % interval"),
        .number("lo95", "lower end of the 95 % interval"), .number("hi95", "upper end of the 95 % interval"),
        .integer("n_statements", "statements on this very series and period"),
      ],
      rows: figures.sorted { ($0.series, $0.period) < ($1.series, $1.period) }.map { figure in
        let summary = figure.summary
        let ends = [summary?.interval50, summary?.interval80, summary?.interval95].flatMap {
          [Cell.optional($0?.lowerBound), .optional($0?.upperBound)]
        }
        return figure.series.cells + [
          .text(figure.period.description), .text(figure.unit.code), .text(figure.status.rawValue),
          .optional(summary?.median), .optional(summary?.sdLog),
        ] + ends + [.integer(figure.statementCount)]
      })
  }

  /// `trends.csv`: every growth trend, by series and in the order of the models.
  public var trendTable: ResultTable {
    TrendListing(self, order: <).resultTable
  }

  /// `targets.csv`: every target with its verdict, in ledger order.
  public var targetTable: ResultTable {
    ResultTable(
      columns: ResultTable.keyColumns + [
        Column("target", "id of the target in the ledger"),
        Column("goal", "the goal as stated"), Column("unit", "unit of a level; blank for a multiple"),
        Column("deadline", "period or date, or open"),
        .number("probability", "probability that the deadline's period meets the target"),
        Column("verdict", "what can be said"),
        .number("required_growth", "growth a year still needed, a fraction"),
        .number("trend_growth", "median trend growth a year, a fraction"),
        .number("growth_ratio", "trend growth over required growth"),
        .integer("first_passage", "median year the target is first met"),
        .integer("first_passage_lo80", "10 % quantile of that year"),
        .integer("first_passage_hi80", "90 % quantile of that year"),
        Column("as_of", .date, "day up to which statements were used"),
      ],
      rows: assessments.map { assessment in
        let target = assessment.target
        return target.series.cells + [
          .text(target.id), .text(target.goal.description), .optional(target.unit?.code),
          .text(target.deadline.description), .optional(assessment.probability),
          .text(assessment.verdict.description), .optional(assessment.requiredGrowth),
          .optional(assessment.trendGrowth), .optional(assessment.growthRatio),
          .optional(assessment.firstPassage?.median), .optional(assessment.firstPassage?.low80),
          .optional(assessment.firstPassage?.high80), .text(asOf.description),
        ]
      })
  }

  /// `target_paths.csv`: the probability of each target by year.
  public var targetPathTable: ResultTable {
    ResultTable(
      columns: ResultTable.keyColumns + [
        Column("target", "id of the target in the ledger"), .integer("year", "the year"),
        .number("probability", "probability that the year meets the target"),
      ],
      rows: assessments.flatMap { assessment in
        assessment.path.map {
          assessment.target.series.cells + [
            .text(assessment.target.id), .integer($0.year), .number($0.probability),
          ]
        }
      })
  }
}
