import Testing

@testable import Trends

struct ThetaModelTests {
  /// The profile over eight constants at a time must end where a plain search over all three parameters ends.
  @Test(arguments: ThetaModel.all)
  func leavesNoBetterParametersUnfound(model: ThetaModel) throws {
    let values = [12.0, 15, 14, 18, 17, 22, 21, 25, 24, 29, 27, 31]
    let fit = model.fit(values)
    #expect(ThetaModel.smoothing.contains(fit.smoothing))
    #expect((0...1).contains(fit.weight))
    let line = StraightLine(values)
    for smoothing in stride(from: 0.1, through: 0.99, by: 0.01) {
      for weight in model.isOptimised ? Array(stride(from: 0.0, through: 1, by: 0.05)) : [0.5] {
        for level in stride(from: -10.0, through: 10, by: 0.5) {
          let other = ThetaFit(
            model: model, smoothing: smoothing, weight: weight, initialLevel: level, line: line, values: values)
          // The initial level is held near the first value by a thousandth of an observation.
          #expect(fit.meanSquare <= other.meanSquare * 1.01)
        }
      }
    }
  }

  /// Hyndman & Billah (2003): theta with `θ` = 2 is simple exponential smoothing with half the slope as drift.
  @Test func standardThetaIsSmoothingWithDrift() {
    let values = [100.0, 104, 99, 108, 112, 109, 117, 121]
    let fit = ThetaModel.standard.fit(values)
    let line = StraightLine(values)
    var path = [Double](repeating: 0, count: 4)
    fit.forecast(into: &path)
    for step in 1..<4 { #expect(abs(path[step] - path[step - 1] - line.slope / 2) < 0.02 * line.slope) }
  }

  @Test func theLineThatFollowsIsLeastSquaresAtEachTime() {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
    var following = FollowingLine(first: values[0])
    for count in 2...values.count {
      following.append(values[count - 1], count: count)
      let whole = StraightLine(Array(values.prefix(count)))
      #expect(abs(following.slope - whole.slope) < 1e-12)
      #expect(abs(following.intercept - whole.intercept) < 1e-12)
    }
  }
}
