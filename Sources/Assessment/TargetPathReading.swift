/// Eurostat's indicator of one target beside the assessment by the posterior.
public struct TargetPathReading: Hashable, Sendable {
  /// The target held against the posterior.
  public let assessment: TargetAssessment
  /// The indicator, or why it does not apply.
  public let outcome: Result<TargetPathMeasure, TargetPathExclusion>

  /// A reading of given parts.
  public init(assessment: TargetAssessment, outcome: Result<TargetPathMeasure, TargetPathExclusion>) {
    (self.assessment, self.outcome) = (assessment, outcome)
  }

  /// The indicator, if it applies.
  public var measure: TargetPathMeasure? { try? outcome.get() }

  /// Why the indicator does not apply; `nil` when it does.
  public var exclusion: TargetPathExclusion? {
    if case .failure(let reason) = outcome { reason } else { nil }
  }
}
