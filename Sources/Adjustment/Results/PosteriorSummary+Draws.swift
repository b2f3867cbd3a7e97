import Foundation
import Statistics

extension PosteriorSummary {
  /// Summary of log draws, chain after chain.
  ///
  /// `nil` without draws.
  init?(logDraws: [Double], _ evaluator: inout ChainDiagnosticsEvaluator) {
    guard let sorted = SortedSample(logDraws) else { return nil }
    func level(_ probability: Double) -> Double { exp(sorted.quantile(probability)) }
    func interval(_ mass: Double) -> ClosedRange<Double> {
      level((1 - mass) / 2)...level((1 + mass) / 2)
    }
    self.init(
      median: level(0.5), sdLog: standardDeviation(logDraws), interval50: interval(0.5),
      interval80: interval(0.8), interval95: interval(0.95),
      effectiveSampleSize: evaluator.evaluate(logDraws).bulkESS ?? Double(logDraws.count))
  }
}
