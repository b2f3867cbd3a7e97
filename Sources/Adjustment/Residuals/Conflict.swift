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
  /// What may have gone wrong with it or with those against it, the likeliest first.
  ///
  /// Only what is likelier than that all are right; empty where nothing is, or where without one of them nothing is
  /// known of its quantity.
  public let hypotheses: [SlipHypothesis]
  /// Ids of statements of which any may be the wrong one for all that the others say, two at least, or none.
  public let unidentifiable: [String]

  /// A conflict of given parts.
  public init(
    residual: ObservationResidual, ground: Ground, against: [String], hypotheses: [SlipHypothesis] = [],
    unidentifiable: [String] = []
  ) {
    (self.residual, self.ground, self.against) = (residual, ground, against)
    (self.hypotheses, self.unidentifiable) = (hypotheses, unidentifiable)
  }

  /// The likeliest hypothesis and those tied with it.
  public var likeliest: [SlipHypothesis] {
    guard let best = hypotheses.first else { return [] }
    return hypotheses.filter { best.logOdds - $0.logOdds <= log(SlipHypothesis.tie) }
  }
}
