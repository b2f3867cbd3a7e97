import Testing
import TradeSeries

/// The whole notation: what is read, what it is worth, how it is printed.
@Suite struct StatedFigureTests {
  struct Example: Sendable {
    let text: String
    let qualifier: Qualifier
    let form: StatedFigure.Form
    let value: Double
    let halfUnit: Double
    var upper: Double?
    /// What is printed; `nil` when that is the text.
    var printed: String?
  }

  static let examples: [Example] = [
    Example(text: "5.8 billion", qualifier: .exact, form: .level, value: 5.8e9, halfUnit: 0.05e9),
    Example(text: "5.80 billion", qualifier: .exact, form: .level, value: 5.8e9, halfUnit: 0.005e9),
    Example(text: "180 million", qualifier: .exact, form: .level, value: 180e6, halfUnit: 0.5e6),
    Example(text: "over 200 million", qualifier: .over, form: .level, value: 200e6, halfUnit: 0.5e6),
    Example(text: "about 2.7 million", qualifier: .about, form: .level, value: 2.7e6, halfUnit: 0.05e6),
    Example(text: "almost 1 billion", qualifier: .almost, form: .level, value: 1e9, halfUnit: 0.5e9),
    Example(text: "up to 300", qualifier: .upTo, form: .level, value: 300, halfUnit: 0.5),
    Example(text: "at least 20", qualifier: .atLeast, form: .level, value: 20, halfUnit: 0.5),
    Example(text: "1.2 trillion", qualifier: .exact, form: .level, value: 1.2e12, halfUnit: 0.05e12),
    Example(text: "33 thousand", qualifier: .exact, form: .level, value: 33e3, halfUnit: 500),
    Example(text: "6.729", qualifier: .exact, form: .level, value: 6.729, halfUnit: 0.0005),
    Example(text: "250..300 million", qualifier: .interval, form: .level, value: 250e6, halfUnit: 0.5e6, upper: 300e6),
    Example(text: "2.73..2.99", qualifier: .interval, form: .level, value: 2.73, halfUnit: 0.005, upper: 2.99),
    Example(
      text: "900 million..1.1 billion", qualifier: .interval, form: .level, value: 900e6, halfUnit: 0.5e6, upper: 1.1e9),
    Example(text: "-18.8 million", qualifier: .exact, form: .level, value: -18.8e6, halfUnit: 0.05e6),
    Example(text: "at least -5", qualifier: .atLeast, form: .level, value: -5, halfUnit: 0.5),
    Example(
      text: "-200..-100 million", qualifier: .interval, form: .level, value: -200e6, halfUnit: 0.5e6, upper: -100e6),
    Example(
      text: "-200..100 million", qualifier: .interval, form: .level, value: -200e6, halfUnit: 0.5e6, upper: 100e6),
    Example(text: "x1.6", qualifier: .exact, form: .multiple, value: 1.6, halfUnit: 0.05),
    Example(text: "over x1.6", qualifier: .over, form: .multiple, value: 1.6, halfUnit: 0.05),
    Example(text: "almost x2", qualifier: .almost, form: .multiple, value: 2, halfUnit: 0.5),
    Example(
      text: "x1.2..1.5", qualifier: .interval, form: .multiple, value: 1.2, halfUnit: 0.05, upper: 1.5),
    Example(text: "+25%", qualifier: .exact, form: .change, value: 1.25, halfUnit: 0.005),
    Example(text: "-3.4%", qualifier: .exact, form: .change, value: 0.966, halfUnit: 0.0005),
    Example(text: "almost +15%", qualifier: .almost, form: .change, value: 1.15, halfUnit: 0.005),
    Example(text: "over -10%", qualifier: .over, form: .change, value: 0.9, halfUnit: 0.005),
    Example(text: "+10..+15%", qualifier: .interval, form: .change, value: 1.1, halfUnit: 0.005, upper: 1.15),
    Example(text: "-5..+10%", qualifier: .interval, form: .change, value: 0.95, halfUnit: 0.005, upper: 1.1),
    Example(text: "+150%", qualifier: .exact, form: .change, value: 2.5, halfUnit: 0.005),
    Example(text: "49%", qualifier: .exact, form: .share, value: 0.49, halfUnit: 0.005),
    Example(text: "about 0.5%", qualifier: .about, form: .share, value: 0.005, halfUnit: 0.0005),
    Example(text: "10..20%", qualifier: .interval, form: .share, value: 0.1, halfUnit: 0.005, upper: 0.2),
    // Other ways to write the same.
    Example(
      text: "10,000", qualifier: .exact, form: .level, value: 10_000, halfUnit: 0.5, printed: "10000"),
    Example(
      text: "1,234.5 million", qualifier: .exact, form: .level, value: 1234.5e6, halfUnit: 0.05e6,
      printed: "1234.5 million"),
    Example(
      text: "More than 5 Million", qualifier: .over, form: .level, value: 5e6, halfUnit: 0.5e6,
      printed: "over 5 million"),
    Example(
      text: "not less than  5", qualifier: .atLeast, form: .level, value: 5, halfUnit: 0.5, printed: "at least 5"),
    Example(text: "nearly 5", qualifier: .about, form: .level, value: 5, halfUnit: 0.5, printed: "about 5"),
    Example(text: "nearly x2", qualifier: .almost, form: .multiple, value: 2, halfUnit: 0.5, printed: "almost x2"),
    Example(
      text: "between 200 .. 300", qualifier: .interval, form: .level, value: 200, halfUnit: 0.5, upper: 300,
      printed: "200..300"),
    Example(
      text: "+10..15%", qualifier: .interval, form: .change, value: 1.1, halfUnit: 0.005, upper: 1.15,
      printed: "+10..+15%"),
    Example(
      text: "x1.2..x1.5", qualifier: .interval, form: .multiple, value: 1.2, halfUnit: 0.05, upper: 1.5,
      printed: "x1.2..1.5"),
    Example(text: "25 %", qualifier: .exact, form: .share, value: 0.25, halfUnit: 0.005, printed: "25%"),
  ]

