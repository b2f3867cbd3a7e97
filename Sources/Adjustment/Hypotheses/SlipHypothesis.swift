/// One statement read in another way, and how much better it then agrees with all the others.
public struct SlipHypothesis: Hashable, Sendable {
  /// Id of the statement.
  public let statement: String
  /// What may have gone wrong with it.
  public let slip: Slip
  /// Natural logarithm of the odds of this slip against every statement as stated, both equally likely beforehand.
  public let logOdds: Double

  /// A hypothesis of given parts.
  public init(statement: String, slip: Slip, logOdds: Double) {
    (self.statement, self.slip, self.logOdds) = (statement, slip, logOdds)
  }

  /// Factor of odds below which two hypotheses are tied.
  public static let tie = 3.0
}
