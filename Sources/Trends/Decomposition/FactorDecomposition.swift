import Foundation

/// The growth of a sum of products divided among the factors, by logarithmic means (LMDI-I).
///
/// Of V = Σᵢ Πₖ x[k][i]: factor k contributes Σᵢ L(V₁[i], V₀[i])·ln(x₁[k][i]/x₀[k][i]) to V₁ − V₀. Where a factor is 0 at
/// one end, the limits of Ang & Liu (2007): a factor that comes from or goes to 0 bears the change of its term alone,
/// several such factors in equal parts. Source: Ang (2005), "The LMDI approach to decomposition analysis".
public struct FactorDecomposition: Hashable, Sendable {
  /// The contribution of each factor to V₁ − V₀.
  public let contributions: [Double]
  /// The contribution of each factor to ln(V₁/V₀).
  public let logContributions: [Double]

  /// Divides the growth.
  ///
  /// - Parameters:
  ///   - before: for each factor its values in all terms, finite and at least 0.
  ///   - after: the same at the end.
  /// - Throws: ``DecompositionError``; `.notAnAmount` names the term.
  public init(before: [[Double]], after: [[Double]]) throws(DecompositionError) {
    guard let terms = before.first?.count, terms > 0 else { throw .noParts }
    precondition(
      before.count == after.count && (before + after).allSatisfy { $0.count == terms }, "factors of different shapes")
    for values in before + after {
      if let term = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .notAnAmount(part: term) }
    }
    func products(_ factors: [[Double]]) -> [Double] {
      (0..<terms).map { term in factors.reduce(1) { $0 * $1[term] } }
    }
    let (first, last) = (products(before), products(after))
    let whole = try LogMeanDivisia(before: first, after: last)
    var sums = [Double](repeating: 0, count: before.count)
    for term in 0..<terms where first[term] != last[term] {
      let vanishing = before.indices.filter { (before[$0][term] == 0) != (after[$0][term] == 0) }
      let change = last[term] - first[term]
      if !vanishing.isEmpty {
        for factor in vanishing { sums[factor] += change / Double(vanishing.count) }
      } else {
        let mean = LogMeanDivisia.logarithmicMean(last[term], first[term])
        for factor in before.indices { sums[factor] += mean * log(after[factor][term] / before[factor][term]) }
      }
    }
    contributions = sums
    let total = LogMeanDivisia.logarithmicMean(last.reduce(0, +), first.reduce(0, +))
    logContributions = sums.map { $0 / total }
    guard whole.logGrowth.isFinite, logContributions.allSatisfy(\.isFinite) else { throw .growthOutOfRange }
  }
}
