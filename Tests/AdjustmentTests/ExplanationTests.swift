import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Weights and influences against closed forms, and against modes of ledgers in which a figure was moved.
@Suite struct ExplanationTests {
  private static let ledgers = [
    [
      "exports 2021 level 100 million USD", "exports 2022 growth x1.5", "exports 2022-01/2022-09 level 140 million USD",
    ],
    ["exports 2021 level 5.8 billion USD", "exports 2022 growth over x1.6", "exports 2022 level almost 9 billion USD"],
    [
      "turnover 2021 level 900 million USD", "exports 2021 level 300 million USD", "turnover 2022 growth x1.2",
      "imports 2022 level about 700 million USD",
    ],
    // The part would be larger than the whole: the bound binds.
    ["exports 2022 level about 100 million USD", "BY-MI/TR/exports 2022 level about 120 million USD"],
    ["BY/CN/residents//Park 2019-12-31 stock 60 1", "BY/CN/residents//Park 2021-06-30 stock about 85 1"],
    ["exports 2022 level 1.2 billion USD", "exports 2022 level 1.1 billion USD origin=TR"],
  ]

  @Test func levelsOfOneYearWeighByInverseVariance() throws {
    let small = try SmallLedger(
      ["exports 2022 level 5.8 million USD", "exports 2022 level 5.79 million USD"], asOf: "2022-12-31")
    let explanation = try explain(small, "exports", "2022")
    let sigmas = [0.05 / (5.8 * 3.0.squareRoot()), 0.002]
    let precisions = sigmas.map { 1 / ($0 * $0) }
    let total = precisions[0] + precisions[1] + 1 / 400.0
    for (number, precision) in precisions.enumerated() {
      let part = try #require(explanation.parts.first { $0.origin == .statement("s\(number + 1)") })
      #expect(abs(part.weight - precision / total) < 1e-9)
      #expect(abs((part.influence ?? 0) - precision / total) < 1e-9)
    }
    let first = try #require(explanation.parts.first { $0.origin == .belief(.firstLevel) })
    #expect(abs(first.weight * total * 400 - 1) < 1e-6)
    #expect(abs(explanation.logDeviation - 1 / total.squareRoot()) < 1e-12)
  }

  @Test(arguments: ledgers.indices) func weightsSumToOne(_ number: Int) throws {
    let small = try SmallLedger(Self.ledgers[number], asOf: "2022-12-31")
    let adjusted = try LedgerAdjustment(asOf: small.asOf).adjust(small.ledger)
    for figure in adjusted.figures {
      for base in [nil, figure.period.yearEarlier] {
        let quantity = ExplainedQuantity(
          series: figure.series, unit: figure.unit, period: figure.period, base: base)
        guard let explanation = try adjusted.explanation(of: quantity) else {
          #expect(base != nil, "no explanation of \(figure.series) \(figure.period)")
          continue
        }
        #expect(abs(explanation.parts.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
        #expect(explanation.parts.allSatisfy { $0.weight >= 0 })
      }
    }
  }

  /// The mode of the figure, when what one statement says is moved up and down a little.
  @Test(arguments: ledgers.indices) func influencesAreDerivativesOfTheMode(_ number: Int) throws {
    let small = try SmallLedger(Self.ledgers[number], asOf: "2022-12-31")
    let model = try AdjustmentModel(small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: .init())
    for group in model.groups() {
      let mode = try ModeSolver(group, .init(), model).solve()
      let information = try GroupInformation(group, mode, wallDeviation: model.hyperparameters.wallDeviation)
      for unknown in 0..<group.count {
        var gradient = [Double](repeating: 0, count: group.count)
        gradient[unknown] = 1
        let influences = information.decompose(gradient).influences
        for row in group.observations.indices {
          let step = 1e-4
          let up = try ModeSolver(group.moving(row, by: step), .init(), model).solve().theta[unknown]
          let down = try ModeSolver(group.moving(row, by: -step), .init(), model).solve().theta[unknown]
          let derivative = (up - down) / (2 * step)
          // A sum is curved: Gauss's and Newton's derivative differs by what its residual bends.
          let isLinear = group.observations.allSatisfy(\.expression.isLinear)
          #expect(
            abs(derivative - influences[row]) < (isLinear ? 1e-5 : 0.03 * max(1, abs(derivative))),
            "unknown \(unknown) by row \(row): \(derivative), \(influences[row])")
        }
      }
    }
  }

  @Test func aBindingBoundIsNamed() throws {
    let small = try SmallLedger(Self.ledgers[3], asOf: "2022-12-31")
    let explanation = try explain(small, "exports", "2022")
    let bound = try #require(explanation.bounds.first)
    #expect(bound.parts.map(\.series) == [SmallLedger.key("BY-MI/TR/exports")])
    #expect(bound.whole.map(\.series) == [SmallLedger.key("exports")])
    #expect(bound.narrowing > 0.4 && bound.narrowing < 0.6)
    // Both statements now measure one quantity, with nearly the same σ.
    for id in ["s1", "s2"] {
      let part = try #require(explanation.parts.first { $0.origin == .statement(id) })
      #expect(abs(part.weight - 0.5) < 0.02)
    }
  }

  @Test func aForecastIsMostlyBelief() throws {
    let small = try SmallLedger(["exports 2022 level 1.2 billion USD"], asOf: "2022-12-31")
    let explanation = try explain(small, "exports", "2025")
    let volatility = 0.24 * pow(1.2, -0.2)
    let parts = [
      FigureExplanation.Belief.change: 3 * volatility * volatility, .trend: 9 * 0.06 * 0.06,
    ]
    let statement = pow(0.05 / (1.2 * 3.0.squareRoot()), 2)
    let variance = parts.values.reduce(statement, +)
    for (belief, square) in parts {
      let part = try #require(explanation.parts.first { $0.origin == .belief(belief) })
      #expect(abs(part.weight - square / variance) < 1e-5)
    }
    let own = try #require(explanation.parts.first { $0.origin == .statement("s1") })
    #expect(abs((own.influence ?? 0) - 1) < 1e-5 && abs(own.weight - statement / variance) < 1e-5)
  }

  private func explain(_ small: SmallLedger, _ key: String, _ period: String) throws -> FigureExplanation {
    let adjusted = try LedgerAdjustment(asOf: small.asOf).adjust(small.ledger)
    return try #require(
      try adjusted.explanation(
        of: ExplainedQuantity(
          series: SmallLedger.key(key), unit: .usDollar, period: ReferencePeriod(parsing: period))))
  }
}

extension LinkedGroup {
  /// The group with what one observation says moved by some log units.
  fileprivate func moving(_ row: Int, by step: Double) -> LinkedGroup {
    var observations = observations
    let old = observations[row]
    observations[row] = ObservationRow(
      statement: old.statement, expression: old.expression, target: old.target + step, sigma: old.sigma,
      lower: old.lower.map { $0 + step }, upper: old.upper.map { $0 + step })
    return LinkedGroup(
      unknowns: unknowns, priorRows: priorRows, observations: observations, bounds: bounds, pairs: pairs, start: start,
      offsets: offsets, stream: stream)
  }
}
