import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Predictions under the others against draws of the ledger without the statement.
@Suite struct LeaveOneOutTests {
  /// Walls that bind, on one side and on two, in ledgers whose rows are linear.
  @Test(arguments: [
    [
      "exports 2021 level 100 million USD", "exports 2022 level over 150 million USD",
      "exports 2022 growth almost x1.6",
    ],
    [
      "exports 2021 level 100 million USD", "exports 2022 level 150..170 million USD", "exports 2022 growth about x1.7",
    ],
    [
      "exports 2021 level 100 million USD", "exports 2022 level over 150 million USD",
      "exports 2022 level at least 160 million USD", "exports 2022 level about 150 million USD",
    ],
  ])
  func predictionsMatchDraws(_ lines: [String]) throws {
    let whole = try SmallLedger(lines, asOf: "2022-12-31")
    let analysis = try ConflictAnalysis(whole.ledger, asOf: whole.asOf)
    for (number, residual) in analysis.residuals.enumerated() where number > 0 {
      let statement = whole.ledger.statements[number]
      var others = whole.ledger
      others.statements.remove(at: number)
      let adjusted = try LedgerAdjustment(asOf: whole.asOf, horizon: 1).adjust(others)
      let draws = try #require(self.draws(of: statement, adjusted.posterior))
      let mean = draws.reduce(0, +) / Double(draws.count)
      let deviation = standardDeviation(draws)
      // Solved without the statement, as hypotheses are: 1,400 effective draws, four of their standard errors.
      let solved = try self.solved(statement, others, asOf: whole.asOf)
      #expect(abs(solved.mean - mean) < 0.11 * deviation, "\(residual.statement): \(solved.mean), not \(mean)")
      #expect(abs(solved.variance.squareRoot() / deviation - 1) < 0.1, "\(residual.statement)")
      // Taken out of the solution with it, as z is: the walls of the others keep their match.
      let sigma = ObservationNoise(statement.figure, Hyperparameters()).sigma
      let z = (log(statement.figure.value) - mean) / (sigma * sigma + deviation * deviation).squareRoot()
      if statement.figure.upperValue == nil {
        #expect(abs(try #require(residual.z) - z) < 0.4, "\(residual.statement): z \(residual.z ?? 0), not \(z)")
      }
    }
  }

  private func draws(of statement: Statement, _ posterior: Posterior) -> [Double]? {
    guard let period = statement.period,
      let level = posterior.logDraws(of: statement.series, in: .usDollar, at: period)
    else { return nil }
    guard statement.kind == .growth else { return level }
    return posterior.logDraws(of: statement.series, in: .usDollar, at: period.yearEarlier).map { past in
      zip(level, past).map { $0 - $1 }
    }
  }

  private func solved(
    _ statement: Statement, _ others: StatementLedger, asOf: CalendarDate
  ) throws -> BoundedGaussian.Normal {
    let beliefs = Hyperparameters()
    let model = try AdjustmentModel(others, asOf: asOf, horizon: 1, hyperparameters: beliefs, probes: [statement])
    let noise = ObservationNoise(statement.figure, beliefs)
    let row = try #require(ObservationRow(0, statement, noise, model.census, model.index))
    let group = try #require(model.groups().first)
    let places = Dictionary(uniqueKeysWithValues: group.unknowns.enumerated().map { ($1, $0) })
    let mode = try group.mode(beliefs, model, isRobust: false)
    return try BoundedGaussian(group, at: mode.theta, wallDeviation: beliefs.wallDeviation)
      .distribution(of: row.expression.reindexed { places[$0] ?? 0 })
  }

  /// Two levels of one year and nothing else.
  @Test func twoLevelsThatCheckOnlyEachOtherCannotBeToldApart() throws {
    let small = try SmallLedger(
      ["exports 2022 level about 100 million USD", "exports 2022 level about 260 million USD"], asOf: "2022-12-31")
    let conflicts = try ConflictAnalysis(small.ledger, asOf: small.asOf).conflicts
    #expect(conflicts.map(\.residual.statement) == ["s1", "s2"])
    #expect(conflicts.allSatisfy { $0.unidentifiable == [["s1", "s2"]] })
    let z = try conflicts.map { try #require($0.residual.z) }
    #expect(abs(z[0] + z[1]) < 1e-4 * abs(z[0]) && z[0] < -3)
    // Both slips are told of: the one is as much too small as the other too large.
    let slip = try SmallLedger(
      ["exports 2022 level about 100 million USD", "exports 2022 level about 100 billion USD"], asOf: "2022-12-31")
    let likeliest = try #require(ConflictAnalysis(slip.ledger, asOf: slip.asOf).conflicts.first).likeliest
    #expect(likeliest.count == 2)
    #expect(likeliest.contains { $0.isOnly(.thousandth, of: "s1") })
    #expect(likeliest.contains { $0.isOnly(.thousandfold, of: "s2") })
  }

  /// Bounds that cannot both hold, and shares of one whole above 100 %: nothing tells which is wrong.
  @Test(arguments: [
    ["exports 2022 level over 5 billion USD", "turnover 2022 level almost 4 billion USD"],
    ["BY-MI/TR/exports 2022 share 70.0% BY/TR/exports", "BY-BR/TR/exports 2022 share 70.0% BY/TR/exports"],
  ])
  func contradictionsThatNothingElseChecksCannotBeToldApart(_ lines: [String]) throws {
    let small = try SmallLedger(lines, asOf: "2022-12-31")
    let conflicts = try ConflictAnalysis(small.ledger, asOf: small.asOf).conflicts
    #expect(!conflicts.isEmpty)
    for conflict in conflicts { #expect(conflict.unidentifiable == [["s1", "s2"]]) }
  }

  /// A slip that one source repeats does not outvote the truth: s3 and s4 are one slip.
  @Test func repeatedSlipsAreOneSlip() throws {
    let small = try SmallLedger(
      [
        "turnover 2021 level 5.1 billion USD", "turnover 2022 level 5.8 billion USD",
        "turnover 2022 level 5800 billion USD", "turnover 2022 level 5800 billion USD", "turnover 2022 growth +13.7%",
      ], asOf: "2022-12-31")
    let conflicts = try ConflictAnalysis(small.ledger, asOf: small.asOf).conflicts
    let conflict = try #require(conflicts.first { $0.residual.statement == "s3" })
    #expect(conflict.likeliest.map(\.parts) == [[SlipHypothesis.Part(statements: ["s3", "s4"], slip: .thousandfold)]])
  }
}
