import Statistics
import Testing

@Suite struct BinomialTests {
  /// Ten tosses of a fair coin, by Pascal's triangle.
  @Test func countsOfAFairCoin() {
    let coin = Binomial(trials: 10, success: 0.5)
    let ways = [1.0, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1]
    var sum = 0.0
    for (k, count) in ways.enumerated() {
      sum += count / 1024
      #expect(digitsOfAgreement(coin.density(Double(k)), count / 1024) >= 14)
      #expect(digitsOfAgreement(coin.cdf(Double(k)), sum) >= 14)
    }
    // 176 of 1024 outcomes have at most 3 heads, 386 at most 4.
    #expect(coin.quantile(0.17) == 3 && coin.quantile(0.18) == 4)
    #expect(coin.upperQuantile(0.83) == 3 && coin.upperQuantile(0.82) == 4)
  }
}
