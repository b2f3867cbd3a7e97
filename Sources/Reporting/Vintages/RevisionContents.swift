import Assessment
import TradeSeries

/// Everything that is shown of the changes between two vintages.
public struct RevisionContents: Sendable {
  /// The ledger of the later vintage.
  public let ledger: StatementLedger
  /// The changes.
  public let revisions: VintageRevisions

  /// Contents of given parts.
  public init(ledger: StatementLedger, revisions: VintageRevisions) {
    (self.ledger, self.revisions) = (ledger, revisions)
  }

  /// `revisions.csv`: every figure of either vintage, then every target.
  public var table: ResultTable { Self.table(of: revisions) }

  /// The table of changes, without rows where there is no earlier vintage.
  static func table(of revisions: VintageRevisions?) -> ResultTable {
    typealias Column = ResultTable.Column
    typealias Cell = ResultTable.Cell
    return ResultTable(
      columns: ResultTable.keyColumns + [
        Column("period", .string, "year, run of months, or date of a stock; of a target, its deadline"),
        Column("median_before", .number, "posterior median in the earlier vintage"),
        Column("median_after", .number, "posterior median in the later vintage"),
        Column("unit", .string, "unit of the medians; blank for a target"),
        Column(
          "moved_by", .string,
          "what the change is put down to, largest part first, parted by ;: ids of statements, time, rest"),
        Column("parts", .string, "the same with each part of the change, as cause=change; they sum to the change"),
        Column("target", .string, "id of the target; blank for a figure"),
        Column("probability_before", .number, "probability of the target in the earlier vintage"),
        Column("probability_after", .number, "probability of the target in the later vintage"),
        Column("verdict_before", .string, "verdict on the target in the earlier vintage; blank when not yet set"),
        Column("verdict_after", .string, "verdict on the target in the later vintage"),
        Column("flipped_by", .string, "what a new verdict is put down to"),
        Column("from", .date, "day of the earlier vintage"), Column("to", .date, "day of the later vintage"),
      ],
      rows: revisions.map { revisions in
        let days = [Cell.text(revisions.from.description), .text(revisions.to.description)]
        let figures = revisions.figures.map { figure -> [Cell] in
          figure.series.fields.map(Cell.text) + [
            .text(figure.period.description), .optional(figure.before), .optional(figure.after),
            .text(figure.unit.code), .text(Self.causes(figure.parts)), .text(Self.parts(figure.parts)), .blank,
            .blank, .blank, .blank, .blank, .blank,
          ] + days
        }
        let targets = revisions.targets.map { change -> [Cell] in
          change.target.series.fields.map(Cell.text) + [
            .text(change.target.deadline.description), .blank, .blank, .blank, .text(Self.causes(change.parts)),
            .text(Self.parts(change.parts)), .text(change.target.id), .optional(change.before?.probability),
            .optional(change.after.probability), .optional(change.before?.verdict.description),
            .text(change.after.verdict.description), .optional(change.flippedBy?.code),
          ] + days
        }
        return figures + targets
      } ?? [])
  }

  private static func causes(_ parts: [VintageRevisions.Part]) -> String {
    parts.map(\.cause.code).joined(separator: ";")
  }

  private static func parts(_ parts: [VintageRevisions.Part]) -> String {
    parts.map { "\($0.cause.code)=\($0.change)" }.joined(separator: ";")
  }
}

extension VintageRevisions.Cause {
  /// Id of the statement, `time` or `rest`.
  var code: String {
    switch self {
    case .statement(let id): id
    case .time: "time"
    case .rest: "rest"
    }
  }
}

extension VintageRevisions {
  /// The figures that are there in both vintages and whose change is put down to more than the rest.
  var movedFigures: [Figure] {
    figures.filter { $0.before != nil && $0.after != nil && $0.parts.contains { $0.cause != .rest } }
  }

  /// The targets whose verdict changed.
  var flips: [TargetChange] {
    targets.filter { $0.before.map { $0.verdict.description } != $0.after.verdict.description && $0.before != nil }
  }
}
