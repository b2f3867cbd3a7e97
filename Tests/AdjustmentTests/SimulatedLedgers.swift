import Foundation
import LinearAlgebra
import Statistics
import TradeSeries

@testable import Adjustment

/// Ledgers drawn from the model itself: unknowns from the prior rows, statements from the unknowns in words of every
/// qualifier, so that whatever the adjustment says of them has a known rate.
struct SimulatedLedgers {
  /// Laws that do not depend on the size of a series: what was stated has then no say in the prior.
  static let hyperparameters: Hyperparameters = {
    var beliefs = Hyperparameters()
    beliefs.yearlyVolatility.exponent = 0
    beliefs.seasonalConcentration.exponent = 0
    return beliefs
  }()
  static let asOf = "2023-12-31"

  private var generator: PhiloxGenerator
  /// Whether bounds and ranges are among the statements.
  private let hasBounds: Bool

  init(seed: UInt64, hasBounds: Bool) {
    (generator, self.hasBounds) = (PhiloxGenerator(seed: seed, stream: 0), hasBounds)
  }

  /// A ledger of ten to eighteen statements on exports, imports and turnover, on another flow, and on a stock.
  mutating func next() throws -> SmallLedger {
    let shells = shells()
    let dummies = shells.map { $0.line(figure: $0.dummy) }
    let skeleton = try SmallLedger(dummies, asOf: Self.asOf)
    let model = try AdjustmentModel(
      skeleton.ledger, asOf: skeleton.asOf, horizon: 1, hyperparameters: Self.hyperparameters)
    while true {
      let theta = try drawPrior(model)
      guard model.bounds.allSatisfy({ $0.excess(at: theta) <= 0 }) else { continue }
      let lines = zip(shells, model.observations).map { shell, row in
        shell.line(figure: shell.figure(of: row.expression.value(at: theta), &generator))
      }
      return try SmallLedger(lines, asOf: Self.asOf)
    }
  }

  private mutating func drawPrior(_ model: AdjustmentModel) throws -> [Double] {
    let n = model.unknowns.count
    var design = Matrix(rowCount: model.priorRows.count, columnCount: n)
    var right = Vector(count: model.priorRows.count)
    for (number, row) in model.priorRows.enumerated() {
      // The first level is flat to the adjustment; here it needs a place.
      let (target, sigma) = row.isLevel ? (log(1e9), 1.0) : (row.target, row.sigma)
      for (index, coefficient) in zip(row.indices, row.coefficients) { design[number, index] += coefficient / sigma }
      right[number] = target / sigma + generator.normal()
    }
    return try QRFactorization(design).solve(right).elements
  }

  private mutating func shells() -> [Shell] {
    var shells: [Shell] = []
    for series in ["exports", "turnover", "imports", "BY/CN/exports"] {
      for _ in 0..<(2 + Int(generator.uniform() * 3)) {
        let year = 2018 + Int(generator.uniform() * 5)
        let isPart = year > 2021 && generator.uniform() < 0.4
        let period = isPart ? ["\(year)-S1", "\(year)-01/\(year)-09"][Int(generator.uniform() * 2)] : "\(year)"
        let isGrowth = generator.uniform() < 0.35
        shells.append(
          Shell(series: series, period: period, kind: isGrowth ? "growth" : "level", qualifier: qualifier(isGrowth)))
      }
    }
    for date in ["2020-12-31", "2022-06-30"] {
      shells.append(Shell(series: "BY/CN/residents//Park", period: date, kind: "stock", qualifier: qualifier(false)))
    }
    return shells
  }

  private mutating func qualifier(_ isGrowth: Bool) -> String {
    let words = ["", "", "about ", "over ", "almost ", "at least ", "up to ", "between "]
    return words[Int(generator.uniform() * (hasBounds ? isGrowth ? 7 : 8 : 3))]
  }
}

/// What a statement will speak of, before it has a figure.
private struct Shell {
  let series: String
  let period: String
  let kind: String
  let qualifier: String
  /// Log width of a range.
  private static let width = 0.3

  var dummy: String { kind == "growth" ? qualifier + "x1.100" : text(1e9) }

  func line(figure: String) -> String {
    "\(series) \(period) \(kind) \(figure)" + (kind == "growth" ? "" : kind == "stock" ? " 1" : " USD")
  }

  /// The figure that its words leave of a value of the row.
  func figure(of value: Double, _ generator: inout PhiloxGenerator) -> String {
    let normal = generator.normal()
    let beliefs = SimulatedLedgers.hyperparameters
    var stated = value
    switch qualifier {
    case "": stated += beliefs.exactDeviation * normal
    case "about ": stated += beliefs.aboutDeviation * normal
    case "over ": stated -= beliefs.overDeviation * abs(normal)
    case "almost ": stated += beliefs.almostDeviation * abs(normal)
    case "at least ": stated -= beliefs.looseDeviation * abs(normal)
    case "up to ": stated += beliefs.looseDeviation * abs(normal)
    default:
      // A normal of σ = width/√12 around the middle, cut off at both ends.
      var offset = normal
      while abs(offset) > 3.0.squareRoot() { offset = generator.normal() }
      stated += offset * Self.width / 12.0.squareRoot()
    }
    return text(exp(stated))
  }

  private func text(_ value: Double) -> String {
    // Digits enough that rounding is nothing beside the least σ.
    if kind == "growth" { return qualifier + "x" + String(format: "%.6f", value) }
    guard qualifier == "between " else { return qualifier + String(format: "%.3f", value) }
    return String(format: "%.3f..%.3f", value * exp(-Self.width / 2), value * exp(Self.width / 2))
  }
}
