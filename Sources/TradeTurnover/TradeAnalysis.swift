import Adjustment
import Assessment
import Reporting
import Statistics
import TradeSeries
import Trends

/// The whole chain in one call: statements in, adjusted figures, trends and judged targets out.
public struct TradeAnalysis: Sendable {
  /// What was known on this day counts; `nil` for all of the ledger.
  public var asOf: CalendarDate?
  /// Years of forecast after the as-of year, at least 0.
  public var horizon: Int
  /// Seed of the draws.
  public var seed: UInt64
  /// The beliefs about trade.
  public var hyperparameters: Hyperparameters
  /// Whether two-sided statements have Student's t with 4 degrees of freedom in place of the Gaussian.
  public var isRobust: Bool
  /// Ids of statements to leave out.
  public var leftOut: [String]

  /// A specification; the defaults are those of the command.
  public init(
    asOf: CalendarDate? = nil, horizon: Int = 3, seed: UInt64 = 1, hyperparameters: Hyperparameters = .init(),
    isRobust: Bool = false, leftOut: [String] = []
  ) {
    (self.asOf, self.horizon, self.seed, self.hyperparameters) = (asOf, horizon, seed, hyperparameters)
    (self.isRobust, self.leftOut) = (isRobust, leftOut)
  }

  /// Runs the chain.
  ///
  /// - Parameters:
  ///   - ledger: the statements and targets.
  ///   - title: of the report.
  ///   - withTrends: whether every series is fitted by every trend model; otherwise there are no trends.
  /// - Returns: the contents of a report.
  /// - Throws: ``AnalysisError``.
  public func run(
    _ ledger: StatementLedger, title: String, withTrends: Bool = true
  ) throws(AnalysisError) -> ReportContents {
    contents(try adjust(ledger), title: title, withTrends: withTrends)
  }

  func contents(_ adjusted: AdjustedLedger, title: String, withTrends: Bool = true) -> ReportContents {
    let assessments = TargetAssessor(adjusted).assessments()
    let indicator = TargetPathIndicator(figures: adjusted.figures, indicators: adjusted.ledger.indicators)
    return ReportContents(
      title: title, ledger: adjusted.ledger, asOf: adjusted.asOf, seed: seed, horizon: horizon,
      hyperparameters: hyperparameters, figures: adjusted.figures, residuals: adjusted.residuals,
      conflicts: adjusted.conflicts, unadjusted: adjusted.unadjusted, diagnostics: adjusted.diagnostics,
      trends: withTrends ? SeriesTrends(adjusted).trends : [], assessments: assessments,
      targetPaths: indicator.readings(of: assessments), globalTests: adjusted.globalTests,
      leftOut: Set(leftOut).sorted(), isRobust: isRobust, groups: adjusted.groups)
  }

  /// Adjusts a ledger: what everything else is read from.
  ///
  /// - Returns: the adjusted figures with their joint draws.
  /// - Throws: ``AnalysisError``.
  public func adjust(_ ledger: StatementLedger) throws(AnalysisError) -> AdjustedLedger {
    let (ledger, asOf) = try specified(ledger)
    do {
      return try adjustment(asOf: asOf).adjust(ledger)
    } catch {
      throw .adjustment(error)
    }
  }

  /// Holds the statements against each other: conflicts, what probably happened, and the global test, without draws.
  ///
  /// - Returns: contents with these alone; figures, trends and targets are empty.
  /// - Throws: ``AnalysisError``.
  public func contradictions(in ledger: StatementLedger, title: String) throws(AnalysisError) -> ReportContents {
    let (ledger, asOf) = try specified(ledger)
    let found: LedgerContradictions
    do { found = try adjustment(asOf: asOf).contradictions(in: ledger) } catch { throw .adjustment(error) }
    return ReportContents(
      title: title, ledger: found.ledger, asOf: asOf, seed: seed, horizon: horizon, hyperparameters: hyperparameters,
      figures: [], residuals: found.residuals, conflicts: found.conflicts, unadjusted: found.unadjusted,
      diagnostics: SamplerDiagnostics(chainCount: 0, drawCount: 0, worstRHat: 1, leastBulkESS: 0, leastTailESS: 0),
      trends: [], assessments: [], targetPaths: [], globalTests: found.globalTests, leftOut: Set(leftOut).sorted(),
      isRobust: isRobust)
  }

  /// The ledger without what is left out, and the as-of date.
  private func specified(_ ledger: StatementLedger) throws(AnalysisError) -> (StatementLedger, CalendarDate) {
    let ledger = try ledger.leavingOut(leftOut)
    guard let latest = ledger.latestDate, let first = ledger.firstDate else { throw .emptyLedger }
    let asOf = asOf ?? latest
    guard first <= asOf else { throw .nothingKnown(asOf: asOf, first: first) }
    guard asOf.year <= latest.year + 100 else { throw .asOfTooLate(asOf: asOf, latest: latest) }
    return (ledger, asOf)
  }
}

/// Why a ledger has no analysis.
public enum AnalysisError: Error, Hashable, Sendable {
  /// No statement and no target at all.
  case emptyLedger
  /// The first thing became known only after the as-of date.
  case nothingKnown(asOf: CalendarDate, first: CalendarDate)
  /// The as-of date is more than a century after the last thing became known.
  case asOfTooLate(asOf: CalendarDate, latest: CalendarDate)
  /// The earlier of two vintages is not before the later one.
  case vintagesNotInOrder(from: CalendarDate, to: CalendarDate)
  /// No statement has this id; the nearest ones that some statement has.
  case unknownStatement(id: String, nearest: [String])
  /// The adjustment failed.
  case adjustment(AdjustmentError)
}
