/// Why Eurostat's indicator does not apply to a target.
public enum TargetPathExclusion: String, Error, CaseIterable, Hashable, Sendable {
  /// No deadline was named, so that no growth is required.
  case openDeadline = "open_deadline"
  /// The goal is for a part of a year, or for a stock.
  case notYearly = "not_yearly"
  /// The level of the series, or of the goal, is not identified.
  case levelNotIdentified = "level_not_identified"
  /// The first stated year is the deadline's or a later one.
  case baseNotBeforeDeadline = "base_not_before_deadline"
  /// No complete year from a stated one on to the deadline, or only one: there is no growth to observe.
  case tooFewYears = "too_few_years"
  /// A yearly growth is beyond the range of a double.
  case growthOutOfRange = "growth_out_of_range"
}
