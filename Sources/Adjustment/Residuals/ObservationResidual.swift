import TradeSeries

/// How one statement stands against all the others.
public struct ObservationResidual: Hashable, Sendable {
  /// Id of the statement.
  public let statement: String
  /// Its series.
  public let series: SeriesKey
  /// Stated minus adjusted, log units.
  public let residual: Double
  /// Redundancy number: 0 nothing else checks it, 1 fully controlled by the others.
  public let redundancy: Double
  /// Leave-one-out predictive z-score; `nil` when nothing else checks it.
  public let z: Double?
  /// What the others predict for the stated quantity (level in the unit of account, ratio or fraction).
  public let predicted: Double?
  /// What was stated, on the same scale.
  public let stated: Double
  /// Unit of ``stated``; `nil` for a ratio or share.
  public let unit: UnitOfMeasure?
  /// Of a sided statement, the probability that its bound holds under all the others; else `nil`.
  public let boundProbability: Double?

  /// A residual of given parts.
  public init(
    statement: String, series: SeriesKey, residual: Double, redundancy: Double, z: Double?, predicted: Double?,
    stated: Double, unit: UnitOfMeasure?, boundProbability: Double? = nil
  ) {
    (self.statement, self.series, self.residual, self.redundancy) = (statement, series, residual, redundancy)
    (self.z, self.predicted, self.stated, self.unit) = (z, predicted, stated, unit)
    self.boundProbability = boundProbability
  }
}
