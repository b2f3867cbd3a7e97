import Foundation
import Testing

@testable import Adjustment

/// Moments of a normal between walls, against sums over a fine grid.
@Suite struct WallFactorTests {
  @Test(arguments: [
    (0.0, 1.0, -0.5 as Double?, nil as Double?), (0, 1, nil, 0.3), (0.2, 0.04, 0.3, nil), (-0.7, 0.01, 0, nil),
    (0, 0.09, -0.26, 0.26), (1.5, 0.25, -0.1, 0.1), (0, 1e-4, 0.02, nil), (-0.3, 0.04, nil, 2),
  ])
  func momentsMatchASum(_ mean: Double, _ variance: Double, _ lower: Double?, _ upper: Double?) {
    let factor = WallFactor(lower: lower, upper: upper, deviation: 0.005)
    let found = factor.moments(mean: mean, variance: variance)
    let (deviation, count) = (variance.squareRoot(), 2_000_000)
    let ends = [mean - 12 * deviation, mean + 12 * deviation, lower ?? mean, upper ?? mean]
    let (low, high) = ((ends.min() ?? 0) - 0.06, (ends.max() ?? 0) + 0.06)
    let step = (high - low) / Double(count)
    var sums = [0.0, 0, 0]
    for k in 0..<count {
      let u = low + (Double(k) + 0.5) * step
      let outside = max((lower ?? u) - u, u - (upper ?? u), 0) / 0.005
      let standard = (u - mean) / deviation
      let density = exp(-0.5 * (standard * standard + outside * outside)) / (deviation * (2 * Double.pi).squareRoot())
      sums[0] += density * step
      sums[1] += u * density * step
      sums[2] += (u - found.mean) * (u - found.mean) * density * step
    }
    #expect(abs(found.logMass - log(sums[0])) < 1e-6)
    #expect(abs(found.mean - sums[1] / sums[0]) < 1e-6 * deviation)
    #expect(abs(found.variance / (sums[2] / sums[0]) - 1) < 1e-5)
  }

  /// A thousand deviations outside, where probabilities underflow, the quantity stands at the wall, a little outside.
  @Test func farOutsideItStandsAtTheWall() {
    let moments = WallFactor(lower: 10, upper: nil, deviation: 0.005).moments(mean: 0, variance: 1e-4)
    // Product of N(0, 0.01²) and the wall's N(10, 0.005²).
    #expect(abs(moments.mean - 8) < 1e-9)
    #expect(abs(moments.variance / 2e-5 - 1) < 1e-6)
    #expect(abs(moments.logMass + 0.5 * (100 / 1.25e-4) - 0.5 * log(0.2)) < 1e-6)
  }
}
