import Statistics

/// Simulated p-values of the break tests: the regressors stay, the response is independent normal noise.
///
/// The statistics do not depend on coefficients or variance, so under independent normal errors the p-values of no
/// break are exact in any sample, however short, and with any regressors, trends included, but for the number of
/// draws. Given l breaks their dates are held at the estimates. A p-value is (1 + draws at or above the
/// statistic)/(1 + draws). Sources: Hansen (2000), "Testing for structural change in conditional models" (fixed
/// regressors); Dufour (2006), "Monte Carlo tests with nuisance parameters".
public struct BreakSimulation: Hashable, Sendable {
  /// Of sup F(m), m = 1, 2, …; `nil` where there is no statistic.
  public let supF: [Double?]
  /// Of UD max.
  public let udMax: Double?
  /// Of sup F(l + 1 | l), l = 0, 1, …; `nil` where there is no statistic.
  public let sequentialF: [Double?]
  /// Of the CUSUM statistic.
  public let cumulativeSum: Double?
}

extension BreakAnalysis {
  /// Simulates the statistics of a response without breaks, and with as many as found for the sequential tests.
  ///
  /// - Parameters:
  ///   - draws: number of responses simulated.
  ///   - seed: seed; draw k is made by stream k, so the order of work does not matter.
  /// - Returns: the p-values of the statistics of this analysis.
  /// - Complexity: O(draws·n²·(q + mostBreaks)).
  public func simulate(draws: Int = 999, seed: UInt64) -> BreakSimulation {
    let numbers = Array(1...mostBreaks)
    let found = numbers.map(supF)
    let (maximum, cumulative) = (udMax, cumulativeSumTest?.statistic)
    let sequential = (0...mostBreaks).map { sequentialF(given: $0) }
    var above = [Int](repeating: 0, count: numbers.count)
    var aboveSequential = [Int](repeating: 0, count: sequential.count)
    var (aboveMaximum, aboveCumulative) = (0, 0)
    for draw in 0..<draws {
      var generator = PhiloxGenerator(seed: seed, stream: UInt64(draw))
      let noise = (0..<count).map { _ in generator.normal() }
      let squares = rotations.squares(noise)
      let statistics = BreakStatistics(
        squares: squares, partitions: squares.bestPartitions(minimum: minimalSegment, most: mostBreaks), width: width,
        minimalSegment: minimalSegment, rounding: 0)
      func reaches(_ value: Double?, _ simulated: Double?) -> Int { (simulated ?? 0) >= (value ?? .nan) ? 1 : 0 }
      for (place, number) in numbers.enumerated() { above[place] += reaches(found[place], statistics.supF(number)) }
      aboveMaximum += reaches(maximum, statistics.udMax)
      for (place, partition) in partitions.enumerated() {
        let held = BreakPartition(
          count: count, breaks: partition.breaks, squares: partition.segments.reduce(0) { $0 + squares[$1] })
        aboveSequential[place] += reaches(sequential[place], statistics.sequentialF(held))
      }
      let walk = CumulativeSumTest.path(of: rotations.recursiveResiduals(noise), rounding: 0)
      aboveCumulative += reaches(cumulative, walk?.statistic)
    }
    func probability(_ statistic: Double?, _ above: Int) -> Double? {
      statistic.map { _ in Double(above + 1) / Double(draws + 1) }
    }
    return BreakSimulation(
      supF: zip(found, above).map(probability), udMax: probability(maximum, aboveMaximum),
      sequentialF: zip(sequential, aboveSequential).map(probability),
      cumulativeSum: probability(cumulative, aboveCumulative))
  }
}
