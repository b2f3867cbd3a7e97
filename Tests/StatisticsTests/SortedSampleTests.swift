import Statistics
import Testing

@Suite struct SortedSampleTests {
  /// `quantile(c(3, 1, 4, 1, 5, 9, 2, 6), type = 7)` of R.
  @Test(arguments: [(0.0, 1.0), (0.1, 1), (0.25, 1.75), (0.5, 3.5), (0.75, 5.25), (0.9, 6.9), (1, 9)])
  func agreesWithR(_ probability: Double, _ truth: Double) throws {
    let sample = try #require(SortedSample([3, 1, 4, 1, 5, 9, 2, 6]))
    #expect(digitsOfAgreement(sample.quantile(probability), truth) >= 15)
  }

  @Test func oneValueIsEveryQuantile() throws {
    let sample = try #require(SortedSample([7]))
    #expect(sample.quantile(0.3) == 7 && sample.median == 7)
  }

  @Test func emptyOrNotFiniteHasNone() {
    #expect(SortedSample([]) == nil && SortedSample([1, .nan]) == nil && SortedSample([1, .infinity]) == nil)
  }
}
