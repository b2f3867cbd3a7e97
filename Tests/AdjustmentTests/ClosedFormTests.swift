import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Linear groups without active bounds are Gaussian: their modes and deviations, from rows written by hand from the
/// method's page.
@Suite struct ClosedFormTests {
  private static let tolerance = 1e-10
  private static func volatility(_ size: Double) -> Double { min(max(0.24 * pow(size, -0.20), 0.10), 0.60) }
  /// v(p) of a run at a size.
  private static func shareVariance(_ part: Double, _ size: Double) -> Double {
    (1 - part) / (part * (min(max(90 * pow(size, 0.55), 5), 600) + 1))
  }
  private static func rounding(_ half: Double, _ value: Double) -> Double {
    max(half / (value * 3.0.squareRoot()), 0.002)
  }

  @Test func levelsGrowthAndNineMonths() throws {
    let small = try SmallLedger(
      [
        "exports 2021 level 100 million USD", "exports 2022 growth x1.5",
        "exports 2022-01/2022-09 level 140 million USD",
      ], asOf: "2022-12-31")
    // Unknowns: drift, 2021, 2022, 2023, share of nine months.
    let size = (100.0 + 140 / 0.75) / 2 / 1000
    var rows = GivensLeastSquares(unknownCount: 5)
    rows.add([1, 0, 0, 0, 0], 0.06, sigma: 0.06)
    rows.add([0, 1, 0, 0, 0], log(120e6), sigma: 20)
    rows.add([-1, -1, 1, 0, 0], 0, sigma: Self.volatility(size))
    rows.add([-1, 0, -1, 1, 0], 0, sigma: Self.volatility(size))
    rows.add([0, 0, 0, 0, 1], 0, sigma: Self.shareVariance(0.75, size).squareRoot())
    rows.add([0, 1, 0, 0, 0], log(100e6), sigma: Self.rounding(0.5, 100))
    rows.add([0, -1, 1, 0, 0], log(1.5), sigma: Self.rounding(0.05, 1.5))
    // Middle of the run 9/24: tilt (9/24 − ½)·½ = −1/16 of both growths, together x23 − x21.
    let months = [0, 1.0 / 16, 1, -1.0 / 16, 1]
    rows.add(months, log(140e6 / 0.75), sigma: Self.rounding(0.5, 140))
    try compare(
      rows, small,
      [
        ("exports", "2021", [0, 1, 0, 0, 0], 0), ("exports", "2022", [0, 0, 1, 0, 0], 0),
        ("exports", "2023", [0, 0, 0, 1, 0], 0), ("exports", "2022-01/2022-09", months, log(0.75)),
        ("exports", "drift", [1, 0, 0, 0, 0], 0),
      ])
  }

  @Test func sameQuarterOfTwoYears() throws {
    let small = try SmallLedger(
      ["exports 2021 level about 80 million USD", "exports 2022 level 100 million USD", "exports 2022-Q4 growth x1.3"],
      asOf: "2022-12-31")
    // Unknowns: drift, 2021, 2022, 2023, share of the quarter in 2021 and in 2022, correlated by ρ = 0.1.
    let size = 0.09
    var rows = GivensLeastSquares(unknownCount: 6)
    rows.add([1, 0, 0, 0, 0, 0], 0.06, sigma: 0.06)
    rows.add([0, 1, 0, 0, 0, 0], log(90e6), sigma: 20)
    rows.add([-1, -1, 1, 0, 0, 0], 0, sigma: Self.volatility(size))
    rows.add([-1, 0, -1, 1, 0, 0], 0, sigma: Self.volatility(size))
    let variance = Self.shareVariance(0.25, size)
    rows.add([0, 0, 0, 0, 1, 0], 0, sigma: variance.squareRoot())
    rows.add([0, 0, 0, 0, -0.1, 1], 0, sigma: (variance * (1 - 0.01)).squareRoot())
    rows.add([0, 1, 0, 0, 0, 0], log(80e6), sigma: 0.05)
    rows.add([0, 0, 1, 0, 0, 0], log(100e6), sigma: Self.rounding(0.5, 100))
    // Middle of the quarter 21/24: tilt 3/16. In 2021 of μ and x22 − x21, in 2022 of x22 − x21 and x23 − x22.
    let tilt = 3.0 / 16
    let quarter2021 = [tilt, 1 - tilt, tilt, 0, 1, 0]
    let quarter2022 = [0, -tilt, 1, tilt, 0, 1]
    rows.add(zip(quarter2022, quarter2021).map { $0 - $1 }, log(1.3), sigma: Self.rounding(0.05, 1.3))
    try compare(
      rows, small,
      [
        ("exports", "2021", [0, 1, 0, 0, 0, 0], 0), ("exports", "2022", [0, 0, 1, 0, 0, 0], 0),
        ("exports", "2023", [0, 0, 0, 1, 0, 0], 0), ("exports", "2021-Q4", quarter2021, log(0.25)),
        ("exports", "2022-Q4", quarter2022, log(0.25)), ("exports", "drift", [1, 0, 0, 0, 0, 0], 0),
      ])
  }

