import Foundation
import Statistics
import Testing

@testable import Adjustment

/// Worked examples of textbooks, through the engine's own rows, mode, quadratic and sampler, to the printed digits.
@Suite struct PublishedExampleReferenceTests {
  /// Ghilani & Wolf's and Siki's levelling networks: heights, residuals, redundancy numbers, Baarda's test.
  @Test(arguments: ["ghilani", "siki"]) func levellingNetworks(_ name: String) throws {
    let points = try PublishedTable("levelling/heights.csv").rows("network", name)
    let observations = try PublishedTable("levelling/observations.csv").rows("network", name)
    let free = points.filter { $0["held"] == "no" }.map { $0["point"] }
    let held = Dictionary(
      uniqueKeysWithValues: try points.filter { $0["held"] == "yes" }.map { ($0["point"], try $0.number("height")) })
    var rows = try IdentityRows(start: points.filter { $0["held"] == "no" }.map { try $0.number("height").rounded() })
    for observation in observations {
      var target = try observation.number("difference")
      var terms: [(Int, Double)] = []
      for (point, sign) in [(observation["from"], -1.0), (observation["to"], 1.0)] {
        if let height = held[point] {
          target -= sign * height
        } else {
          terms.append((try #require(free.firstIndex(of: point)), sign))
        }
      }
      rows.observe(terms, target, sigma: try observation.number("sigma_mm") / 1000)
    }
    let mode = try rows.mode()
    let gaussian = try rows.gaussian(mode)
    let group = rows.group
    let residuals = group.observations.indices.map { group.observations[$0].target - gaussian.adjusted($0).mean }
    var squares = 0.0
    for (residual, row) in zip(residuals, group.observations) { squares += pow(residual / row.sigma, 2) }
    let factor = (squares / Double(observations.count - free.count)).squareRoot()
    let first = points[0]
    #expect(agrees(squares, first["squares"], decimals: try Int(first.number("squares_decimals"))), "vᵀPv \(squares)")
    #expect(agrees(factor, first["factor"], decimals: try Int(first.number("factor_decimals"))), "s₀ \(factor)")
    for point in points where point["held"] == "no" {
      let place = try #require(free.firstIndex(of: point["point"]))
      #expect(agrees(mode.theta[place], point["height"], decimals: try Int(point.number("decimals"))))
      #expect(agrees(1000 * factor * mode.unconstrainedDeviations[place], point["sd_mm"], decimals: 2))
    }
    for (number, observation) in observations.enumerated() {
      let decimals = try Int(observation.number("residual_decimals"))
      #expect(agrees(1000 * residuals[number], observation["residual_mm"], decimals: decimals), "\(observation)")
      guard !observation["u"].isEmpty else { continue }
      #expect(agrees(gaussian.redundancy(of: number), observation["redundancy"], decimals: 1), "\(observation)")
      // Baarda's w is the leave-one-out z: what the others predict, in its own standard deviation.
      let row = group.observations[number]
      let prediction = try #require(gaussian.prediction(of: number))
      let z = abs(row.target - prediction.mean) / (prediction.variance + row.sigma * row.sigma).squareRoot()
      #expect(agrees(z, observation["u"], decimals: 1), "\(observation): \(z)")
      #expect(agrees(z / factor, observation["t"], decimals: 1), "\(observation): \(z / factor)")
    }
  }

  /// Narasimhan & Jordache's flows and Quilis's accounts, balanced under their identities.
  @Test(arguments: ["flows", "accounts"]) func balancing(_ name: String) throws {
    let items = try PublishedTable("balancing/items.csv").rows("example", name)
    let scale = 100.0
    var rows = try IdentityRows(start: try items.map { try $0.number("initial") / scale })
    for (number, item) in items.enumerated() {
      let deviation = try item.number("variance").squareRoot()
      rows.observe([(number, 1)], try item.number("initial") / scale, sigma: max(deviation, 1e-4) / scale)
    }
    for identity in ["a", "b", "c", "d"] where !items[0][identity].isEmpty {
      let terms = try items.enumerated().map { ($0, try $1.number(identity)) }.filter { $0.1 != 0 }
      rows.require(terms, 0, sigma: 1e-6)
    }
    let mode = try rows.mode()
    for (value, item) in zip(mode.theta, items) {
      // Ten decimals were computed, not printed: six are asked for, as identities are rows of σ 1e-4 here.
      let decimals = min(6, try Int(item.number("decimals")))
      #expect(agrees(value * scale, item["balanced"], decimals: decimals), "\(item): \(value * scale)")
    }
  }

  /// The normal cut to an interval: closed forms from our distribution, to ten digits.
  @Test func truncatedNormalMoments() throws {
    let normal = StandardNormal()
    for row in try PublishedTable("truncated-normal/mpmath.csv").rows {
      let lower = try row.number("lower")
      let upper = Double(row["upper"]) ?? .infinity
      let above = upper.isFinite ? normal.survival(upper) : 0
      let mass = normal.survival(lower) - above
      let upperDensity = upper.isFinite ? normal.density(upper) : 0
      let mean = (normal.density(lower) - upperDensity) / mass
      let edge = upper.isFinite ? upper * upperDensity : 0
      let variance = 1 + (lower * normal.density(lower) - edge) / mass - mean * mean
      #expect(try abs(mass / row.number("mass") - 1) < 1e-12)
      #expect(try abs(mean - row.number("mean")) < 1e-11)
      #expect(try abs(variance - row.number("variance")) < 1e-9)
      for (column, probability) in [("q10", 0.1), ("q50", 0.5), ("q90", 0.9)] {
        let quantile = normal.upperQuantile(normal.survival(lower) - probability * mass)
        #expect(try abs(quantile - row.number(column)) < 1e-10, "\(column) of \(row)")
      }
    }
  }

  /// The same from draws: two unknowns, one a part of the other, cut to the half plane where it is no larger.
  @Test(arguments: ["0", "1", "-1", "3"]) func truncatedNormalDraws(_ lower: String) throws {
    let row = try #require(
      try PublishedTable("truncated-normal/mpmath.csv").rows("lower", lower).first { $0["upper"] == "inf" })
    let cut = try row.number("lower")
    // whole − part has mean −cut and variance 1, and is to be at least 0: plus cut, it is the normal above cut.
    var rows = try IdentityRows(start: [0, 0])
    rows.require([(0, 1)], 0, sigma: 0.5.squareRoot())
    rows.require([(1, 1)], -cut, sigma: 0.5.squareRoot())
    rows.bound(0, by: 1)
    let draws = try rows.draws(of: 1, less: 0).map { $0 + cut }
    for (column, probability) in [("q10", 0.1), ("q50", 0.5), ("q90", 0.9)] {
      let z = DrawCheck.score(draws, below: try row.number(column), probability: probability)
      #expect(abs(z) < 4, "\(column) of the normal above \(lower): z \(z)")
    }
  }
}
