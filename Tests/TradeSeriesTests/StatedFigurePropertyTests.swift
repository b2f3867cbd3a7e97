import SeededRandom
import Testing
import TradeSeries

@Suite struct StatedFigurePropertyTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func printedFiguresReadBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var count = 0
    while count < 1000 {
      guard let figure = try? randomFigure(&random) else { continue }
      count += 1
      let text = figure.description
      try #require(try StatedFigure(parsing: text) == figure, "seed \(seed): \(text)")
      #expect(figure.halfUnit > 0)
      if let upper = figure.upperValue { #expect(figure.value < upper, "seed \(seed): \(text)") }
      #expect(figure.value > 0 || figure.form == .level, "seed \(seed): \(text)")
    }
  }

  /// No text makes the readers fail in another way than by their errors, and a suggestion can be read.
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func anyTextIsReadOrRefused(seed: UInt64) throws {
    let pieces = [
      "5", "0", ".", "..", ",", " ", "x", "+", "-", "%", "million", "bn", "about", "over", "up", "to", "not", "times",
      "doubled", "é", "\u{2013}", "999", ">", "=", "m3", "'", "٣", "\n", "\u{0}", "👩‍👩‍👧",
    ]
    var random = SplitMix64(seed: seed)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      if let figure = try? StatedFigure(parsing: text) {
        try #require(try StatedFigure(parsing: figure.description) == figure, "seed \(seed): \(text)")
      }
      if let nearest = StatedFigure.nearestReadable(to: text) {
        try #require(try StatedFigure(parsing: nearest.description) == nearest, "seed \(seed): \(text)")
      }
    }
  }

  private func randomFigure(_ random: inout SplitMix64) throws -> StatedFigure {
    let form = [StatedFigure.Form.level, .multiple, .change, .share].randomElement(using: &random) ?? .level
    let qualifier = Qualifier.allCases.randomElement(using: &random) ?? .exact
    guard qualifier == .interval else {
      return try StatedFigure(qualifier: qualifier, form: form, randomNumber(form, &random))
    }
    return try StatedFigure(form: form, from: randomNumber(form, &random), to: randomNumber(form, &random))
  }

  private func randomNumber(_ form: StatedFigure.Form, _ random: inout SplitMix64) throws -> StatedFigure.Signed {
    let digits = "\(Int.random(in: 0...2000, using: &random))"
    let decimals = (0..<Int.random(in: 0...4, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))" }
    let multiplier = form == .level ? StatedNumber.Multiplier.allCases.randomElement(using: &random) : nil
    let number = try StatedNumber(
      digits: decimals.isEmpty ? digits : "\(digits).\(decimals.joined())",
      multiplier: Bool.random(using: &random) ? multiplier : nil)
    return StatedFigure.Signed(number, isNegative: (form == .level || form == .change) && Bool.random(using: &random))
  }
}
