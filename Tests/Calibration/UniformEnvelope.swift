import Foundation
import Statistics

/// A band that the whole empirical distribution of uniform values stays inside with a given probability.
///
/// At each of the points `i/cells` the count of values below is binomial; the band is its central interval of one
/// probability 1 − γ, and γ is the largest with which the path of all counts, a Markov chain, stays inside with the
/// probability asked for.
///
/// Source: Säilynoja, Bürkner & Vehtari (2022), "Graphical test for discrete uniformity and its applications in
/// goodness-of-fit evaluation and multiple sample comparison", section 2, algorithm 1.
public struct UniformEnvelope: Sendable {
  /// Number of values.
  public let count: Int
  /// The γ found.
  public let gamma: Double
  /// Probability that the path stays inside: at least the one asked for, as counts are whole.
  public let coverage: Double
  /// Counts allowed at `1/cells`, `2/cells`, … `(cells − 1)/cells`.
  public let limits: [ClosedRange<Int>]

  /// The band for `count` values on `cells` equally likely places.
  ///
  /// Complexity: fifty times cells × (width of the band)².
  public init(count: Int, cells: Int, probability: Double) {
    let tables = CountTables(count: count, cells: cells)
    var (low, high) = (0.0, 1 - probability)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if tables.coverage(tables.limits(gamma: middle)) >= probability { low = middle } else { high = middle }
    }
    (self.count, gamma, limits) = (count, low, tables.limits(gamma: low))
    coverage = tables.coverage(limits)
  }
}

/// Binomial probabilities of the counts.
private struct CountTables {
  private let count: Int
  private let cells: Int
  private let logFactorials: [Double]

  init(count: Int, cells: Int) {
    (self.count, self.cells) = (count, cells)
    var logs = [0.0]
    for number in 0..<count { logs.append(logs[number] + log(Double(number + 1))) }
    logFactorials = logs
  }

  func limits(gamma: Double) -> [ClosedRange<Int>] {
    (1..<cells).map { place in
      let binomial = Binomial(trials: Double(count), success: Double(place) / Double(cells))
      return Int(binomial.quantile(gamma / 2))...Int(binomial.upperQuantile(gamma / 2))
    }
  }

  func coverage(_ limits: [ClosedRange<Int>]) -> Double {
    var (before, reached) = (0...0, [1.0])
    for (step, allowed) in limits.enumerated() {
      // Of the values not yet counted, each falls into the next place with this probability.
      let success = 1 / Double(cells - step)
      reached = allowed.map { after in
        zip(before, reached).reduce(0) { sum, state in
          state.0 > after ? sum : sum + state.1 * binomial(count - state.0, after - state.0, success)
        }
      }
      before = allowed
    }
    return reached.reduce(0, +)
  }

  private func binomial(_ trials: Int, _ successes: Int, _ success: Double) -> Double {
    guard success < 1 else { return trials == successes ? 1 : 0 }
    return exp(
      logFactorials[trials] - logFactorials[successes] - logFactorials[trials - successes]
        + Double(successes) * log(success) + Double(trials - successes) * log1p(-success))
  }
}
