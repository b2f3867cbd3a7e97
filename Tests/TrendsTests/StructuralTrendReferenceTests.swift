import Foundation
import Testing

@testable import Trends

/// Against statsmodels' exact-diffuse `UnobservedComponents`: `Tests/Reference/state-space`.
@Suite struct StructuralTrendReferenceTests {
  static func series() throws -> [String: [Double?]] {
    let table = try ReferenceTable("state-space/series.csv")
    return try Dictionary(
      uniqueKeysWithValues: table.rows.map { (try $0.text("name"), try $0.numbers("values")) })
  }

  static let kinds: [String: StructuralTrend.Kind] = ["level": .localLevel, "linear": .localLinear, "smooth": .smooth]

  @Test func likelihoodAndStatesAtGivenVariances() throws {
    let series = try Self.series()
    var (worstLikelihood, worstMean, worstVariance) = (16.0, 16.0, 16.0)
    let rows = try ReferenceTable("state-space/fixed.csv").rows
    #expect(rows.count == 126)
    for row in rows {
      let (name, kindName) = (try row.text("series"), try row.text("kind"))
      let (values, kind) = (try #require(series[name]), try #require(Self.kinds[kindName]))
      let variances = StructuralVariances(
        irregular: try row.number("irregular"), level: try row.number("level"), slope: try row.number("slope"))
      let smoothed = try #require(SmoothedTrend(values, kind: kind, variances: variances))
      let likelihood = digitsOfAgreement(smoothed.logLikelihood, try row.number("loglik"), scale: 1)
      let size = values.reduce(0) { max($0, ($1 ?? 0).magnitude) }
      let deviation = variances.irregular + variances.level + variances.slope
      var (mean, variance) = (16.0, 16.0)
      let levels = try zip(row.numbers("level_mean"), row.numbers("level_variance"))
      for (state, (level, spread)) in zip(smoothed.states, levels) {
        mean = min(mean, digitsOfAgreement(state.level, level ?? .nan, scale: size))
        variance = min(variance, digitsOfAgreement(state.levelVariance, spread ?? .nan, scale: deviation))
      }
      for (state, (slope, spread)) in zip(
        smoothed.states, try zip(row.numbers("slope_mean"), row.numbers("slope_variance")))
      {
        mean = min(mean, digitsOfAgreement(state.slope, slope ?? .nan, scale: size))
        variance = min(variance, digitsOfAgreement(state.slopeVariance, spread ?? .nan, scale: deviation))
      }
      (worstLikelihood, worstMean) = (min(worstLikelihood, likelihood), min(worstMean, mean))
      worstVariance = min(worstVariance, variance)
    }
    #expect(worstLikelihood >= 8 && worstMean >= 8 && worstVariance >= 8)
  }

  @Test func likelihoodIsNotBelowThatOfStatsmodels() throws {
    let series = try Self.series()
    for row in try ReferenceTable("state-space/maxima.csv").rows {
      let (name, kindName) = (try row.text("series"), try row.text("kind"))
      let (values, kind) = (try #require(series[name]), try #require(Self.kinds[kindName]))
      let maximum = try #require(StructuralTrend(kind).maximumLikelihood(values))
      // Our rounding, and a gain that we do not believe in.
      #expect(maximum.logLikelihood >= (try row.number("loglik")) - 2e-9, "\(row)")
    }
  }

  /// Durbin & Koopman (2012), section 2.10.3 and 2.2.5: the Nile's variances as printed.
  @Test func nileAsPrinted() throws {
    let all = try Self.series()
    let nile = try #require(all["nile"])
    let maximum = try #require(StructuralTrend(.localLevel).maximumLikelihood(nile))
    #expect(maximum.variances.irregular.rounded() == 15099)
    // Printed are 1469.1 and log q = −2.33; the likelihood is flat enough for the last digit to depend on the optimiser.
    #expect(abs(maximum.variances.level - 1469.1) < 0.1)
    #expect((100 * log(maximum.variances.level / maximum.variances.irregular)).rounded() == -233)
    #expect(maximum.atBoundary.isEmpty && maximum.degreesOfFreedom == 99)
  }
}
