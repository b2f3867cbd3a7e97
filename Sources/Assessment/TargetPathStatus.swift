/// How a series stands to the path to its target, in the words of Open SDG.
///
/// Eurostat has other words for the same four bands; "achieved" is Open SDG's alone.
public enum TargetPathStatus: String, CaseIterable, Hashable, Sendable {
  /// The last value already meets the goal, whatever the growth.
  case achieved
  /// Growth is at least 95 % of what is required.
  case substantial
  /// Growth is from 60 % to less than 95 % of what is required.
  case moderate
  /// Growth is in the right direction, but less than 60 % of what is required.
  case limited
  /// The series moves away from the goal.
  case deterioration

  /// The status of a ratio of observed to required growth, above 0 in the direction of the goal.
  public init(ratio: Double) {
    self = ratio >= 0.95 ? .substantial : ratio >= 0.6 ? .moderate : ratio >= 0 ? .limited : .deterioration
  }

  /// Eurostat's words for the band; `nil` for an achieved target.
  public var eurostatWords: String? {
    switch self {
    case .achieved: nil
    case .substantial: "significant progress"
    case .moderate: "moderate progress"
    case .limited: "insufficient progress"
    case .deterioration: "movement away"
    }
  }
}
