import Statistics
import Testing

/// Against values of 40 digits; `Tests/Reference/distributions` has the table and the script that made it.
@Suite struct DistributionReferenceTests {
  static func law(_ name: String, _ first: Double?, _ second: Double?) throws -> any ProbabilityDistribution {
    switch (name, first, second) {
    case ("normal", nil, nil): return StandardNormal()
    case ("t", let v?, nil): return StudentT(degreesOfFreedom: v)
    case ("chi_squared", let v?, nil): return ChiSquared(degreesOfFreedom: v)
    case ("f", let m?, let n?): return FisherF(numeratorDegrees: m, denominatorDegrees: n)
    case ("beta", let a?, let b?): return BetaDistribution(alpha: a, beta: b)
    case ("binomial", let n?, let q?): return Binomial(trials: n, success: q)
    case ("gamma", let shape?, let scale?): return GammaDistribution(shape: shape, scale: scale)
    default: throw UnknownLaw(name: name)
    }
  }

  struct UnknownLaw: Error { let name: String }

  /// Thirteen digits in both tails, whatever their size; the worst here has 13.4.
  @Test func agreesWithMpmath() throws {
    let table = try ReferenceFile("Tests/Reference/distributions/mpmath.csv")
    #expect(table.rows.count == 98)
    let truths = try ["x", "cdf", "survival", "density"].map(table.numbers)
    for (k, row) in table.rows.enumerated() {
      let law = try Self.law(row[0], Double(row[1]), Double(row[2]))
      let x = truths[0][k]
      for (value, truth) in [
        (law.cdf(x), truths[1][k]), (law.survival(x), truths[2][k]), (law.density(x), truths[3][k]),
      ] where truth > 1e-290 {
        #expect(digitsOfAgreement(value, truth) >= 13, "\(row)")
      }
    }
  }

  /// Thirteen digits of the probability down to 1e-300, and of its logarithm wherever a double holds that.
  @Test func agreesFarInTheTails() throws {
    let table = try ReferenceFile("Tests/Reference/distributions/tails.csv")
    #expect(table.rows.count == 90)
    for row in table.rows {
      let law = try Self.law(row[0], Double(row[1]), Double(row[2]))
      let (x, logarithm) = (try #require(Double(row[3])), try #require(Double(row[6])))
      let isAbove = row[4] == "above"
      if let truth = Double(row[5]), truth > 1e-300 {
        let digits = digitsOfAgreement(isAbove ? law.survival(x) : law.cdf(x), truth)
        #expect(digits >= 13, "\(row) \(digits)")
      }
      let digits = digitsOfAgreement(isAbove ? law.logSurvival(x) : law.logCDF(x), logarithm)
      #expect(digits >= 13, "log \(row) \(digits)")
    }
  }

  /// A quantile is right when its neighbours enclose the probability, up to eleven digits of the functions.
  @Test func quantilesInvertTheFunctions() throws {
    let table = try ReferenceFile("Tests/Reference/distributions/mpmath.csv")
    for row in table.rows {
      let law = try Self.law(row[0], Double(row[1]), Double(row[2]))
      for p in [1e-12, 1e-6, 0.01, 0.5] {
        let (x, y) = (law.quantile(p), law.upperQuantile(p))
        #expect(law.cdf(x.nextDown) <= p * (1 + 1e-11) && law.cdf(x.nextUp) >= p * (1 - 1e-11), "\(row) \(p)")
        // A beta value next to 1 has no neighbour above inside the range.
        let above = row[0] == "beta" ? min(1, y.nextUp) : y.nextUp
        #expect(law.survival(above) <= p * (1 + 1e-11) && law.survival(y.nextDown) >= p * (1 - 1e-11), "\(row) \(p)")
      }
    }
  }
}
