import TradeTurnover

extension PanelRun.Summary {
  /// How many series have no result, how many lack intervals, and why: a line each, none where nothing lacks.
  var lines: [String] {
    [false, true].compactMap { isOfIntervals in
      let reasons = SeriesLack.allCases.filter { $0.isOfIntervals == isOfIntervals && incomplete[$0] != nil }
      guard !reasons.isEmpty else { return nil }
      let count = reasons.reduce(0) { $0 + (incomplete[$1] ?? 0) }
      let what = isOfIntervals ? "lacking intervals" : "without a result"
      let why = reasons.map { "\(incomplete[$0] ?? 0) \($0.text)" }.joined(separator: ", ")
      return "\(count) of \(seriesCount) series \(what): \(why)"
    }
  }
}

extension SeriesLack {
  /// Why, behind the number of series.
  fileprivate var text: String {
    switch self {
    case .onePeriod: "of a single period"
    case .notPositive: "with a value of zero or below"
    case .gaps: "with more periods missing than values"
    case .beyondNumbers: "with figures beyond all numbers"
    case .intervalsOfFewPeriods: "of fewer than three periods"
    case .intervalsWithoutChange: "without a change"
    case .intervalsOfSeasonAlone: "without a change but its season's"
    case .intervalsBeyondNumbers: "with ends beyond all numbers"
    }
  }
}
