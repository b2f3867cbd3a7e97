import TradeSeries

/// A statement that the others contradict, and the ones that do.
public struct Conflict: Hashable, Sendable {
  /// Why it counts as a conflict.
  public enum Ground: Hashable, Sendable {
    /// A two-sided row with |z| > 3.
    case improbable
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

  /// A conflict of given parts.
  public init(residual: ObservationResidual, ground: Ground, against: [String]) {
    (self.residual, self.ground, self.against) = (residual, ground, against)
  }
}
