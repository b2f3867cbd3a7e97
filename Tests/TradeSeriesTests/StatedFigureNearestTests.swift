import Testing
import TradeSeries

/// What is suggested to somebody who wrote a figure in another way.
@Suite struct StatedFigureNearestTests {
  @Test(arguments: [
    ("5,8 bn", "5.8 billion"),
    ("5,8bn", "5.8 billion"),
    ("5.8bln", "5.8 billion"),
    ("5.8 milliard", "5.8 billion"),
    ("1.6 times", "x1.6"),
    ("1.6x", "x1.6"),
    ("1.6-fold", "x1.6"),
    ("×1.6", "x1.6"),
    ("increased 1.6 times", "x1.6"),
    ("doubled", "about x2"),
    ("more than doubled", "over x2"),
    ("nearly tripled", "almost x3"),
    ("halved", "about x0.5"),
    ("ca. 20 mln", "about 20 million"),
    ("~20m", "about 20 million"),
    (">200 million", "over 200 million"),
    ("≥ 200", "at least 200"),
    ("<= 200", "up to 200"),
    ("less than 200", "up to 200"),
    ("in excess of 200 million", "over 200 million"),
    ("no more than 5 m3", "up to 5"),
    ("minimum 5", "at least 5"),
    ("200+ million", "over 200 million"),
    ("200-300 million", "200..300 million"),
    ("200–300 million", "200..300 million"),
    ("200…300 million", "200..300 million"),
    ("200 to 300 million", "200..300 million"),
    ("from 200 million to 300 million", "200..300 million"),
    ("between 200 and 300 million", "200..300 million"),
    ("about 200..300 million", "200..300 million"),
    ("10-20%", "10..20%"),
    ("25 per cent", "25%"),
    ("25 percent", "25%"),
    ("rose by 25 %", "+25%"),
    ("up 25%", "+25%"),
    ("fell by 3,4 %", "-3.4%"),
    ("−3.4%", "-3.4%"),
    ("+ 25%", "+25%"),
    ("rose to 300 million", "300 million"),
    ("USD 5 million", "5 million"),
    ("$5m", "5 million"),
    ("5 million dollars", "5 million"),
    ("10 thousand tonnes", "10 thousand"),
    ("+5 million", "5 million"),
    ("1 200 000", "1200000"),
    ("1'200'000", "1200000"),
    ("1.200.000", "1200000"),
    ("1.234,5", "1234.5"),
    ("0,850", "0.850"),
    ("5 milion", "5 million"),
    ("5 bilion", "5 billion"),
    ("approximatly 5 thousend", "about 5 thousand"),
    ("abuot 5", "about 5"),
    ("exeeded 5 million", "over 5 million"),
  ])
  func suggests(_ text: String, _ expected: String) throws {
    #expect(StatedFigure.nearestReadable(to: text)?.description == expected)
  }

  @Test(arguments: ["", "many", "5 gazillion", "5 6", "12/2023", "0", "300-200", "-120%", "1.2.3", "a", "..", "x"])
  func doesNotGuessWildly(_ text: String) {
    #expect(StatedFigure.nearestReadable(to: text) == nil)
  }

  @Test(arguments: StatedFigureTests.examples) func leavesReadableFiguresAlone(_ example: StatedFigureTests.Example)
    throws
  {
    #expect(StatedFigure.nearestReadable(to: example.text) == (try StatedFigure(parsing: example.text)))
  }

  @Test func longTextsAreLeftAlone() {
    #expect(StatedFigure.nearestReadable(to: String(repeating: "million ", count: 1_000_000)) == nil)
  }
}

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("million", "million", 0), ("milion", "million", 1),
    ("imllion", "million", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("Türkiye", "Turkiye", 1),
  ])
  func countsEdits(_ first: String, _ second: String, _ distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }
}
