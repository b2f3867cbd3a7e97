#if canImport(Glibc)
  import Glibc
#endif

/// A sample in ascending order, and its quantiles.
public struct SortedSample: Hashable, Sendable {
  /// The values, ascending.
  public let values: [Double]

  /// Sorts finite values; `nil` when there is none or one is NaN or infinite.
  ///
  /// - Complexity: O(n log n).
  public init?(_ values: consuming [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    values.sort()
    self.values = values
  }

  /// The sample quantile of type 7 of Hyndman & Fan (1996): linear between order statistics.
  ///
  /// The probability is within 0...1; 0 gives the least value, 1 the greatest.
  public func quantile(_ probability: Double) -> Double {
    values.withUnsafeBufferPointer { Self.quantile(probability, ofSorted: $0) }
  }

  /// The middle value, or the mean of the two middle ones.
  public var median: Double { quantile(0.5) }

  /// The sample quantile of type 7 of values that the caller has sorted; there is at least one.
  public static func quantile(_ probability: Double, ofSorted values: UnsafeBufferPointer<Double>) -> Double {
    precondition(!values.isEmpty && (0...1).contains(probability), "quantile \(probability) of \(values.count) values")
    let position = probability * Double(values.count - 1)
    let below = Int(position)
    let fraction = position - Double(below)
    guard fraction > 0 else { return values[below] }
    return values[below] + fraction * (values[below + 1] - values[below])
  }
}