  @Test(arguments: examples) func readsValuesAndPrints(_ example: Example) throws {
    let figure = try StatedFigure(parsing: example.text)
    #expect(figure.qualifier == example.qualifier)
    #expect(figure.form == example.form)
    #expect(abs(figure.value - example.value) <= abs(example.value).ulp)
    #expect(abs(figure.halfUnit - example.halfUnit) <= example.halfUnit.ulp)
    #expect((figure.upperValue == nil) == (example.upper == nil))
    if let upper = figure.upperValue, let expected = example.upper {
      #expect(abs(upper - expected) <= expected.magnitude.ulp)
    }
    #expect(figure.description == example.printed ?? example.text)
    #expect(figure.isNegative == (example.form == .level && example.value < 0))
  }

  @Test func everyWordOfAQualifierIsRead() throws {
    for qualifier in Qualifier.allCases {
      for word in qualifier.words {
        #expect(try StatedFigure(parsing: "\(word) 5 million").qualifier == qualifier)
        #expect(try StatedFigure(parsing: "\(word) x2").qualifier == qualifier)
      }
    }
  }

  @Test func wholeMultiplesAreKnown() throws {
    #expect(try StatedFigure(parsing: "x3").isWholeMultiple)
    #expect(try !StatedFigure(parsing: "x3.0").isWholeMultiple)
    #expect(try !StatedFigure(parsing: "3").isWholeMultiple)
  }

  /// The digits are part of what was said: a figure of two decimals is not the one of one decimal.
  @Test func precisionIsPartOfTheFigure() throws {
    #expect(try StatedFigure(parsing: "5.8 billion") != StatedFigure(parsing: "5.80 billion"))
    #expect(try StatedFigure(parsing: "10,000") == StatedFigure(parsing: "10000"))
  }
}

@Suite struct StatedFigureFaultTests {
  @Test(arguments: [
    ("", StatedFigureError.empty),
    ("   ", .empty),
    ("million", .unknownWord("million")),
    ("some five", .unknownWord("some five")),
    ("5,8 billion", .unreadableNumber("5,8")),
    ("5.8.1", .unreadableNumber("5.8.1")),
    ("5.", .unreadableNumber("5.")),
    ("1,23", .unreadableNumber("1,23")),
    ("1234,567", .unreadableNumber("1234,567")),
    ("1.5,000", .unreadableNumber("1.5,000")),
    ("5 zillion", .unknownWord("zillion")),
    ("circa 5", .unknownWord("circa")),
    ("5 million dollars", .unreadableNumber("5 million dollars")),
    ("0", .notPositive("0")),
    ("0.00 million", .notPositive("0.00")),
    ("-100%", .notPositive("-100")),
    ("-120%", .notPositive("-120")),
    ("+5", .unreadableNumber("+5")),
    ("x5%", .unreadableNumber("x5%")),
    ("x1.5 million", .unreadableNumber("x1.5 million")),
    ("300..250 million", .emptyInterval(low: "300 million", high: "250 million")),
    ("5..5", .emptyInterval(low: "5", high: "5")),
    ("about 5..6", .qualifiedInterval("about")),
    ("5..6..7", .unreadableNumber("5..6..7")),
    ("..5", .unknownWord("..5")),
    ("5..", .unreadableNumber("5..")),
    ("1e5", .unreadableNumber("1e5")),
    ("٥", .unknownWord("٥")),
  ])
  func namesTheFault(_ text: String, _ fault: StatedFigureError) {
    #expect(throws: fault) { try StatedFigure(parsing: text) }
  }

  /// More digits than a double can hold are a fault and no infinity.
  @Test func hugeNumbersAreRefused() {
    let digits = String(repeating: "9", count: 400)
    #expect(throws: StatedFigureError.unreadableNumber(digits)) { try StatedFigure(parsing: digits) }
  }
}
