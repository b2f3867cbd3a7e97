import Foundation
import Statistics

/// Kendall's S of values in the order of time, with its variance under no trend.
struct KendallScore {
  /// Concordant minus discordant pairs.
  let s: Int
  /// Sizes of the groups of equal values.
  let tieSizes: [Int]
  /// Number of values.
  let count: Int

  /// - Complexity: O(n²).
  init(_ values: [Double]) {
    var s = 0
    for i in values.indices {
      for j in values.indices[(i + 1)...] { s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0 }
    }
    self.s = s
    count = values.count
    tieSizes = Dictionary(grouping: values, by: { $0 }).values.map(\.count).sorted()
  }

  /// Variance of S with independent values, corrected for ties.
  var variance: Double {
    func term(_ k: Int) -> Double { Double(k) * Double(k - 1) * Double(2 * k + 5) }
    return (term(count) - tieSizes.reduce(0) { $0 + term($1) }) / 18
  }

  /// Two-sided p-value: exact up to twelve values, else by the normal distribution with continuity correction.
  var pValue: Double {
    guard count > KendallDistribution.exactLimit else { return KendallDistribution(tieSizes: tieSizes).pValue(s) }
    return pValue(variance: variance)
  }

  /// Two-sided p-value by the normal distribution with continuity correction; 1 where all values are equal.
  func pValue(variance: Double) -> Double {
    guard s != 0, variance > 0 else { return 1 }
    return min(1, 2 * StandardNormal().survival(Double(abs(s) - 1) / variance.squareRoot()))
  }
}
