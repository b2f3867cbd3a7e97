/// How concentrated a sum is in few of its parts.
public struct Concentration: Hashable, Sendable {
  /// Herfindahl's index: the sum of squared shares, from 1/n to 1.
  public let herfindahl: Double
  /// (H − 1/n)/(1 − 1/n), from 0 for equal parts to 1 for one part alone; `nil` of a single part.
  public let normalised: Double?

  /// The number of equal parts that would be as concentrated, 1/H.
  public var effectiveNumber: Double { 1 / herfindahl }

  /// Of parts that are finite and at least 0.
  ///
  /// - Throws: `.noParts`, `.notAnAmount`, `.zeroSum`.
  public init(_ parts: [Double]) throws(DecompositionError) {
    guard let top = parts.max() else { throw .noParts }
    if let part = parts.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .notAnAmount(part: part) }
    guard top > 0 else { throw .zeroSum }
    let sum = parts.reduce(0) { $0 + $1 / top }
    herfindahl = parts.reduce(0) { $0 + ($1 / top / sum) * ($1 / top / sum) }
    let count = Double(parts.count)
    normalised = count > 1 ? max(0, (herfindahl - 1 / count) / (1 - 1 / count)) : nil
  }
}
