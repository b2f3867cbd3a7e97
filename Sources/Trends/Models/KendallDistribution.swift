/// Kendall's S of a series without trend: concordant minus discordant pairs of years.
///
/// Exact: all orders of the values are equally likely. With `m[1], m[2], …` values tied, the number of orders with so
/// many discordant pairs is a coefficient of the Gaussian multinomial `[n]! / ([m₁]!·[m₂]!·…)`, whole numbers that a
/// double holds up to n = 18. Source: Kendall (1975), chapters 4 and 5; MacMahon (1916) for the multinomial.
struct KendallDistribution {
  /// Pairs that are not tied: the largest S.
  let pairCount: Int
  /// Number of orders with k discordant pairs, k = 0...pairCount.
  private let counts: [Double]
  private let total: Double

  /// Up to this many values the exact distribution is used.
  static let exactLimit = 12

  /// - Parameter tieSizes: sizes of all groups of equal values, those of one included; at most 18 values in all.
  init(tieSizes: [Int]) {
    var polynomial = [1.0]
    var size = 0
    for group in tieSizes {
      // Times the Gaussian binomial of size + group over group, factor by factor: (1 − q^(size+j))/(1 − q^j).
      for j in 1...group {
        polynomial = Self.divided(Self.multiplied(polynomial, by: size + j), by: j)
      }
      size += group
    }
    (counts, pairCount) = (polynomial, polynomial.count - 1)
    total = polynomial.reduce(0, +)
  }

  /// Two-sided p-value: the probability of a |S| at least as large.
  func pValue(_ s: Int) -> Double {
    guard s != 0 else { return 1 }
    return min(1, 2 * upperTail(abs(s)))
  }

  /// Probability of S of at least s.
  func upperTail(_ s: Int) -> Double {
    guard s <= pairCount else { return 0 }
    let mostDiscordant = (pairCount - s) / 2
    return counts[0...min(max(mostDiscordant, 0), pairCount)].reduce(0, +) / total
  }

  /// Times `1 − q^k`.
  private static func multiplied(_ p: [Double], by k: Int) -> [Double] {
    var result = p + [Double](repeating: 0, count: k)
    for i in p.indices { result[i + k] -= p[i] }
    return result
  }

  /// Over `1 − q^k`, without remainder.
  private static func divided(_ p: [Double], by k: Int) -> [Double] {
    var result = p
    for i in stride(from: k, to: p.count, by: 1) { result[i] += result[i - k] }
    return Array(result.dropLast(k))
  }
}
