import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Densities cut by walls and bounds, against sums over a grid of their unknowns.
@Suite struct TruncatedPosteriorTests {
  private static func grid(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let step = (range.upperBound - range.lowerBound) / Double(count)
    return (0..<count).map { range.lowerBound + (Double($0) + 0.5) * step }
  }
  private static func square(_ value: Double, _ center: Double, _ sigma: Double) -> Double {
    let scaled = (value - center) / sigma
    return scaled * scaled / 2
  }
  /// Cost of the part of a value outside a wall.
  private static func wall(_ violation: Double) -> Double { violation > 0 ? square(violation, 0, 0.005) : 0 }

  private func posterior(_ lines: [String]) throws -> Posterior {
    let small = try SmallLedger(lines, asOf: "2022-12-31")
    return try LedgerAdjustment(asOf: small.asOf, horizon: 0, seed: 11).adjust(small.ledger).posterior
  }

  private func draws(_ posterior: Posterior, _ series: String, _ period: String) throws -> [Double] {
    try #require(
      posterior.logDraws(of: SmallLedger.key(series), in: .usDollar, at: ReferencePeriod(parsing: period)))
  }

  @Test func overAndAlmostOfOneLevel() throws {
    let posterior = try posterior([
      "exports 2022 level over 4 billion USD", "exports 2022 level almost 4.3 billion USD",
    ])
    let (low, high) = (log(4e9), log(4.3e9))
    let grid = Self.grid((low - 0.04)...(high + 0.04), 4000)
    let weights = grid.map {
      exp(-Self.square($0, low, 0.08) - Self.square($0, high, 0.05) - Self.wall(low - $0) - Self.wall($0 - high))
    }
    DrawCheck.expectAgreement(try draws(posterior, "exports", "2022"), grid: grid, weights: weights, "exports")
  }

  @Test func regionsWithinTheirCountry() throws {
    let posterior = try posterior([
      "exports 2022 level about 100 million USD", "BY-MI/TR/exports 2022 level about 90 million USD",
      "BY-BR/TR/exports 2022 level about 12 million USD",
    ])
    let (whole, first, second) = (log(100e6), log(90e6), log(12e6))
    let wholes = Self.grid((whole - 0.25)...(whole + 0.25), 120)
    let firsts = Self.grid((first - 0.25)...(first + 0.25), 120)
    let seconds = Self.grid((second - 0.25)...(second + 0.25), 120)
    var (wholeWeights, firstWeights) = ([Double](repeating: 0, count: 120), [Double](repeating: 0, count: 120))
    let secondWeights = seconds.map { exp(-Self.square($0, second, 0.05)) }
    for (i, x) in wholes.enumerated() {
      for (j, a) in firsts.enumerated() {
        let room = exp(x) - exp(a)
        var sum = 0.0
        for (k, b) in seconds.enumerated() where room > 0 && exp(b) <= room { sum += secondWeights[k] }
        let weight = sum * exp(-Self.square(x, whole, 0.05) - Self.square(a, first, 0.05))
        wholeWeights[i] += weight
        firstWeights[j] += weight
      }
    }
    DrawCheck.expectAgreement(try draws(posterior, "exports", "2022"), grid: wholes, weights: wholeWeights, "whole")
    DrawCheck.expectAgreement(
      try draws(posterior, "BY-MI/TR/exports", "2022"), grid: firsts, weights: firstWeights, "part")
  }

  @Test func partsOfAnExactSum() throws {
    let posterior = try posterior([
      "turnover 2022 level 1.00 billion USD", "exports 2022 level over 600 million USD",
      "imports 2022 level almost 380 million USD",
    ])
    // Exports and the log of the sum; imports follow, dm/dt = 1/(1 − share of exports).
    let sigma = 0.005 / 3.0.squareRoot()
    let (total, low, high) = (log(1e9), log(600e6), log(380e6))
    let exports = Self.grid((low - 0.03)...(low + 0.12), 600)
    let totals = Self.grid((total - 6 * sigma)...(total + 6 * sigma), 60)
    var weights = [Double](repeating: 0, count: 600)
    for (i, x) in exports.enumerated() {
      for t in totals {
        let share = exp(x - t)
        let m = t + log(1 - share)
        let cost =
          Self.square(t, total, sigma) + Self.square(x, low, 0.08) + Self.wall(low - x)
          + Self.square(m, high, 0.05) + Self.wall(m - high)
        weights[i] += exp(-cost) / (1 - share)
      }
    }
    DrawCheck.expectAgreement(try draws(posterior, "exports", "2022"), grid: exports, weights: weights, "exports")
  }

  @Test func growthOfAPartOfAnExactSum() throws {
    let posterior = try posterior([
      "turnover 2022 level 1.00 billion USD", "exports 2021 level 300 million USD", "exports 2022 growth over x1.2",
    ])
    // V of the exports 0.3; of the imports half the turnover's, 0.5. The diffuse first years are 2021; drifts are
    // integrated out, and so are the imports of 2021.
    let sigma = 0.005 / 3.0.squareRoot()
    let growthVariance = pow(0.24 * pow(0.3, -0.2), 2) + 0.06 * 0.06
    let importsDeviation = (400 + pow(0.24 * pow(0.5, -0.2), 2) + 0.06 * 0.06).squareRoot()
    let (total, past, low) = (log(1e9), log(300e6), log(1.2))
    let pasts = Self.grid((past - 0.012)...(past + 0.012), 24)
    let growths = Self.grid((low - 0.03)...(low + 0.4), 800)
    let totals = Self.grid((total - 5 * sigma)...(total + 5 * sigma), 30)
    var exportWeights = [Double](repeating: 0, count: 800)
    var importDraws: [(value: Double, weight: Double)] = []
    for (i, g) in growths.enumerated() {
      let growthCost =
        Self.square(g, 0.06, growthVariance.squareRoot()) + Self.square(g, low, 0.08) + Self.wall(low - g)
      for p in pasts {
        let pastCost = Self.square(p, past, 0.002) + Self.square(p, past, 20)
        for t in totals {
          let share = exp(p + g - t)
          let m = t + log(1 - share)
          let cost =
            growthCost + pastCost + Self.square(t, total, sigma) + Self.square(m, log(1e8) + 0.06, importsDeviation)
          let weight = exp(-cost) / (1 - share)
          exportWeights[i] += weight
          importDraws.append((m, weight))
        }
      }
    }
    let growthDraws = zip(try draws(posterior, "exports", "2022"), try draws(posterior, "exports", "2021")).map {
      $0 - $1
    }
    DrawCheck.expectAgreement(growthDraws, grid: growths, weights: exportWeights, "growth of exports")
    importDraws.sort { $0.value < $1.value }
    DrawCheck.expectAgreement(
      try draws(posterior, "imports", "2022"), grid: importDraws.map(\.value), weights: importDraws.map(\.weight),
      "imports")
  }
}
