import Foundation
import Ledger
import Testing
import TradeSeries

@testable import Adjustment

/// A statement made twice with half the information each time says the same as once.
@Suite struct SplitStatementSlowTests {
  private static let hyperparameters = Hyperparameters()

  @Test func movesNoModeOfTheShippedLedger() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "datasets/belarus-asia")
    let ledger = try LedgerFolder(folder.path).read()
    try expectSameModes(ledger, asOf: #require(ledger.latestDate))
  }

  @Test(arguments: 101...112 as ClosedRange<UInt64>) func movesNoModeOfSmallLedgers(_ seed: UInt64) throws {
    var ledgers = RandomLedgers(seed: seed)
    let small = try SmallLedger(ledgers.next() + ledgers.next(), asOf: "2023-11-30")
    try expectSameModes(small.ledger, asOf: small.asOf)
  }

  @Test func movesDrawsNoMoreThanASeedDoes() throws {
    let small = try SmallLedger(
      [
        "turnover 2022 level about 5.8 billion USD", "exports 2022 level over 1.6 billion USD",
        "exports 2022-01/2022-10 growth almost x2", "exports 2021 level 900..1000 million USD",
      ], asOf: "2022-12-31")
    let model = try AdjustmentModel(
      small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: Self.hyperparameters)
    for group in model.groups() {
      let (once, twice) = (try draws(group, model), try draws(group.split, model))
      for unknown in 0..<group.count {
        let pair = [once, twice].map { $0.column(unknown) }
        guard standardDeviation(pair[0]) < Posterior.largestDeviation else { continue }
        for probability in [0.1, 0.5, 0.9] {
          let level = pair[0].sorted()[Int(probability * Double(pair[0].count))]
          // Both sides are draws: √2 times the error of one.
          let z = DrawCheck.score(pair[1], below: level, probability: probability) / 2.0.squareRoot()
          #expect(abs(z) < 4, "unknown \(unknown) at \(probability): z \(z)")
        }
      }
    }
  }

  private func expectSameModes(_ ledger: StatementLedger, asOf: CalendarDate) throws {
    let model = try AdjustmentModel(
      ledger.known(on: asOf), asOf: asOf, horizon: 2, hyperparameters: Self.hyperparameters)
    var count = 0
    for group in model.groups() where !group.observations.isEmpty {
      let once = try ModeSolver(group, Self.hyperparameters, model).solve()
      let twice = try ModeSolver(group.split, Self.hyperparameters, model).solve()
      for (left, right) in zip(once.theta, twice.theta) {
        #expect(abs(left - right) < 1e-9, "\(model.seriesKeys(of: group)): \(left) and \(right)")
      }
      // Deviations like the diffuse prior's are not reported, only told from others.
      for (left, right) in zip(once.unconstrainedDeviations, twice.unconstrainedDeviations) where left < 3 {
        #expect(abs(left - right) < 1e-9)
      }
      count += once.theta.count
    }
    #expect(count > 0)
  }

  private func draws(_ group: LinkedGroup, _ model: AdjustmentModel) throws -> GroupDraws {
    let mode = try ModeSolver(group, Self.hyperparameters, model).solve()
    let monitor = MixingMonitor([group])
    let sampler = PosteriorSampler(hyperparameters: Self.hyperparameters, seed: 1)
    return try sampler.sample([PosteriorSampler.Problem(group, mode)], monitor)[0]
  }
}

extension LinkedGroup {
  /// The group with each statement made twice, with √2 times its σ.
  ///
  /// Its wall is not information that adds up but a limit, which the first of the two keeps.
  fileprivate var split: LinkedGroup {
    let rows = observations.flatMap { row in
      [(row.lower, row.upper), (nil, nil)].map { walls in
        ObservationRow(
          statement: row.statement, expression: row.expression, target: row.target, sigma: 2.0.squareRoot() * row.sigma,
          lower: walls.0, upper: walls.1)
      }
    }
    return LinkedGroup(
      unknowns: unknowns, priorRows: priorRows, observations: rows, bounds: bounds, pairs: pairs, start: start,
      offsets: offsets, stream: stream)
  }
}
