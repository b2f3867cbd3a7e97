import Foundation
import Statistics

/// Judges the draws of a group: every unknown that is reported, and every turnover that is a sum.
struct MixingMonitor: Sendable {
  /// Bulk effective draws of every reported quantity that the plan aims at: a probability is then good to 0.013.
  static let plannedESS = 1400.0
  /// Bulk effective draws that every reported quantity is to have, as the model page asks.
  static let requiredESS = 1000.0
  /// Tail effective draws that every reported quantity is to have: a hundred a chain (Vehtari and others 2021).
  static let requiredTailESS = 400.0
  /// Largest rank-normalised split R̂.
  static let largestRHat = 1.01
  /// Bounds beyond which the draws are refused rather than reported.
  static let refusedRHat = 1.1
  static let refusedESS = 200.0
  static let refusedTailESS = 100.0
  private let groups: [LinkedGroup]
  /// For each group, the pairs whose exports are an unknown.
  private let pairs: [[Int: [TurnoverPair]]]
  let effort: DrawEffort

  init(_ groups: [LinkedGroup], effort: DrawEffort = .full) {
    (self.groups, self.effort) = (groups, effort)
    pairs = groups.map { Dictionary(grouping: $0.pairs, by: \.exports) }
  }

  /// Whether some unknowns of group number `number`, and the turnovers whose exports are among them, have the draws that
  /// are required.
  func isEnough(_ number: Int, _ unknowns: [Int], _ draws: PosteriorSampler.GroupDraws) -> Bool {
    let worst = self.worst(number, unknowns, draws)
    return worst.leastBulkESS >= effort.requiredESS && worst.leastTailESS >= effort.requiredTailESS
      && worst.worstRHat <= effort.largestRHat
  }

  /// How often a block is to move in a sweep so that the planned sweeps are likely to be enough, from a few draws of one
  /// move each.
  func pace(_ number: Int, _ unknowns: [Int], _ draws: PosteriorSampler.GroupDraws) -> BlockPace {
    let chains = Double(draws.chains.count)
    let efficiency = worst(number, unknowns, draws).leastBulkESS / (Double(draws.sweepCount) * chains)
    let goal = effort.plannedESS / (Double(effort.plannedSweeps) * chains)
    return BlockPace(goal: goal, efficiency: efficiency)
  }

  /// The worst of every group.
  func diagnostics(of draws: [PosteriorSampler.GroupDraws], _ model: AdjustmentModel) -> [GroupDiagnostics] {
    let parts = groups.indices.flatMap { number in
      stride(from: 0, to: groups[number].count, by: Self.partSize).map { start in
        (group: number, unknowns: Array(start..<min(start + Self.partSize, groups[number].count)))
      }
    }
    let judged = parallelMap(parts) { self.worst($0.group, $0.unknowns, draws[$0.group]) }
    let worst = Dictionary(grouping: zip(parts, judged)) { $0.0.group }
    return groups.indices.map { number in
      GroupDiagnostics(
        series: model.seriesKeys(of: groups[number]), unknownCount: groups[number].count,
        statementCount: groups[number].observations.count, sweepCount: draws[number].sweepCount,
        worst: SamplerDiagnostics(worstOf: (worst[number] ?? []).map { $0.1 }))
    }
  }

  /// Unknowns judged at a time.
  private static let partSize = 32

  private func worst(
    _ number: Int, _ unknowns: [Int], _ draws: PosteriorSampler.GroupDraws
  ) -> SamplerDiagnostics {
    var worst = (rHat: 1.0, bulk: Double.infinity, tail: Double.infinity)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: draws.chains.count, drawCount: draws.sweepCount)
    func judge(_ values: [Double]) {
      // Levels that spread like the diffuse prior are not identified, and not reported.
      guard standardDeviation(values) <= Posterior.largestDeviation else { return }
      let diagnostics = evaluator.evaluate(values)
      worst.rHat = max(worst.rHat, diagnostics.rHat ?? 1)
      worst.bulk = min(worst.bulk, diagnostics.bulkESS ?? Double(values.count))
      worst.tail = min(worst.tail, diagnostics.tailESS ?? Double(values.count))
    }
    for (unknown, values) in zip(unknowns, draws.columns(unknowns)) {
      judge(values)
      for pair in pairs[number][unknown] ?? [] {
        judge(zip(values, draws.columns([pair.imports])[0]).map { max($0, $1) + log1p(exp(-abs($0 - $1))) })
      }
    }
    return SamplerDiagnostics(
      chainCount: draws.chains.count, drawCount: draws.sweepCount * draws.chains.count,
      worstRHat: worst.rHat, leastBulkESS: worst.bulk, leastTailESS: worst.tail)
  }
}
