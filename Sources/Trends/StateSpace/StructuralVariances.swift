/// The variances of a structural trend, log units squared a year.
public struct StructuralVariances: Hashable, Sendable {
  /// Of the irregular: what a value deviates from its level by.
  public let irregular: Double
  /// Of the disturbance of the level.
  public let level: Double
  /// Of the disturbance of the slope.
  public let slope: Double

  /// Variances of given sizes, each finite and at least 0, one of them above 0.
  public init(irregular: Double, level: Double, slope: Double) {
    precondition(
      [irregular, level, slope].allSatisfy { $0 >= 0 && $0.isFinite } && irregular + level + slope > 0,
      "variances \(irregular), \(level), \(slope)")
    (self.irregular, self.level, self.slope) = (irregular, level, slope)
  }

  /// All three multiplied by a positive factor.
  func scaled(by factor: Double) -> StructuralVariances {
    StructuralVariances(irregular: irregular * factor, level: level * factor, slope: slope * factor)
  }
}

/// One of the variances of a structural trend.
public enum StructuralVariance: String, CaseIterable, Hashable, Sendable {
  /// Of the irregular.
  case irregular
  /// Of the level's disturbance.
  case level
  /// Of the slope's disturbance.
  case slope
}
