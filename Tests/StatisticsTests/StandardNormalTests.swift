import Foundation
import Statistics
import Testing

@Suite struct StandardNormalTests {
  let normal = StandardNormal()

  /// Values of 20 digits by mpmath, log(erfc(x/√2)/2): beyond 38 the probability is 0 in double precision.
  @Test(arguments: [
    (-9.0, -1.1285884059538406e-19), (0.0, -0.6931471805599453), (2.0, -3.7831843336820319),
    (10.0, -53.231285150512471), (29.9, -451.32291245852863), (30.1, -457.32956441638226), (100.0, -5005.5242086942051),
    (1e8, -5.0000000000000193e15),
  ]) func logTails(_ x: Double, _ truth: Double) {
    #expect(digitsOfAgreement(normal.logSurvival(x), truth) >= 14)
    #expect(normal.logCDF(-x) == normal.logSurvival(x))
  }

  @Test func quantileAtTheEnds() {
    #expect(normal.quantile(0.5) == 0)
    #expect(normal.quantile(0) == -.infinity && normal.quantile(1) == .infinity)
    #expect(normal.quantile(-0.1).isNaN && normal.quantile(1.1).isNaN && normal.quantile(.nan).isNaN)
    #expect(normal.cdf(.infinity) == 1 && normal.survival(-.infinity) == 1 && normal.cdf(.nan).isNaN)
  }

  /// Squares of these leave the range, and the probability is 0 all the same.
  @Test(arguments: [100, 1e154, 1e200, Double.infinity]) func farBeyondTheTail(_ x: Double) {
    let law = StandardNormal()
    #expect(law.survival(x) == 0 && law.cdf(-x) == 0 && law.cdf(x) == 1 && law.survival(-x) == 1)
    #expect(law.logSurvival(x) < -4000)
  }
}
