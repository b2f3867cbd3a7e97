import LinearAlgebra
import Statistics
import TradeSeries

/// The adjustment of a ledger: specification in, ``AdjustedLedger`` out.
///
/// `adjustment-model.md` gives the meaning of every step. Equal input and seed give equal output, bit for bit,
/// whatever the number of threads.
public struct LedgerAdjustment: Sendable {
  /// What was known on this day counts.
  public var asOf: CalendarDate
  /// Years of forecast after the as-of year, at least 0.
  public var horizon: Int
  /// Seed of the draws.
  public var seed: UInt64
  /// The beliefs about trade.
  public var hyperparameters: Hyperparameters
  /// Whether two-sided statements have Student's t with 4 degrees of freedom in place of the Gaussian.
  public var isRobust: Bool
  /// How many draws are made.
  public var effort = DrawEffort.full

  /// A specification; the defaults are those of the command.
  public init(
    asOf: CalendarDate, horizon: Int = 3, seed: UInt64 = 1, hyperparameters: Hyperparameters = .init(),
    isRobust: Bool = false
  ) {
    (self.asOf, self.horizon, self.seed, self.hyperparameters) = (asOf, horizon, seed, hyperparameters)
    self.isRobust = isRobust
  }

  /// Solves a ledger.
  ///
  /// - Throws: ``AdjustmentError``.
  /// - Complexity: of each linked group, O(n²·rows) for the mode and O(n²) a leapfrog step or fresh draw.
  public func adjust(_ ledger: StatementLedger) throws(AdjustmentError) -> AdjustedLedger {
    let known = ledger.known(on: asOf)
    let solution = try solution(of: known)
    // The residuals are one long computation, the draws many: side by side they leave no core idle.
    let (drawn, analysed) = concurrently {
      Result { () throws(AdjustmentError) in try draws(of: solution, known) }
    } _: {
      Result { () throws(AdjustmentError) in
        try ResidualAnalysis(solution.model, known, solution.groups, solution.modes)
      }
    }
    let (posterior, diagnostics) = try drawn.get()
    let analysis = try analysed.get()
    return AdjustedLedger(
      ledger: known, asOf: asOf, horizon: horizon, seed: seed, hyperparameters: hyperparameters,
      figures: FigureTable(posterior, known, asOf: asOf, horizon: horizon).figures, residuals: analysis.residuals,
      conflicts: explained(analysis, solution, known),
      globalTests: analysis.globalTests,
      unadjusted: posterior.model.unadjusted, diagnostics: SamplerDiagnostics(worstOf: diagnostics.map(\.worst)),
      groups: diagnostics, posterior: posterior)
  }

  /// Holds the statements of a ledger against each other, as ``adjust(_:)`` does, without its draws.
  ///
  /// Statements that contradict each other too far for draws to mix are told all the same.
  /// - Throws: ``AdjustmentError``, but for `.poorMixing`.
  public func contradictions(in ledger: StatementLedger) throws(AdjustmentError) -> LedgerContradictions {
    let known = ledger.known(on: asOf)
    let solution = try solution(of: known)
    let analysis = try ResidualAnalysis(solution.model, known, solution.groups, solution.modes)
    return LedgerContradictions(
      ledger: known, asOf: asOf, residuals: analysis.residuals, conflicts: explained(analysis, solution, known),
      globalTests: analysis.globalTests, unadjusted: solution.model.unadjusted)
  }

  private func explained(_ analysis: ResidualAnalysis, _ solution: Solution, _ known: StatementLedger) -> [Conflict] {
    ConflictExplainer(ledger: known, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
      .explained(analysis.conflicts, solution.groups, solution.model)
  }

  /// The posterior of what was known, without a look at each statement.
  func solve(_ known: StatementLedger) throws(AdjustmentError) -> (Posterior, [GroupDiagnostics]) {
    try draws(of: try solution(of: known), known)
  }

  /// The linked groups of a ledger with their modes.
  private struct Solution: Sendable {
    let model: AdjustmentModel
    let groups: [LinkedGroup]
    let modes: [GroupMode]
  }

  private func solution(of known: StatementLedger) throws(AdjustmentError) -> Solution {
    BLASThreads.setCount(1)
    let model = try AdjustmentModel(known, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    let groups = model.groups()
    let solved = parallelMap(groups) { group in
      Result { () throws(AdjustmentError) in try group.mode(hyperparameters, model, isRobust: isRobust) }
    }
    var modes: [GroupMode] = []
    for result in solved { modes.append(try result.get()) }
    return Solution(model: model, groups: groups, modes: modes)
  }

  private func draws(
    of solution: Solution, _ known: StatementLedger
  ) throws(AdjustmentError) -> (Posterior, [GroupDiagnostics]) {
    let (model, groups, modes) = (solution.model, solution.groups, solution.modes)
    let problems = zip(groups, modes).map { PosteriorSampler.Problem($0.weighted(by: $1.weights), $1) }
    let sampler = PosteriorSampler(hyperparameters: hyperparameters, seed: seed)
    let monitor = MixingMonitor(groups, effort: effort)
    let draws: [GroupDraws]
    do { draws = try sampler.sample(problems, monitor) } catch {
      throw .numerical(error)
    }
    let diagnostics = monitor.diagnostics(of: draws, model)
    for group in diagnostics { try Self.refusePoorMixing(group) }
    return (Posterior(model, known, groups, modes, draws: draws, seed: seed), diagnostics)
  }

  /// - Throws: `.poorMixing` where a number would look fine and not be.
  static func refusePoorMixing(_ group: GroupDiagnostics) throws(AdjustmentError) {
    let worst = group.worst
    guard worst.worstRHat <= MixingMonitor.refusedRHat, worst.leastBulkESS >= MixingMonitor.refusedESS,
      worst.leastTailESS >= MixingMonitor.refusedTailESS
    else {
      throw .poorMixing(
        series: group.series, effectiveSampleSize: min(worst.leastBulkESS, worst.leastTailESS), rHat: worst.worstRHat)
    }
  }
}
