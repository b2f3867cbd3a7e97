import Foundation
import TradeSeries

/// A statement that the others contradict, and the ones that do.
public struct Conflict: Hashable, Sendable {
  /// Why it counts as a conflict.
  public enum Ground: Hashable, Sendable {
    /// A two-sided row with |z| > 3.
    case improbable
    /// A bound that holds, but so far off that it cannot be what was meant: "over 19 thousand" of 19 million, |z| > 3.
    case boundFarOff
    /// A bound that the others give less than 0.5 %.
    case boundImprobable(probability: Double)
    /// A bound that the adjusted figures violate by more than 0.015 log units.
    case boundViolated(by: Double)
  }

  /// How the statement stands against the others.
  public let residual: ObservationResidual
  /// Why.
  public let ground: Ground
  /// Ids of the statements that pull the other way most, strongest first.
  public let against: [String]
  /// Number of the cluster of conflicts that share statements with each other, from 1: they have one explanation.
  public let cluster: Int
  /// What may have happened behind the cluster, the likeliest first; that nothing did among them.
  public let hypotheses: [SlipHypothesis]
  /// For each slip of the likeliest explanation that may be of this or that figure for all that the others say, the ids
  /// of their statements.
  public let unidentifiable: [[String]]

  /// A conflict of given parts.
  public init(
    residual: ObservationResidual, ground: Ground, against: [String], cluster: Int = 1,
    hypotheses: [SlipHypothesis] = [], unidentifiable: [[String]] = []
  ) {
    (self.residual, self.ground, self.against, self.cluster) = (residual, ground, against, cluster)
    (self.hypotheses, self.unidentifiable) = (hypotheses, unidentifiable)
  }

  /// The likeliest hypothesis and those tied with it.
  public var likeliest: [SlipHypothesis] {
    guard let best = hypotheses.first else { return [] }
    return hypotheses.filter { best.logOdds - $0.logOdds <= log(SlipHypothesis.tie) }
  }

  /// Natural logarithm of the odds of the likeliest hypothesis against the next.
  public var logOdds: Double? {
    hypotheses.count > 1 ? hypotheses[0].logOdds - hypotheses[1].logOdds : nil
  }
}
