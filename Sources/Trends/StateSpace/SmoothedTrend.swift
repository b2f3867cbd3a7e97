/// The states of a structural trend given all observations, at known variances.
public struct SmoothedTrend: Hashable, Sendable {
  /// Level and slope of one year with their covariance.
  public struct State: Hashable, Sendable {
    /// Mean of the level.
    public let level: Double
    /// Mean of the slope: what the level grows by until the next year; 0 for a local level.
    public let slope: Double
    /// Variance of the level.
    public let levelVariance: Double
    /// Variance of the slope.
    public let slopeVariance: Double
  }

  /// One state a year, from the first to the last, years without a value included.
  public let states: [State]
  /// The diffuse log-likelihood: Durbin & Koopman (2012), equation 7.4.
  public let logLikelihood: Double

  /// Filters and smooths; `nil` with fewer values than diffuse states (1 for a local level, 2 for the others).
  ///
  /// - Parameters:
  ///   - values: one a year of the grid, `nil` where there is none; the first one has a value.
  ///   - kind: the model.
  ///   - variances: the variances; those that the model does not have are 0.
  /// - Complexity: O(n).
  public init?(_ values: [Double?], kind: StructuralTrend.Kind, variances: StructuralVariances) {
    let count = values.lazy.filter { $0 != nil }.count
    precondition(values.first.map { $0 != nil } ?? true, "the grid begins with a value")
    guard count >= kind.diffuseCount else { return nil }
    var filter = DiffuseFilter(kind, variances)
    var sums = InnovationSums()
    let steps = values.map { value in
      let step = filter.advance(value)
      sums.add(step)
      return step
    }
    logLikelihood = sums.logLikelihood
    var smoother = DiffuseSmoother()
    states = steps.reversed().map { smoother.state(before: $0) }.reversed()
  }
}