  @Test func stocksAtThreeDates() throws {
    let small = try SmallLedger(
      [
        "BY/CN/residents//Park 2019-12-31 stock 60 1", "BY/CN/residents//Park 2021-03-01 stock about 71 1",
        "BY/CN/residents//Park 2021-12-31 growth x1.31",
      ], asOf: "2022-01-31")
    // Unknowns: drift and the stock at 2019-12-31, 2020-12-31, 2021-03-01, 2021-12-31: 366, 60 and 305 days apart.
    var rows = GivensLeastSquares(unknownCount: 5)
    rows.add([1, 0, 0, 0, 0], 0.06, sigma: 0.06)
    rows.add([0, 1, 0, 0, 0], log(65.5), sigma: 20)
    for (place, days) in [366.0, 60, 305].enumerated() {
      let years = days / 365.2425
      var row = [-years, 0, 0, 0, 0]
      (row[place + 1], row[place + 2]) = (-1, 1)
      rows.add(row, 0, sigma: 0.15 * years.squareRoot())
    }
    rows.add([0, 1, 0, 0, 0], log(60), sigma: Self.rounding(0.5, 60))
    rows.add([0, 0, 0, 1, 0], log(71), sigma: 0.05)
    rows.add([0, 0, -1, 0, 1], log(1.31), sigma: Self.rounding(0.005, 1.31))
    let key = "BY/CN/residents//Park"
    try compare(
      rows, small,
      [
        (key, "2019-12-31", [0, 1, 0, 0, 0], 0), (key, "2020-12-31", [0, 0, 1, 0, 0], 0),
        (key, "2021-03-01", [0, 0, 0, 1, 0], 0), (key, "2021-12-31", [0, 0, 0, 0, 1], 0),
        (key, "drift", [1, 0, 0, 0, 0], 0),
      ])
  }

  @Test func anotherOrigin() throws {
    let small = try SmallLedger(
      [
        "exports 2021 level 1.00 billion USD", "exports 2021 level 0.80 billion USD origin=TR",
        "exports 2022 level about 0.9 billion USD origin=TR",
      ], asOf: "2022-12-31")
    // Unknowns: drift, 2021, 2022, 2023, bias.
    var rows = GivensLeastSquares(unknownCount: 5)
    rows.add([1, 0, 0, 0, 0], 0.06, sigma: 0.06)
    rows.add([0, 1, 0, 0, 0], log(0.9e9), sigma: 20)
    rows.add([-1, -1, 1, 0, 0], 0, sigma: Self.volatility(0.9))
    rows.add([-1, 0, -1, 1, 0], 0, sigma: Self.volatility(0.9))
    rows.add([0, 0, 0, 0, 1], 0, sigma: 0.25)
    rows.add([0, 1, 0, 0, 0], log(1e9), sigma: Self.rounding(0.005, 1))
    rows.add([0, 1, 0, 0, 1], log(0.8e9), sigma: Self.rounding(0.005, 0.8))
    rows.add([0, 0, 1, 0, 1], log(0.9e9), sigma: 0.05)
    try compare(
      rows, small,
      [
        ("exports", "2021", [0, 1, 0, 0, 0], 0), ("exports", "2022", [0, 0, 1, 0, 0], 0),
        ("exports", "2023", [0, 0, 0, 1, 0], 0), ("exports", "bias", [0, 0, 0, 0, 1], 0),
      ])
  }

  /// Mode and deviation of `coefficients·θ + constant` against the unknown at a place.
  private func compare(
    _ rows: GivensLeastSquares, _ small: SmallLedger,
    _ quantities: [(series: String, place: String, coefficients: [Double], constant: Double)]
  ) throws {
    let solved = try SolvedModes(small.ledger, asOf: small.asOf, horizon: 1)
    let theta = rows.solution
    for quantity in quantities {
      let unknown = try #require(try solved.unknown(SmallLedger.key(quantity.series), quantity.place))
      let mode = zip(quantity.coefficients, theta).reduce(quantity.constant) { $0 + $1.0 * $1.1 }
      #expect(
        abs(solved.theta[unknown] - mode) < Self.tolerance, "\(quantity.place): \(solved.theta[unknown]), not \(mode)")
      let deviation = rows.deviation(of: quantity.coefficients)
      #expect(
        abs(solved.deviations[unknown] - deviation) < Self.tolerance,
        "\(quantity.place): \(solved.deviations[unknown]), not \(deviation)")
    }
  }
}
