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
  /// Draws are given up after so many times the planned sweeps.
  private static let mostPlans = 7
  /// Share of the sweeps so far after which R̂ is looked at again.
  private static let shareForRHat = 1.1
  private let groups: [LinkedGroup]
  /// For each group, the pairs whose exports are an unknown.
  private let pairs: [[Int: [TurnoverPair]]]
  let effort: DrawEffort

  init(_ groups: [LinkedGroup], effort: DrawEffort = .full) {
    (self.groups, self.effort) = (groups, effort)
    pairs = groups.map { Dictionary(grouping: $0.pairs, by: \.exports) }
  }

  /// Whether quantities of which these are the worst measures have the draws that are required.
  func isEnough(_ worst: SamplerDiagnostics) -> Bool {
    worst.leastBulkESS >= effort.requiredESS && worst.leastTailESS >= effort.requiredTailESS
      && worst.worstRHat <= effort.largestRHat
  }

  /// Sweeps after which quantities that lag, of which these are the worst measures, are likely to have enough draws: as
  /// many as they lack at the pace so far, within bounds; none after so many that more are no help.
  func furtherSweeps(after worst: SamplerDiagnostics) -> Int {
    let sweeps = worst.drawCount / worst.chainCount
    let limit = Self.mostPlans * effort.plannedSweeps
    guard sweeps < limit else { return 0 }
    let share = max(
      effort.requiredESS / worst.leastBulkESS, effort.requiredTailESS / worst.leastTailESS,
      worst.worstRHat > effort.largestRHat ? Self.shareForRHat : 1)
    return min(Int(Double(sweeps) * min(max(share, 1.05), 1.4)) - sweeps, limit - sweeps)
  }

  /// The least number of bulk effective draws over some unknowns of group number `number`, and over the turnovers whose
  /// exports are among them.
  func leastBulkESS(_ number: Int, _ unknowns: [Int], _ draws: GroupDraws) -> Double {
    var evaluator = ChainDiagnosticsEvaluator(chainCount: draws.chainCount, drawCount: draws.sweepCount)
    var least = Double(draws.drawCount)
    for values in quantities(number, unknowns, draws) {
      least = min(least, evaluator.summarize(values, quantiles: []).bulkESS ?? least)
    }
    return least
  }

  /// The worst of every group.
  func diagnostics(of draws: [GroupDraws], _ model: AdjustmentModel) -> [GroupDiagnostics] {
    groups.indices.map { number in
      let all = Array(0..<groups[number].count)
      return GroupDiagnostics(
        series: model.seriesKeys(of: groups[number]), unknownCount: groups[number].count,
        statementCount: groups[number].observations.count, sweepCount: draws[number].sweepCount,
        worst: draws[number].diagnostics ?? worst(number, all, draws[number]))
    }
  }

  /// The worst measures over some unknowns of group number `number`, and over the turnovers whose exports are among them.
  func worst(_ number: Int, _ unknowns: [Int], _ draws: GroupDraws) -> SamplerDiagnostics {
    var worst = (rHat: 1.0, bulk: Double.infinity, tail: Double.infinity)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: draws.chainCount, drawCount: draws.sweepCount)
    for values in quantities(number, unknowns, draws) {
      let diagnostics = evaluator.evaluate(values)
      worst.rHat = max(worst.rHat, diagnostics.rHat ?? 1)
      worst.bulk = min(worst.bulk, diagnostics.bulkESS ?? Double(values.count))
      worst.tail = min(worst.tail, diagnostics.tailESS ?? Double(values.count))
    }
    return SamplerDiagnostics(
      chainCount: draws.chainCount, drawCount: draws.drawCount, worstRHat: worst.rHat, leastBulkESS: worst.bulk,
      leastTailESS: worst.tail)
  }

  /// Draws of what is reported of some unknowns; levels that spread like the diffuse prior are not identified.
  private func quantities(_ number: Int, _ unknowns: [Int], _ draws: GroupDraws) -> some Sequence<[Double]> {
    unknowns.lazy.flatMap { unknown in
      let values = draws.column(unknown)
      let turnovers = (pairs[number][unknown] ?? []).map { pair in
        zip(values, draws.column(pair.imports)).map { max($0, $1) + log1p(exp(-abs($0 - $1))) }
      }
      return ([values] + turnovers).filter { standardDeviation($0) <= Posterior.largestDeviation }
    }
  }
}
