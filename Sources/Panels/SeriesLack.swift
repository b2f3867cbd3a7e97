/// What a model could not say of a series, and why.
public enum SeriesLack: Hashable, CaseIterable, Sendable {
  /// No result: there is one period only.
  case onePeriod
  /// No result: a value is zero or below.
  case notPositive
  /// No result: more periods are missing between the first and the last than there are values.
  case gaps
  /// No result: it would be beyond all numbers.
  case beyondNumbers
  /// No intervals: from the first period to the last are fewer than three.
  case intervalsOfFewPeriods
  /// No intervals: the series does not change.
  case intervalsWithoutChange
  /// No intervals: every season is as the one before.
  case intervalsOfSeasonAlone
  /// No interval of some period, or none: its ends would be beyond all numbers.
  case intervalsBeyondNumbers

  /// Whether the series has a result, and only its intervals are missing.
  public var isOfIntervals: Bool {
    switch self {
    case .onePeriod, .notPositive, .gaps, .beyondNumbers: false
    case .intervalsOfFewPeriods, .intervalsWithoutChange, .intervalsOfSeasonAlone, .intervalsBeyondNumbers: true
    }
  }
}
