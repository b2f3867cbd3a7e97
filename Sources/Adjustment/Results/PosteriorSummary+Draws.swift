import Foundation
import Statistics

extension PosteriorSummary {
  /// Summary of log draws, chain after chain.
  ///
  /// `nil` without draws or where one is not finite.
  init?(logDraws: [Double], _ evaluator: inout ChainDiagnosticsEvaluator) {
    guard !logDraws.isEmpty, logDraws.allSatisfy(\.isFinite) else { return nil }
    let masses: [Double] = [0.5, 0.8, 0.95]
    let ends: [Double] = masses.flatMap { mass in [(1 - mass) / 2, (1 + mass) / 2] }
    let (quantiles, bulkESS) = evaluator.summarize(logDraws, quantiles: [0.5] + ends)
    let levels = quantiles.map { exp($0) }
    self.init(
      median: levels[0], sdLog: standardDeviation(logDraws), interval50: levels[1]...levels[2],
      interval80: levels[3]...levels[4], interval95: levels[5]...levels[6],
      effectiveSampleSize: bulkESS ?? Double(logDraws.count))
  }
}
