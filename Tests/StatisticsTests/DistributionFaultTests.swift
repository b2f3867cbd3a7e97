import Statistics
import Testing

@Suite struct DistributionFaultTests {
  static let invalid: [any ProbabilityDistribution] = [
    StudentT(degreesOfFreedom: 0), StudentT(degreesOfFreedom: .nan), ChiSquared(degreesOfFreedom: -1),
    FisherF(numeratorDegrees: 1, denominatorDegrees: 0), BetaDistribution(alpha: -2, beta: 1),
    GammaDistribution(shape: 0, scale: 1), GammaDistribution(shape: 1, scale: .infinity),
    Binomial(trials: 10, success: 1.5), Binomial(trials: -1, success: 0.5),
  ]

  @Test(arguments: Self.invalid) func parametersOutsideTheirRangeGiveNaN(_ law: any ProbabilityDistribution) {
    #expect(law.cdf(0.5).isNaN && law.survival(0.5).isNaN && law.density(0.5).isNaN)
    #expect(law.quantile(0.5).isNaN && law.upperQuantile(0.5).isNaN)
  }

  static let valid: [any ProbabilityDistribution] = [
    StandardNormal(), StudentT(degreesOfFreedom: 3), ChiSquared(degreesOfFreedom: 3),
    FisherF(numeratorDegrees: 3, denominatorDegrees: 7), BetaDistribution(alpha: 2, beta: 3),
    GammaDistribution(shape: 2, scale: 1), Binomial(trials: 10, success: 0.3),
  ]

  @Test(arguments: Self.valid) func argumentsOutsideTheirRangeGiveNaN(_ law: any ProbabilityDistribution) {
    #expect(law.quantile(1.5).isNaN && law.upperQuantile(-0.5).isNaN && law.quantile(.nan).isNaN)
    #expect(law.cdf(.nan).isNaN && law.survival(.nan).isNaN)
  }
}
