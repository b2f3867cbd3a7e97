import Adjustment
import Foundation
import TradeSeries

private typealias Column = ResultTable.Column
private typealias Cell = ResultTable.Cell

extension ReportContents {
  /// `conflicts.csv`: the statements that the others contradict, by which, and what probably happened.
  public var conflictTable: ResultTable {
    let sources = Dictionary(ledger.statements.map { ($0.id, $0.source) }, uniquingKeysWith: { first, _ in first })
    return ResultTable(
      columns: ResultTable.keyColumns + [
        Column("statement", .string, "id of the statement"),
        Column("against", .string, "ids of the statements that pull the other way most, strongest first, parted by ;"),
        Column("z", .number, "leave-one-out predictive z-score"),
        Column("predicted", .number, "what the others predict"),
        Column("stated", .number, "what was stated, on the same scale"),
        Column("unit", .string, "unit of both; blank for a ratio or share"),
        Column("source", .string, "id of the source"),
        Column(
          "suspect", .string,
          "id of the statement that the likeliest explanation is about; & between ids of one figure, + between slips"
        ),
        Column(
          "hypothesis", .string,
          "what probably happened to it; unnamed when no named slip explains it, nothing when chance is likelier"),
        Column("log10_odds", .number, "decimal logarithm of its odds against the next explanation"),
        Column(
          "others", .string,
          "suspect=hypothesis=log10_odds of the next three, against the likeliest, parted by ;"),
        Column(
          "unidentifiable", .string,
          "ids of statements that cannot be told apart, parted by ;, of several slips in sets parted by |"),
        Column("cluster", .integer, "number of the conflicts that hang together and have one explanation"),
      ],
      rows: conflicts.map { conflict in
        let residual = conflict.residual
        let best = conflict.hypotheses.first
        return residual.series.fields.map(Cell.text) + [
          .text(residual.statement), .list(conflict.against.map(Cell.text), separator: ";"), .optional(residual.z),
          .optional(residual.predicted), .number(residual.stated), .optional(residual.unit?.code),
          .optional(sources[residual.statement]), .optional(best?.suspects), .optional(best?.slips),
          .optional(conflict.logOdds.map { $0 / log(10.0) }),
          .list(conflict.hypotheses.dropFirst().prefix(3).map { $0.cell(against: best) }, separator: ";"),
          .list(
            conflict.unidentifiable.map { .list($0.map(Cell.text), separator: ";") }, separator: "|"),
          .integer(conflict.cluster),
        ]
      })
  }

  /// `residuals.csv`: how each statement stands against all the others.
  public var residualTable: ResultTable {
    ResultTable(
      columns: ResultTable.keyColumns + [
        Column("statement", .string, "id of the statement"),
        Column("residual", .number, "stated minus adjusted, log units"),
        Column("redundancy", .number, "0: nothing else checks it; 1: fully controlled by the others"),
        Column("z", .number, "leave-one-out predictive z-score; blank when nothing else checks it"),
        Column("bound_probability", .number, "of a sided figure, the probability of its bound under all the others"),
      ],
      rows: residuals.map {
        $0.series.fields.map(Cell.text) + [
          .text($0.statement), .number($0.residual), .number($0.redundancy), .optional($0.z),
          .optional($0.boundProbability),
        ]
      })
  }

  /// `global_tests.csv`: the sum of squares of each group of linked series, the whole ledger last.
  public var globalTestTable: ResultTable {
    let groups = globalTests.map { (name: $0.series.map(\.description).joined(separator: ";"), test: $0) }
    let all = groups.isEmpty ? [] : [(name: "all", test: GlobalTest.combined(globalTests))]
    return ResultTable(
      columns: [
        Column("series", .string, "the linked series, parted by ;, or all"),
        Column("n_statements", .integer, "statements on them"),
        Column("sum_of_squares", .number, "weighted sum of squares of two-sided statements and beliefs at the mode"),
        Column("degrees_of_freedom", .number, "sum of the redundancies of these rows"),
        Column("p", .number, "probability of a sum at least as large; blank where nothing checks anything"),
      ],
      rows: (groups + all).map { name, test in
        [
          .text(name), .integer(test.statementCount), .number(test.statistic), .number(test.degreesOfFreedom),
          .optional(test.probability),
        ]
      })
  }
}

extension SlipHypothesis {
  /// Ids of its statements: `s1`, `s1&s2` for one figure, `s1+s3` for two slips; blank when nothing slipped.
  fileprivate var suspects: String { parts.map { $0.statements.joined(separator: "&") }.joined(separator: "+") }
  /// Codes of its slips, parted by +.
  fileprivate var slips: String { parts.isEmpty ? "nothing" : parts.map(\.slip.code).joined(separator: "+") }

  /// Its words and odds, to two decimals.
  fileprivate func cell(against best: SlipHypothesis?) -> ResultTable.Cell {
    let power = (logOdds - (best?.logOdds ?? 0)) / log(10.0)
    return .record(
      [
        ResultTable.Field("suspect", .text(suspects)), ResultTable.Field("hypothesis", .text(slips)),
        ResultTable.Field("log10_odds", .number((power * 100).rounded() / 100)),
      ], separator: "=")
  }
}
