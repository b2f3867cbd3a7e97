import Statistics
import TradeSeries

/// Whether the rows of some series contradict each other more, all together, than their σ allow.
///
/// The weighted sum of squares at the mode, `Σ (residual/σ)²`, over the two-sided statements and the rows of belief but
/// the diffuse one of each series, against χ² with the sum of these rows' redundancies as degrees of freedom. Without
/// walls and bounds that is exact: the redundancies of all rows add up to their number less that of the unknowns.
/// Sided statements have no part in the sum, since the square of a half-normal is none of χ²; a wall that holds a value
/// away from where it would be takes as much redundancy from the other rows as it carries information.
public struct GlobalTest: Hashable, Sendable {
  /// The linked series, sorted.
  public let series: [SeriesKey]
  /// Number of statements on them.
  public let statementCount: Int
  /// Weighted sum of squares.
  public let statistic: Double
  /// Sum of the redundancies, not a whole number where walls or bounds carry information.
  public let degreesOfFreedom: Double

  /// A test of given parts.
  public init(series: [SeriesKey], statementCount: Int, statistic: Double, degreesOfFreedom: Double) {
    (self.series, self.statementCount) = (series, statementCount)
    (self.statistic, self.degreesOfFreedom) = (statistic, degreesOfFreedom)
  }

  /// Probability of a sum at least as large if all σ are right; `nil` where nothing checks anything.
  public var probability: Double? {
    guard degreesOfFreedom >= Self.leastRedundancy else { return nil }
    return ChiSquared(degreesOfFreedom: degreesOfFreedom).survival(statistic)
  }

  /// Redundancy in all from which a sum of squares says something.
  private static let leastRedundancy = 0.05

  /// The test of several linked groups together.
  public static func combined(_ tests: [GlobalTest]) -> GlobalTest {
    GlobalTest(
      series: Set(tests.flatMap(\.series)).sorted(), statementCount: tests.reduce(0) { $0 + $1.statementCount },
      statistic: tests.reduce(0) { $0 + $1.statistic },
      degreesOfFreedom: tests.reduce(0) { $0 + $1.degreesOfFreedom })
  }
}

extension GlobalTest {
  /// The test of one group at its mode.
  init(_ group: LinkedGroup, at theta: [Double], _ gaussian: BoundedGaussian, _ model: AdjustmentModel) {
    var squares = 0.0
    var redundancy = 0.0
    // The level rows only keep the first level of a series finite.
    for (position, row) in group.priorRows.enumerated() where !row.isLevel {
      var residual = row.target
      for (index, coefficient) in zip(row.indices, row.coefficients) { residual -= coefficient * theta[index] }
      squares += residual * residual / (row.sigma * row.sigma)
      redundancy += gaussian.redundancy(ofPriorRow: position)
    }
    for (position, row) in group.observations.enumerated() where row.wallCount == 0 {
      let residual = (row.target - row.expression.value(at: theta)) / row.sigma
      squares += residual * residual
      redundancy += gaussian.redundancy(of: position)
    }
    self.init(
      series: model.seriesKeys(of: group), statementCount: group.observations.count, statistic: squares,
      degreesOfFreedom: redundancy)
  }
}
