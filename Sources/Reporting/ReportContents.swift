import Adjustment
import Assessment
import TradeSeries
import Trends

/// Everything a report shows: the ledger and the results that were computed from it.
///
/// `Reporting` computes nothing: each number of a report is a field of this value, rounded at most.
public struct ReportContents: Sendable {
  /// Title of the report.
  public var title: String
  /// Statements, targets, code lists and sources; those known after ``asOf`` are not shown.
  public var ledger: StatementLedger
  /// The day up to which statements were used.
  public var asOf: CalendarDate
  /// Seed of the posterior draws.
  public var seed: UInt64
  /// Years that were forecast beyond the as-of year.
  public var horizon: Int
  /// The beliefs the adjustment used.
  public var hyperparameters: Hyperparameters
  /// Adjusted figures of all series.
  public var figures: [AdjustedFigure]
  /// One residual for each statement that has a row.
  public var residuals: [ObservationResidual]
  /// Statements that the others contradict.
  public var conflicts: [Conflict]
  /// Whether the statements' squares fit their σ, for each group of linked series.
  public var globalTests: [GlobalTest]
  /// Ids of the statements that were left out on request; the ledger is without them.
  public var leftOut: [String]
  /// Whether two-sided statements had Student's t in place of the Gaussian.
  public var isRobust: Bool
  /// Statements without a row.
  public var unadjusted: [UnadjustedStatement]
  /// How well the draws mixed, at worst.
  public var diagnostics: SamplerDiagnostics
  /// How well the draws of each linked group mixed.
  public var groups: [GroupDiagnostics]
  /// Growth trends, and why models have none; the model `posterior` is the one shown in tables of series.
  public var trends: [SeriesTrend]
  /// Targets held against the posterior.
  public var assessments: [TargetAssessment]
  /// Eurostat's indicator of the same targets, in the same order.
  public var targetPaths: [TargetPathReading]
  /// What changed since an earlier vintage; `nil` when there is none.
  public var revisions: VintageRevisions?
  /// The probabilities of targets through time.
  public var histories: [TargetHistory]

  /// Contents of given parts.
  public init(
    title: String, ledger: StatementLedger, asOf: CalendarDate, seed: UInt64, horizon: Int,
    hyperparameters: Hyperparameters, figures: [AdjustedFigure], residuals: [ObservationResidual],
    conflicts: [Conflict], unadjusted: [UnadjustedStatement], diagnostics: SamplerDiagnostics,
    trends: [SeriesTrend], assessments: [TargetAssessment], targetPaths: [TargetPathReading],
    globalTests: [GlobalTest] = [], leftOut: [String] = [], isRobust: Bool = false, groups: [GroupDiagnostics] = [],
    revisions: VintageRevisions? = nil, histories: [TargetHistory] = []
  ) {
    (self.title, self.ledger, self.asOf, self.seed, self.horizon) = (title, ledger, asOf, seed, horizon)
    (self.hyperparameters, self.figures, self.residuals) = (hyperparameters, figures, residuals)
    (self.conflicts, self.unadjusted) = (conflicts, unadjusted)
    (self.diagnostics, self.groups) = (diagnostics, groups)
    (self.revisions, self.histories) = (revisions, histories)
    (self.globalTests, self.leftOut, self.isRobust) = (globalTests, leftOut, isRobust)
    (self.trends, self.assessments, self.targetPaths) = (trends, assessments, targetPaths)
  }
}
