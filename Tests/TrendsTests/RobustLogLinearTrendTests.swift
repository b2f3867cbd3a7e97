import Testing
import Trends

@Suite struct RobustLogLinearTrendTests {
  /// The automatic bandwidth sees year times residual: a series read backwards, its mirror image, must have the same
  /// error, and so it has when years are counted from their middle.
  @Test(arguments: [RobustLogLinearTrend.Estimator.neweyWest, .equalWeightedCosine])
  func mirroredSeriesHasTheSameError(_ estimator: RobustLogLinearTrend.Estimator) throws {
    let values = [
      1.00, 1.22, 1.17, 1.05, 1.21, 1.50, 1.43, 1.62, 1.58, 1.41, 1.66, 1.92, 1.85, 2.13, 1.98, 2.02, 2.31, 2.19,
    ]
    func pValue(_ values: [Double]) throws -> Double {
      let series = try YearlySeries(values.enumerated().map { .init(year: 2000 + $0.offset, value: $0.element) })
      return try #require(try RobustLogLinearTrend(estimator).fit(series).estimate.pValue)
    }
    let (forward, backward) = (try pValue(values), try pValue(values.reversed()))
    #expect(abs(forward / backward - 1) < 1e-9)
  }
}
