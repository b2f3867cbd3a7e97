import Foundation
import Testing

@testable import Trends

struct ETSFitTests {
  let workspace = ETSWorkspace()
  static let values = [
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39,
  ]

  /// With the smoothing parameters given, the initial states are those of least squares: no small move lowers the cost.
  @Test(arguments: [ETSForm.Trend.none, .additive, .damped], [false, true])
  func noSmallMoveOfTheInitialStatesLowersTheCost(trend: ETSForm.Trend, relative: Bool) {
    let form = ETSForm(hasRelativeError: relative, trend: trend, season: .none)
    let fit = ETSFit(Self.values, form: form, season: 1, workspace: workspace)
    let likelihood = ETSLikelihood(values: Self.values, form: form, season: 1)
    func cost(level: Double, slope: Double) -> Double {
      workspace.prepare(columns: 1, season: 0)
      workspace.level = Lanes(repeating: fit.solution.initialLevel + level)
      workspace.slope = Lanes(repeating: fit.solution.initialSlope + slope)
      var parameters = ETSParameters()
      parameters.level = Lanes(repeating: fit.solution.level)
      parameters.trend = Lanes(repeating: fit.solution.trend)
      parameters.damping = Lanes(repeating: fit.solution.damping)
      return likelihood.evaluate(parameters, workspace)[0]
    }
    let best = cost(level: 0, slope: 0)
    // Relative errors are weighted by the forecasts of the last step: near the optimum, not at it.
    let slack = relative ? 0.02 : 1e-9
    for move in [-0.5, -0.05, 0.05, 0.5] {
      #expect(cost(level: move, slope: 0) >= best - slack)
      if trend != .none { #expect(cost(level: 0, slope: move / 4) >= best - slack) }
    }
  }

  @Test func followsALineExactly() {
    let line = (0..<12).map { 5 + 3 * Double($0) }
    let form = ETSForm(hasRelativeError: false, trend: .additive, season: .none)
    var path = [Double](repeating: 0, count: 3)
    ETSFit(line, form: form, season: 1, workspace: workspace).forecast(into: &path)
    for (step, value) in path.enumerated() { #expect(abs(value - (41 + 3 * Double(step))) < 1e-6) }
  }

  @Test func findsAMultiplicativeSeason() {
    let shape = [0.8, 1.1, 1.3, 0.8]
    let values = (0..<40).map { (100 + 2 * Double($0)) * shape[$0 % 4] }
    var path = [Double](repeating: 0, count: 8)
    AutomaticETS(values, season: 4, workspace: workspace).selected(into: &path)
    for (step, value) in path.enumerated() {
      let truth = (100 + 2 * Double(40 + step)) * shape[step % 4]
      #expect(abs(value / truth - 1) < 0.01)
    }
  }
}
