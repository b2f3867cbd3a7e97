import Foundation
import Statistics

/// Judges the draws of a group: every unknown that is reported, and every turnover that is a sum.
struct MixingMonitor: Sendable {
  /// Bulk effective draws that every reported quantity is to have.
  ///
  /// More than the thousand of the model page: probabilities are then good to 0.013.
  static let requiredESS = 1400.0
  /// Tail effective draws that every reported quantity is to have: a hundred a chain (Vehtari and others 2021).
  static let requiredTailESS = 400.0
  /// Largest rank-normalised split R̂.
  static let largestRHat = 1.01
  /// Bounds beyond which the draws are refused rather than reported.
  static let refusedRHat = 1.1
  static let refusedESS = 200.0
  static let refusedTailESS = 100.0
  private let groups: [LinkedGroup]
  private let effort: DrawEffort

  init(_ groups: [LinkedGroup], effort: DrawEffort = .full) { (self.groups, self.effort) = (groups, effort) }

  /// Whether the draws of group number `number` suffice.
  func isEnough(_ number: Int, _ draws: PosteriorSampler.GroupDraws) -> Bool {
    let worst = self.worst(of: groups[number], draws)
    return worst.leastBulkESS >= effort.requiredESS && worst.leastTailESS >= effort.requiredTailESS
      && worst.worstRHat <= effort.largestRHat
  }

  /// The worst of every group.
  func diagnostics(of draws: [PosteriorSampler.GroupDraws], _ model: AdjustmentModel) -> [GroupDiagnostics] {
    let worst = parallelMap(Array(groups.indices)) { self.worst(of: groups[$0], draws[$0]) }
    return groups.indices.map { number in
      GroupDiagnostics(
        series: model.seriesKeys(of: groups[number]), unknownCount: groups[number].count,
        statementCount: groups[number].observations.count, sweepCount: draws[number].sweepCount, worst: worst[number])
    }
  }

  func worst(of group: LinkedGroup, _ draws: PosteriorSampler.GroupDraws) -> SamplerDiagnostics {
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
    for position in 0..<group.count { judge(draws.values { $0[$0.startIndex + position] }) }
    for pair in group.pairs {
      judge(
        draws.values { draw in
          let (exports, imports) = (draw[draw.startIndex + pair.exports], draw[draw.startIndex + pair.imports])
          return max(exports, imports) + log1p(exp(-abs(exports - imports)))
        })
    }
    return SamplerDiagnostics(
      chainCount: draws.chains.count, drawCount: draws.sweepCount * draws.chains.count,
      worstRHat: worst.rHat, leastBulkESS: worst.bulk, leastTailESS: worst.tail)
  }
}
