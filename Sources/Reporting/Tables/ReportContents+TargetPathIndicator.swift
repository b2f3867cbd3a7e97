import Assessment
import TradeSeries

extension ReportContents {
  /// Eurostat's indicator of each target beside our verdict, in ledger order.
  public var targetPathIndicatorTable: ResultTable {
    typealias Column = ResultTable.Column
    typealias Cell = ResultTable.Cell
    return ResultTable(
      columns: ResultTable.keyColumns + [
        Column("target", .string, "id of the target in the ledger"),
        Column("goal", .string, "the goal as stated"),
        Column("unit", .string, "unit of a level; blank for a multiple"),
        Column("deadline", .string, "period or date, or open"),
        Column("base_year", .integer, "first complete year that was stated"),
        Column("base_value", .number, "its median, in the unit of account"),
        Column("last_year", .integer, "last complete year, at most the deadline's"),
        Column("last_value", .number, "its median, in the unit of account"),
        Column("observed_growth", .number, "growth a year from the base to the last year, a fraction"),
        Column("required_growth", .number, "growth a year from the base to the goal at the deadline, a fraction"),
        Column("ratio", .number, "observed over required growth, above 0 towards the goal"),
        Column(
          "status", .string, "band of the ratio, or achieved; blank when the indicator does not apply",
          allowedValues: TargetPathStatus.allCases.map(\.rawValue)),
        Column("score", .number, "Open SDG's score of the ratio, -5 to 5"),
        Column("probability", .number, "probability that the deadline's period meets the target"),
        Column("verdict", .string, "what can be said by the probability"),
        Column(
          "reason", .string, "why the indicator does not apply; blank when it does",
          allowedValues: TargetPathExclusion.allCases.map(\.rawValue)),
      ],
      rows: targetPaths.map { reading in
        let (assessment, measure) = (reading.assessment, reading.measure)
        let target = assessment.target
        return target.series.fields.map(Cell.text) + [
          .text(target.id), .text(target.goal.description), .optional(target.unit?.code),
          .text(target.deadline.description), .optional(measure?.base.year), .optional(measure?.base.value),
          .optional(measure?.last.year), .optional(measure?.last.value), .optional(measure?.observedGrowth),
          .optional(measure?.requiredGrowth), .optional(measure?.ratio), .optional(measure?.status.rawValue),
          .optional(measure?.score), .optional(assessment.probability), .text(assessment.verdict.description),
          .optional(reading.exclusion?.rawValue),
        ]
      })
  }
}
