/// An estimate of one unit of many, such as the log growth of one partner.
public struct UnitEstimate: Hashable, Sendable {
  /// The estimate.
  public let value: Double
  /// Its sampling variance, taken as known.
  public let variance: Double

  /// An estimate of given parts.
  public init(value: Double, variance: Double) { (self.value, self.variance) = (value, variance) }
}

extension [UnitEstimate] {
  /// Checks that there are two or more units with finite values and variances above 0.
  func checked() throws(PoolingError) -> [UnitEstimate] {
    guard count >= 2 else { throw .tooFewUnits(count: count, required: 2) }
    if let bad = firstIndex(where: { !($0.value.isFinite && $0.variance > 0 && $0.variance.isFinite) }) {
      throw .unusableUnit(bad)
    }
    return self
  }

  /// The weighted mean for a variance between units, its variance, and Cochran's sum of squares about it.
  func weightedMean(between variance: Double) -> (mean: Double, variance: Double, squares: Double) {
    var (weights, sum) = (0.0, 0.0)
    for unit in self {
      let weight = 1 / (unit.variance + variance)
      weights += weight
      sum += weight * unit.value
    }
    let mean = sum / weights
    let squares = reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) / ($1.variance + variance) }
    return (mean, 1 / weights, squares)
  }

  /// The variance between units at which ``weightedMean(between:)`` has a given sum of squares; 0 when it never has as
  /// much.
  ///
  /// The sum of squares falls as the variance rises, so bisection between bounds finds the one root.
  func varianceBetween(squares target: Double) -> Double {
    guard weightedMean(between: 0).squares > target else { return 0 }
    var (low, high) = (0.0, map(\.variance).max() ?? 1)
    while weightedMean(between: high).squares > target {
      (low, high) = (high, 2 * high)
      guard high.isFinite else { return low }
    }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if weightedMean(between: middle).squares > target { low = middle } else { high = middle }
    }
  }
}
