import TradeSeries

/// How well the posterior draws of one linked group mixed.
public struct GroupDiagnostics: Hashable, Sendable {
  /// The series of the group, sorted.
  public let series: [SeriesKey]
  /// Number of unknowns solved together.
  public let unknownCount: Int
  /// Statements with a row in the group.
  public let statementCount: Int
  /// Sweeps over all unknowns that each chain kept.
  public let sweepCount: Int
  /// The worst over the reported quantities of the group.
  public let worst: SamplerDiagnostics

  /// Diagnostics of given parts.
  public init(
    series: [SeriesKey], unknownCount: Int, statementCount: Int, sweepCount: Int, worst: SamplerDiagnostics
  ) {
    (self.series, self.unknownCount, self.statementCount) = (series, unknownCount, statementCount)
    (self.sweepCount, self.worst) = (sweepCount, worst)
  }
}
