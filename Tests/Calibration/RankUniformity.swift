import Foundation
import Statistics

/// Whether ranks among `drawCount` draws are uniform on `0...drawCount`.
public struct RankUniformity: Sendable {
  /// The ranks.
  public let ranks: [Int]
  /// Draws that each truth was ranked among.
  public let drawCount: Int

  /// Ranks to judge.
  public init(ranks: [Int], drawCount: Int) { (self.ranks, self.drawCount) = (ranks, drawCount) }

  /// How many ranks fall into each of equally wide bins; `count` divides `drawCount + 1`.
  public func histogram(bins count: Int) -> [Int] {
    var bins = [Int](repeating: 0, count: count)
    for rank in ranks { bins[rank * count / (drawCount + 1)] += 1 }
    return bins
  }

  /// What one of equally wide bins of so many ranks holds with a probability.
  public static func binLimits(count: Int, bins: Int, probability: Double) -> ClosedRange<Int> {
    let binomial = Binomial(trials: Double(count), success: 1 / Double(bins))
    let tail = (1 - probability) / 2
    return Int(binomial.quantile(tail))...Int(binomial.upperQuantile(tail))
  }

  /// Pearson's χ² of the histogram and the probability of a larger one.
  public func chiSquared(bins count: Int) -> (statistic: Double, probability: Double) {
    let expected = Double(ranks.count) / Double(count)
    let statistic = histogram(bins: count).reduce(0.0) { sum, bin in
      sum + (Double(bin) - expected) * (Double(bin) - expected) / expected
    }
    return (statistic, ChiSquared(degreesOfFreedom: Double(count - 1)).survival(statistic))
  }

  /// How many ranks are below 1, 2, … `drawCount`.
  public var cumulativeCounts: [Int] {
    var counts = [Int](repeating: 0, count: drawCount + 1)
    for rank in ranks { counts[rank] += 1 }
    var sum = 0
    return counts.dropLast().map { count in
      sum += count
      return sum
    }
  }

  /// Where the cumulative counts leave an envelope made for as many ranks and draws.
  public func escapes(from envelope: UniformEnvelope) -> [Int] {
    zip(cumulativeCounts, envelope.limits).enumerated().compactMap { $1.1.contains($1.0) ? nil : $0 + 1 }
  }
}
