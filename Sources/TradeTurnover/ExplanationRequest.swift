import TradeSeries

/// What a user asks to have explained.
public enum ExplanationRequest: Hashable, Sendable {
  /// A figure: series, in any form of ``SeriesSearch``, and period.
  case figure(series: String, ReferencePeriod)
  /// The growth of a figure against the same period of the year before.
  case growth(series: String, ReferencePeriod)
  /// The probability of a target, by its id.
  case target(String)
}

/// Why there is nothing to explain.
public enum ExplanationError: Error, Hashable, Sendable {
  /// No series goes by this name; the nearest ones.
  case unknownSeries(String, nearest: [SeriesKey])
  /// Several series go by this name.
  case ambiguousSeries(String, [SeriesKey])
  /// No target has this id; the nearest ones.
  case unknownTarget(String, nearest: [String])
  /// The period is not among the adjusted ones; those are.
  case unknownPeriod(SeriesKey, ReferencePeriod, known: [ReferencePeriod])
  /// Statements tie the growth of the series down, not its level.
  case notIdentified(SeriesKey)
  /// Nothing that was stated ties the target's quantity down.
  case targetNotIdentified(String)
  /// There is no analysis.
  case analysis(AnalysisError)
}
