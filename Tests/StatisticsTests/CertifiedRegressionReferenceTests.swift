import Foundation
import Statistics
import Testing

/// The sets that the command carries with it.
@Suite struct CertifiedRegressionReferenceTests {
  /// They are those of `datasets/reference/nist`, number by number.
  @Test func areThePublishedNumbers() throws {
    #expect(CertifiedRegression.all.count == 11)
    for set in CertifiedRegression.all {
      let name = set.name.lowercased()
      let file = try ReferenceFile("datasets/reference/nist/\(name).csv")
      #expect(set.rows == file.rows.map { $0.compactMap { Double($0) } }, "\(name)")
      let certified = try LinearRegressionReferenceTests.certified(name)
      #expect(certified["coef"] == set.certifiedCoefficients && certified["stderr"] == set.certifiedStandardErrors)
      #expect(certified["residual_sd"] == [set.residualStandardDeviation])
    }
  }

  @Test(arguments: CertifiedRegression.all.map(\.name)) func keepsItsGoal(_ name: String) throws {
    let set = try #require(CertifiedRegression.all.first { $0.name == name })
    #expect(set.goal == (name == "Filip" ? 7 : name == "Longley" || name.hasPrefix("Wampler") ? 8 : 9))
    #expect(set.agreement().least >= set.goal, "\(set.agreement())")
  }
}
