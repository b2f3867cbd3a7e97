/// Mean, standard deviation and first autocorrelation of a sample, to the last digit that its values carry.
///
/// Two passes with sums as if in twice the working precision. Source: Chan, Golub & LeVeque (1983), "Algorithms for
/// computing the sample variance", and `CompensatedSum`.
public struct SampleMoments: Hashable, Sendable {
  /// Number of values.
  public let count: Int
  /// The mean.
  public let mean: Double
  /// The standard deviation with the divisor count − 1; `nil` for one value.
  public let standardDeviation: Double?
  /// Σ(xₜ − m)(xₜ₋₁ − m)/Σ(xₜ − m)²; `nil` where all values are equal.
  public let autocorrelation: Double?

  /// Of finite values in order of time; `nil` when there is none, one is not finite, or the result is beyond the range.
  ///
  /// - Complexity: O(n).
  public init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    let scale = scaleToOne(values)
    var (sum, correction) = (CompensatedSum(), CompensatedSum())
    for value in values { sum.add(value * scale) }
    let center = sum.value / Double(values.count)
    // The rounding of the mean itself, which counts where the values differ in their last digits only.
    for value in values {
      correction.add(value * scale)
      correction.add(-center)
    }
    let rest = correction.value / Double(values.count)
    let deviations = values.map { ($0 * scale - center) - rest }
    var (squares, products) = (CompensatedSum(), CompensatedSum())
    for (k, deviation) in deviations.enumerated() {
      squares.add(deviation, times: deviation)
      if k > 0 { products.add(deviation, times: deviations[k - 1]) }
    }
    count = values.count
    mean = (center + rest) / scale
    let isConstant = values.allSatisfy { $0 == values[0] }
    standardDeviation =
      count == 1 ? nil : isConstant ? 0 : (squares.value / Double(count - 1)).squareRoot() / scale
    autocorrelation = isConstant || squares.value == 0 ? nil : products.value / squares.value
    guard mean.isFinite, standardDeviation?.isFinite ?? true else { return nil }
  }
}
