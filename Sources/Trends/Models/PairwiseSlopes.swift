import Foundation
import Statistics

/// The slopes between all pairs of years, in ascending order: what Theil's and Sen's estimates are made of.
struct PairwiseSlopes {
  /// n(n − 1)/2 slopes, ascending.
  let slopes: [Double]
  private let count: Int
  private let tieSizes: [Int]

  /// So many values have two million slopes.
  static let countLimit = 2000

  /// - Throws: `.tooShort` below two values, `.tooLong` above `countLimit`.
  init(years: [Double], values: [Double]) throws(TrendError) {
    guard values.count >= 2 else { throw .tooShort(count: values.count, required: 2) }
    guard values.count <= Self.countLimit else { throw .tooLong(count: values.count, limit: Self.countLimit) }
    var slopes: [Double] = []
    slopes.reserveCapacity(values.count * (values.count - 1) / 2)
    for i in values.indices {
      for j in values.indices[(i + 1)...] { slopes.append((values[j] - values[i]) / (years[j] - years[i])) }
    }
    slopes.sort()
    (self.slopes, count) = (slopes, values.count)
    tieSizes = Dictionary(grouping: values, by: { $0 }).values.map(\.count).sorted()
  }

  /// The middle slope, or the mean of the two middle ones.
  var median: Double {
    let middle = slopes.count / 2
    return slopes.count % 2 == 1 ? slopes[middle] : slopes[middle - 1] / 2 + slopes[middle] / 2
  }

  /// Sen's interval of a probability mass: from rank to rank of the slopes.
  ///
  /// Up to twelve values by the exact distribution of Kendall's S without ties (Hollander & Wolfe 1999, section 9.3):
  /// the interval covers with at least its mass, and is `nil` where so few values cannot. Above, by the normal
  /// approximation with the variance corrected for ties (Sen 1968, equation 2.6), ranks rounded as SciPy does.
  func interval(_ mass: Double) -> ClosedRange<Double>? {
    let tail = (1 - mass) / 2
    let pairs = slopes.count
    guard count > KendallDistribution.exactLimit else {
      let distribution = KendallDistribution(tieSizes: [Int](repeating: 1, count: count))
      let scores = stride(from: pairs % 2, through: pairs, by: 2)
      guard let critical = scores.first(where: { distribution.upperTail($0) <= tail }) else { return nil }
      let rank = (pairs - critical + 2) / 2
      return rank <= pairs / 2 + pairs % 2 ? slopes[rank - 1]...slopes[pairs - rank] : nil
    }
    func term(_ k: Int) -> Double { Double(k) * Double(k - 1) * Double(2 * k + 5) }
    let sigma = ((term(count) - tieSizes.reduce(0) { $0 + term($1) }) / 18).squareRoot()
    let reach = StandardNormal().upperQuantile(tail) * sigma
    let upper = min(Int(((Double(pairs) + reach) / 2).rounded(.toNearestOrEven)), pairs - 1)
    let lower = max(Int(((Double(pairs) - reach) / 2).rounded(.toNearestOrEven)) - 1, 0)
    return slopes[lower]...slopes[upper]
  }
}
