/// What can be said of a target.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
  /// The deadline's period is complete and p ≥ 0.95.
  case met
  /// The reporter's figures are unknown, but an origin's own figures already pass the level.
  case metByOrigin(String)
  /// Complete, 0.5 ≤ p < 0.95.
  case likelyMet
  /// Complete, 0.05 < p < 0.5.
  case likelyMissed
  /// Complete, p ≤ 0.05.
  case missed
  /// Not complete, p ≥ 0.80.
  case onTrack
  /// Not complete, 0.20 ≤ p < 0.80.
  case uncertain
  /// Not complete, p < 0.20.
  case offTrack
  /// The level is not identified, for a reason.
  case notIdentified(NotIdentifiedReason)

  /// The words of the contract.
  public var description: String {
    switch self {
    case .met: "met"
    case .metByOrigin(let origin): "met by \(origin)'s statistics"
    case .likelyMet: "likely met"
    case .likelyMissed: "likely missed"
    case .missed: "missed"
    case .onTrack: "on track"
    case .uncertain: "uncertain"
    case .offTrack: "off track"
    case .notIdentified: "not identified"
    }
  }
}

extension Verdict {
  /// Probability from which a thing is said to be so.
  static let firm = 0.95

  /// The verdict of the model page's table for a probability.
  ///
  /// - Parameters:
  ///   - p: probability that the target is met.
  ///   - isComplete: whether the deadline's period is over on the as-of date.
  public init(probability p: Double, isComplete: Bool) {
    if isComplete {
      self = p >= Self.firm ? .met : p >= 0.5 ? .likelyMet : p > 1 - Self.firm ? .likelyMissed : .missed
    } else {
      self = p >= 0.8 ? .onTrack : p >= 0.2 ? .uncertain : .offTrack
    }
  }
}

/// Why no probability can be given for a target.
public enum NotIdentifiedReason: Error, Hashable, Sendable {
  /// No dated statement speaks of the series.
  case noStatements
  /// Statements speak of growth or shares only, never of a level.
  case noLevel
  /// The goal is in a currency for which the ledger has no rate.
  case noRate
  /// The deadline's period, or the base of a multiple, is not among the adjusted ones.
  case baseUnknown
}
