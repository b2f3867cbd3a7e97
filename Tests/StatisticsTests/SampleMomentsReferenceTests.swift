import Foundation
import Statistics
import Testing

/// NIST's certified univariate summaries, `datasets/reference/nist`.
@Suite struct SampleMomentsReferenceTests {
  /// All digits that the data carry: NumAcc3 and NumAcc4 are 10⁶ and 10⁷ plus tenths, which doubles round at the 16th
  /// digit, so that eight or nine of a deviation of 0.1 are left.
  @Test(arguments: [
    ("pidigits", 14, 14, 12), ("lottery", 14, 14, 13), ("lew", 14, 14, 14), ("mavro", 15, 12, 12),
    ("michelso", 15, 13, 12), ("numacc1", 15, 15, 15), ("numacc2", 15, 14, 14), ("numacc3", 15, 9, 9),
    ("numacc4", 15, 8, 8),
  ])
  func keepsTheCertifiedDigits(_ name: String, _ mean: Double, _ deviation: Double, _ autocorrelation: Double) throws {
    let values = try ReferenceFile("datasets/reference/nist/univariate-\(name).csv").numbers("y")
    let moments = try #require(SampleMoments(values))
    let table = try ReferenceFile("datasets/reference/nist/univariate-certified.csv")
    func certified(_ statistic: String) throws -> Double {
      try #require(table.rows.first { $0[0] == name && $0[1] == statistic }.flatMap { Double($0[2]) })
    }
    #expect(Double(moments.count) == (try certified("n_obs")))
    let digits = [
      digitsOfAgreement(moments.mean, try certified("mean")),
      digitsOfAgreement(try #require(moments.standardDeviation), try certified("sd")),
      digitsOfAgreement(try #require(moments.autocorrelation), try certified("autocorr_lag1")),
    ]
    #expect(digits[0] >= mean && digits[1] >= deviation && digits[2] >= autocorrelation, "\(digits)")
  }

  @Test func samplesWithoutMoments() {
    #expect(SampleMoments([]) == nil && SampleMoments([1, .nan]) == nil)
    let one = SampleMoments([7])
    #expect(one?.mean == 7 && one?.standardDeviation == nil && one?.autocorrelation == nil)
    let constant = SampleMoments([0.1, 0.1, 0.1])
    #expect(constant?.mean == 0.1 && constant?.standardDeviation == 0 && constant?.autocorrelation == nil)
    let huge = SampleMoments([1e300, 3e300])
    #expect(huge?.mean == 2e300 && huge?.standardDeviation == 2.0.squareRoot() * 1e300)
  }
}
