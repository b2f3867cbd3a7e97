import Testing

@testable import Reporting

@Suite struct NumberWordsTests {
  private let style = NumberWords.terminal

  @Test(arguments: [
    (5.79e9, "5.79 bn"), (1.5e9, "1.50 bn"), (999.6e6, "1.00 bn"), (999.4e6, "999 m"), (36e6, "36.0 m"),
    (12_345, "12,300"), (114, "114"), (2, "2.00"), (0.25, "0.250"), (2.5e12, "2.50 tn"),
  ])
  func quantities(_ value: Double, _ text: String) { #expect(style.quantity(value) == text) }

  @Test(arguments: [
    (4.2e9, 6.9e9, "4.2–6.9 bn"), (5.75e9, 5.83e9, "5.75–5.83 bn"), (0.45e9, 1.2e9, "0.45–1.20 bn"),
    (45e6, 1.2e9, "45.0 m–1.20 bn"), (180e6, 920e6, "180–920 m"), (12.3e6, 14.1e6, "12–14 m"),
    (475_964, 527_353, "476,000–527,000"), (19, 19, "19"), (3, 17, "3.0–17.0"),
  ])
  func intervals(_ low: Double, _ high: Double, _ text: String) { #expect(style.interval(low...high) == text) }

  @Test(arguments: [
    (0.123, "+12.3 %"), (-0.034, "-3.4 %"), (0.0004, "0.0 %"), (-0.0004, "0.0 %"), (9.99, "+999.0 %"),
    (15, "x16.0"), (-0.5, "-50.0 %"),
  ])
  func growth(_ fraction: Double, _ text: String) { #expect(style.growth(fraction) == text) }

  @Test func growthInTypeHasAMinusAndKeepsItsSign() {
    #expect(NumberWords.page.growth(-0.034) == "\u{2212}3.4\u{00A0}%")
  }

  /// Nothing that was stated makes a thing certain or impossible.
  @Test(arguments: [(0, "<1 %"), (0.004, "<1 %"), (0.23, "23 %"), (0.994, "99 %"), (0.995, ">99 %"), (1, ">99 %")])
  func probabilities(_ value: Double, _ text: String) { #expect(style.probability(value) == text) }

  @Test(arguments: [(1.5e9, "1.5 bn"), (2e9, "2 bn"), (900e6, "900 m"), (120, "120"), (100, "100")])
  func briefQuantitiesHaveNoTrailingZeros(_ value: Double, _ text: String) { #expect(style.brief(value) == text) }
}
