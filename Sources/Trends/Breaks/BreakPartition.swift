/// A division of observations into segments with their own coefficients.
public struct BreakPartition: Hashable, Sendable {
  /// Number of observations.
  public let count: Int
  /// For each break the number of observations before it, ascending.
  public let breaks: [Int]
  /// Residual sum of squares, all segments together.
  public let squares: Double

  /// The segments, as ranges of observations.
  public var segments: [Range<Int>] {
    let ends = breaks + [count]
    return zip([0] + breaks, ends).map { $0..<$1 }
  }
}
