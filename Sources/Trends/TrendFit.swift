/// A fitted trend: its row of `trends.csv` and its path through the years.
public struct TrendFit: Hashable, Sendable {
  /// The growth with its error.
  public let estimate: TrendEstimate
  /// The trend's level by year, in the years that the model has one for; a level that is no finite number above the
  /// smallest one is left out.
  public let path: [TrendPoint]

  /// A fit of given parts.
  public init(estimate: TrendEstimate, path: [TrendPoint]) { (self.estimate, self.path) = (estimate, path) }
}
