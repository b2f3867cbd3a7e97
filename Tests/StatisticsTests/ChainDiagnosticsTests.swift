import Statistics
import Testing

@Suite struct ChainDiagnosticsTests {
  @Test func undefinedForConstantOrSpoiledOrShortDraws() {
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 2, drawCount: 10)
    let undefined = evaluator.evaluate([Double](repeating: 3, count: 20))
    #expect(undefined.rHat == nil && undefined.bulkESS == nil && undefined.tailESS == nil)
    var draws = (0..<20).map(Double.init)
    draws[7] = .nan
    #expect(evaluator.evaluate(draws) == undefined)
    var short = ChainDiagnosticsEvaluator(chainCount: 2, drawCount: 5)
    #expect(short.evaluate((0..<10).map(Double.init)) == undefined)
  }

  @Test func stuckChainsHaveInfiniteRHat() throws {
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 2, drawCount: 10)
    let rHat = evaluator.evaluate((0..<20).map { $0 < 10 ? 0 : 1 }).rHat
    #expect(try #require(rHat) == .infinity)
  }

  /// Ranks do not know the scale: any increasing map gives the same result, to the last bit.
  @Test func invariantUnderIncreasingMaps() {
    var generator = PhiloxGenerator(seed: 41, stream: 0)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 4, drawCount: 250)
    let draws = (0..<1000).map { _ in generator.normal() }
    let plain = evaluator.evaluate(draws)
    let shifted = evaluator.evaluate(draws.map { 20 + $0 * 0x1p-20 })
    let cubed = evaluator.evaluate(draws.map { $0 * $0 * $0 })
    #expect(plain.bulkESS == cubed.bulkESS && plain.bulkESS == shifted.bulkESS)
    // A quantile between two draws may meet them exactly after a shift that rounds; here it does not.
    #expect(plain.tailESS == cubed.tailESS && plain.tailESS == shifted.tailESS)
  }

  /// A chain of an odd number of draws leaves its middle one out of both halves, also when that is the largest of all.
  @Test func middleDrawAboveAllOthers() {
    var generator = PhiloxGenerator(seed: 43, stream: 0)
    var draws = (0..<404).map { _ in generator.normal() }
    draws[3 * 101 + 50] = 100
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 4, drawCount: 101)
    #expect(evaluator.evaluate(draws).bulkESS?.isFinite == true)
  }

  /// Independent draws count fully; an autoregression counts (1 − ρ)/(1 + ρ) of them.
  @Test func effectiveSizeOfAnAutoregression() throws {
    var generator = PhiloxGenerator(seed: 42, stream: 0)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 4, drawCount: 20_000)
    let rho = 0.6
    var draws: [Double] = []
    for _ in 0..<4 {
      var level = generator.normal() / (1 - rho * rho).squareRoot()
      for _ in 0..<20_000 {
        level = rho * level + generator.normal()
        draws.append(level)
      }
    }
    let diagnostics = evaluator.evaluate(draws)
    let expected = 80_000 * (1 - rho) / (1 + rho)
    #expect(abs(try #require(diagnostics.bulkESS) / expected - 1) < 0.05)
    #expect(abs(try #require(diagnostics.rHat) - 1) < 0.002)
  }

  /// One far outlier leaves all other numbers alike in the bits that the radix sort looks at.
  @Test func sortsSamplesThatDefyTheRadix() {
    var generator = PhiloxGenerator(seed: 43, stream: 0)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 4, drawCount: 250)
    var plain = (0..<1000).map { _ in (generator.uniform() * 4096).rounded() }
    plain[17] = 1e6
    let squeezed = plain.map { $0 == 1e6 ? 1e300 : 1 + $0 * 0x1p-52 }
    #expect(evaluator.evaluate(squeezed).bulkESS == evaluator.evaluate(plain).bulkESS)
  }

  /// One sort serves both: the numbers are those of the diagnostics and of a sorted sample.
  @Test(arguments: [1.0, 0.0]) func summariesAreThoseOfTheirParts(spread: Double) throws {
    var generator = PhiloxGenerator(seed: 44, stream: 0)
    var evaluator = ChainDiagnosticsEvaluator(chainCount: 4, drawCount: 250)
    let draws = (0..<1000).map { _ in 3 + spread * generator.normal() }
    let summary = evaluator.summarize(draws, quantiles: [0, 0.025, 0.5, 1])
    let sorted = try #require(SortedSample(draws))
    #expect(summary.quantiles == [0, 0.025, 0.5, 1].map { sorted.quantile($0) })
    #expect(summary.bulkESS == evaluator.evaluate(draws).bulkESS)
  }
}
