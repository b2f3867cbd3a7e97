/// A test of what a regression takes for granted: a statistic and the probability of a larger one where it holds.
public struct SpecificationTest: Hashable, Sendable {
  /// The law that the statistic follows where the assumption holds, exactly or in large samples.
  public enum Law: Hashable, Sendable {
    /// χ² with degrees of freedom.
    case chiSquared(degreesOfFreedom: Int)
    /// F with degrees of freedom of the numerator and of the denominator.
    case fisherF(numerator: Int, denominator: Int)
  }

  /// The statistic.
  public let statistic: Double
  /// Its law.
  public let law: Law

  init(_ statistic: Double, _ law: Law) { (self.statistic, self.law) = (statistic, law) }

  /// The probability of a statistic at least as large.
  public var pValue: Double {
    switch law {
    case .chiSquared(let freedom): ChiSquared(degreesOfFreedom: Double(freedom)).survival(statistic)
    case .fisherF(let numerator, let denominator):
      FisherF(numeratorDegrees: Double(numerator), denominatorDegrees: Double(denominator)).survival(statistic)
    }
  }
}
