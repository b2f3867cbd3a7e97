import Foundation

/// What may have happened behind a conflict: slips of some figures, or none.
public struct SlipHypothesis: Hashable, Sendable {
  /// A figure that slipped.
  public struct Part: Hashable, Sendable {
    /// Ids of the statements that state the figure, the one that states it most exactly first.
    public let statements: [String]
    /// What may have gone wrong with it.
    public let slip: Slip

    /// A slip of the figure of some statements.
    public init(statements: [String], slip: Slip) { (self.statements, self.slip) = (statements, slip) }
  }

  /// The slips; without any, nothing slipped and the conflict is chance.
  public let parts: [Part]
  /// Natural logarithm of its odds against that nothing slipped.
  public let logOdds: Double

  /// A hypothesis of given parts.
  public init(parts: [Part], logOdds: Double) { (self.parts, self.logOdds) = (parts, logOdds) }

  /// One slip of one statement.
  public init(statement: String, slip: Slip, logOdds: Double) {
    self.init(parts: [Part(statements: [statement], slip: slip)], logOdds: logOdds)
  }

  /// That nothing slipped.
  public static let nothing = SlipHypothesis(parts: [], logOdds: 0)

  /// Factor of odds below which two hypotheses are tied.
  public static let tie = 3.0
  /// Factor of odds from which a named slip tells apart what nothing else does (Kass & Raftery 1995: strong).
  static let strong = 20.0
  /// Probability of a slip before anything is held against it.
  ///
  /// With it, a slip that explains a deviation of 3σ wholly is about as likely as chance: conflicts begin there.
  public static let slipProbability = 0.01
  /// Probability that a source that states a wrong figure of another one has copied it.
  ///
  /// A source that repeats itself has.
  public static let copyProbability = 0.5

  /// The figures and slips, as `s1=thousandfold`, to order and to find hypotheses by.
  var key: [String] { parts.map { $0.statements.joined(separator: "&") + "=" + $0.slip.code } }
}
