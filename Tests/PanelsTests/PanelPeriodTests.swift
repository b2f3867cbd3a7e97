import Testing

@testable import Panels

@Suite struct PanelPeriodTests {
  @Test(
    arguments: [
      ("2019", 2019, 1, "2019"), ("-3", -3, 1, "-3"), ("0", 0, 1, "0"), ("2019-S2", 4039, 2, "2019-S2"),
      ("2019-Q3", 8078, 4, "2019-Q3"), ("2019Q3", 8078, 4, "2019-Q3"), ("2019-07", 24234, 12, "2019-07"),
    ] as [(String, Int, Int, String)])
  func reads(_ text: String, _ index: Int, _ perYear: Int, _ written: String) throws {
    let period = try #require(parsed(text))
    #expect((period.index, period.periodsPerYear, period.description) == (index, perYear, written))
  }

  @Test(arguments: [
    "", "-", "2019-", "2019-13", "2019-00", "2019-Q5", "2019Q", "2019-7", "201907Q1", "999999999", "x", "1 ",
  ])
  func refuses(_ text: String) {
    #expect(parsed(text) == nil)
  }

  /// Forecasts of a series that ends in the last year of four digits.
  @Test(arguments: [("9999-S2", "10000-S1"), ("9999-Q4", "10000-Q1"), ("9999-12", "10000-01"), ("9999", "10000")])
  func goesOnBehindTheLastYear(_ text: String, _ next: String) throws {
    #expect(try #require(parsed(text)).advanced(by: 1).description == next)
  }

  private func parsed(_ text: String) -> PanelPeriod? { Array(text.utf8).withUnsafeBytes { PanelPeriod(parsing: $0) } }
}
