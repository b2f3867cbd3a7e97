import Statistics
import Testing

@Suite struct PhiloxGeneratorTests {
  static let count = 200_000

  /// Kolmogorov's distance times √n is below 2.2 with probability 0.9999.
  static func kolmogorov(_ draws: [Double], _ cdf: (Double) -> Double) -> Double {
    let sorted = draws.sorted()
    let n = Double(sorted.count)
    let distance = sorted.enumerated().reduce(0.0) { worst, item in
      let p = cdf(item.element)
      return max(worst, abs(p - Double(item.offset) / n), abs(p - Double(item.offset + 1) / n))
    }
    return distance * n.squareRoot()
  }

  @Test func uniformNumbersAreUniformAndInside() {
    var generator = PhiloxGenerator(seed: 1, stream: 0)
    let draws = (0..<Self.count).map { _ in generator.uniform() }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(Self.kolmogorov(draws) { $0 } < 2.2)
  }

  @Test func normalNumbersAreNormal() {
    var generator = PhiloxGenerator(seed: 2, stream: 0)
    let draws = (0..<Self.count).map { _ in generator.normal() }
    #expect(Self.kolmogorov(draws, StandardNormal().cdf) < 2.2)
    // Pairs of the polar method are independent: the correlation of neighbours has standard error 1/√n.
    let products = zip(draws, draws.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(products / Double(Self.count)) < 4 / Double(Self.count).squareRoot())
  }

  @Test func exponentialNumbersAreExponential() {
    var generator = PhiloxGenerator(seed: 3, stream: 0)
    let draws = (0..<Self.count).map { _ in generator.exponential() }
    let exponential = GammaDistribution(shape: 1, scale: 1)
    #expect(Self.kolmogorov(draws, exponential.cdf) < 2.2)
  }

  @Test func streamsDiffer() {
    var (first, second) = (PhiloxGenerator(seed: 4, stream: 0), PhiloxGenerator(seed: 4, stream: 1))
    let pairs = (0..<1000).map { _ in (first.next(), second.next()) }
    #expect(pairs.allSatisfy { $0.0 != $0.1 })
  }

  /// Bits of the first draws, recorded: they may not change with the machine or the compiler.
  @Test func drawsAreStable() {
    var generator = PhiloxGenerator(seed: 20240229, stream: 5)
    let bits = [generator.uniform(), generator.normal(), generator.normal(), generator.exponential()].map(\.bitPattern)
    #expect(bits == [4604526531058920107, 4603797699760160719, 13828024699756883772, 4599536180010482313])
  }
}
