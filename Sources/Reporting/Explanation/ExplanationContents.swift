import Adjustment
import Assessment
import TradeSeries

/// Everything that is shown of one quantity taken apart.
public struct ExplanationContents: Sendable {
  /// The ledger as it was known.
  public let ledger: StatementLedger
  /// The parts of the quantity.
  public let explanation: FigureExplanation
  /// Posterior median and 80 % interval: of the figure, or of its ratio to the base.
  public let summary: QuantitySummary?
  /// The target that the quantity is held against, if it was asked for.
  public let assessment: TargetAssessment?
  /// How each statement stands against all the others.
  public let residuals: [ObservationResidual]

  /// Contents of given parts.
  public init(
    ledger: StatementLedger, explanation: FigureExplanation, summary: QuantitySummary?,
    assessment: TargetAssessment?, residuals: [ObservationResidual]
  ) {
    (self.ledger, self.explanation, self.summary) = (ledger, explanation, summary)
    (self.assessment, self.residuals) = (assessment, residuals)
  }

  /// One part a row, the largest weight first; beliefs and bounds are rows of their own kind.
  public var table: ResultTable {
    typealias Column = ResultTable.Column
    typealias Cell = ResultTable.Cell
    let statements = Dictionary(ledger.statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let residualOf = Dictionary(residuals.map { ($0.statement, $0) }, uniquingKeysWith: { first, _ in first })
    let quantity = explanation.quantity
    let start =
      quantity.series.fields.map(Cell.text) + [
        .text(quantity.period.description), .optional(quantity.base?.description),
        .optional(assessment?.target.id),
      ]
    let parts = explanation.parts.map { part -> [Cell] in
      switch part.origin {
      case .belief(let belief):
        return start + [
          .text(Kind.belief.rawValue), .text(belief.rawValue), .number(part.weight), .blank, .blank, .blank, .blank,
          .blank, .blank, .blank, .blank, .blank,
        ]
      case .statement(let id):
        let (statement, residual) = (statements[id], residualOf[id])
        return start + [
          .text(Kind.statement.rawValue), .text(id), .number(part.weight), .optional(part.influence),
          .optional(residual?.residual), .optional(residual?.redundancy), .optional(residual?.z),
          .optional(statement?.series.description), .optional(statement?.period?.description),
          .optional(statement?.figure.description), .optional(statement?.source), .optional(statement?.locator),
        ]
      }
    }
    let bounds = explanation.bounds.map { bound -> [Cell] in
      start + [
        .text(Kind.bound.rawValue), .text(bound.notation), .number(0), .blank, .blank, .blank, .blank, .blank, .blank,
        .blank, .blank, .blank,
      ]
    }
    return ResultTable(columns: Self.columns, rows: parts + bounds)
  }

  private enum Kind: String, CaseIterable {
    case statement, belief, bound
  }

  private static let columns =
    ResultTable.keyColumns + [
      ResultTable.Column("period", .string, "year, run of months, or date of the figure"),
      ResultTable.Column("base", .string, "period that its growth is against; blank for the figure itself"),
      ResultTable.Column("target", .string, "id of the target that it is held against; blank for none"),
      ResultTable.Column(
        "kind", .string, "what carries the weight", allowedValues: Kind.allCases.map(\.rawValue)),
      ResultTable.Column("statement", .string, "id of the statement, name of the belief, or the bound that binds"),
      ResultTable.Column("weight", .number, "share of the figure's variance that comes with it; all sum to 1"),
      ResultTable.Column("influence", .number, "log units that the figure moves for one in what was stated"),
      ResultTable.Column("residual", .number, "stated minus adjusted, log units"),
      ResultTable.Column("redundancy", .number, "0: nothing else checks it; 1: fully controlled by the others"),
      ResultTable.Column("z", .number, "leave-one-out predictive z-score; blank when nothing else checks it"),
      ResultTable.Column("about", .string, "series that the statement speaks of"),
      ResultTable.Column("about_period", .string, "period that it speaks of"),
      ResultTable.Column("figure", .string, "the figure as stated"),
      ResultTable.Column("source", .string, "id of the source"),
      ResultTable.Column("locator", .string, "page, footnote or table in the source"),
    ]
}

/// Median and 80 % interval of a quantity, from posterior draws.
public struct QuantitySummary: Hashable, Sendable {
  /// Median.
  public let median: Double
  /// Central 80 % interval.
  public let interval80: ClosedRange<Double>

  /// A summary of given parts.
  public init(median: Double, interval80: ClosedRange<Double>) {
    (self.median, self.interval80) = (median, interval80)
  }
}

extension FigureExplanation.BindingBound {
  /// In the notation of series keys: `BY/CN/exports/food + BY/CN/exports/wood <= BY/CN/exports 2023`.
  var notation: String {
    func sum(_ terms: [Term]) -> String { terms.map(\.series.description).joined(separator: " + ") }
    let periods = Set((parts + whole).map(\.period)).sorted()
    if periods.count == 1, let period = periods.first { return "\(sum(parts)) <= \(sum(whole)) \(period)" }
    func dated(_ terms: [Term]) -> String {
      terms.map { "\($0.series) \($0.period)" }.joined(separator: " + ")
    }
    return "\(dated(parts)) <= \(dated(whole))"
  }
}
