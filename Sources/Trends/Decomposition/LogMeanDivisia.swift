import Foundation

/// The growth of a sum divided among its parts, by logarithmic means: nothing is left over.
///
/// Of V = Σ x[i] from V₀ to V₁: the part i contributes w[i]·ln(x₁[i]/x₀[i]) to ln(V₁/V₀), with the weight
/// w[i] = L(x₁[i], x₀[i])/L(V₁, V₀) and L(a, b) = (a − b)/(ln a − ln b) the logarithmic mean. A part that begins or ends
/// at 0 contributes the limit, x[i]'s change over L(V₁, V₀), which is what the formula gives for every part.
/// Sources: Ang (2004, 2015), "LMDI decomposition approach: a guide for implementation"; Ang & Liu (2007), "Handling
/// zero values in the logarithmic mean Divisia index decomposition approach".
public struct LogMeanDivisia: Hashable, Sendable {
  /// What one part contributes.
  public struct Contribution: Hashable, Sendable {
    /// To the change of the sum, in its unit.
    public let change: Double
    /// To the logarithm of the ratio of the sum after to the sum before.
    public let logGrowth: Double
    /// To the relative change of the sum, as a fraction of the sum before.
    public let growth: Double
  }

  /// One contribution a part.
  public let contributions: [Contribution]
  /// Logarithm of the sum after over the sum before.
  public let logGrowth: Double

  /// Divides the growth.
  ///
  /// - Parameters:
  ///   - before: the parts at the beginning, each finite and at least 0.
  ///   - after: the same parts at the end.
  /// - Throws: ``DecompositionError``. A part that is 0 at one end or both is no error, a sum that is 0 is.
  /// - Complexity: O(n).
  public init(before: [Double], after: [Double]) throws(DecompositionError) {
    precondition(before.count == after.count, "\(before.count) parts before and \(after.count) after")
    guard !before.isEmpty else { throw .noParts }
    for values in [before, after] {
      if let part = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .notAnAmount(part: part) }
    }
    // A power of two changes no digit, and keeps sums of the largest numbers finite.
    let top = max(before.max() ?? 1, after.max() ?? 1)
    guard top > 0 else { throw .zeroSum }
    let scale = Double(sign: .plus, exponent: max(-1000, min(1000, -top.exponent)), significand: 1)
    let (sum, last) = (before.reduce(0) { $0 + scale * $1 }, after.reduce(0) { $0 + scale * $1 })
    guard sum > 0, last > 0 else { throw .zeroSum }
    let mean = Self.logarithmicMean(last, sum)
    logGrowth = log(last / sum)
    contributions = zip(before, after).map { before, after in
      let change = scale * after - scale * before
      return Contribution(change: after - before, logGrowth: change / mean, growth: change / sum)
    }
    guard logGrowth.isFinite, contributions.allSatisfy({ $0.logGrowth.isFinite && $0.growth.isFinite }) else {
      throw .growthOutOfRange
    }
  }

  /// (a − b)/(ln a − ln b), a when they are equal, 0 when one of them is 0.
  ///
  /// Near equality the quotient of two small differences is a/b's logarithm by `log1p`, to full digits.
  public static func logarithmicMean(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return 0 }
    guard a != b else { return a }
    let ratio = a / b
    let logarithm = ratio > 0.5 && ratio < 2 ? log1p((a - b) / b) : log(a) - log(b)
    return (a - b) / logarithm
  }
}
