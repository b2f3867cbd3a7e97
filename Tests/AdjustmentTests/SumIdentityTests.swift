import Foundation
import Statistics
import Testing
import TradeSeries

@testable import Adjustment

/// Turnover is exports plus imports in every draw of every period, and figures are read off those draws.
@Suite struct SumIdentityTests {
  private func adjusted() throws -> AdjustedLedger {
    let small = try SmallLedger(
      [
        "turnover 2022 level 5.8 billion USD", "exports 2022 growth x1.8", "exports 2022 level over 1.6 billion USD",
        "turnover 2023-01/2023-05 growth x1.5", "exports 2022-07/2023-02 level about 1.2 billion USD",
      ], asOf: "2023-06-20")
    return try LedgerAdjustment(asOf: small.asOf, horizon: 3).adjust(small.ledger)
  }

  @Test func holdsToTheLastDigit() throws {
    let adjusted = try adjusted()
    let turnover = SmallLedger.key("turnover")
    var count = 0
    for figure in adjusted.figures where figure.series == turnover {
      let posterior = adjusted.posterior
      let total = try #require(posterior.logDraws(of: turnover, in: .usDollar, at: figure.period))
      let exports = try #require(
        posterior.logDraws(of: turnover.with(indicator: "exports"), in: .usDollar, at: figure.period))
      let imports = try #require(
        posterior.logDraws(of: turnover.with(indicator: "imports"), in: .usDollar, at: figure.period))
      let worst = total.indices.map { abs(total[$0] - log(exp(exports[$0]) + exp(imports[$0]))) / total[$0].ulp }.max()
      #expect(try #require(worst) <= 2, "\(figure.period)")
      count += 1
    }
    // 2021 to 2026, five months of two years, two months and six.
    #expect(count >= 8)
  }

  @Test func figuresAreReadOffTheSameDraws() throws {
    let adjusted = try adjusted()
    for figure in adjusted.figures {
      guard let summary = figure.summary else { continue }
      let draws = try #require(adjusted.posterior.logDraws(of: figure.series, in: figure.unit, at: figure.period))
      let sample = try #require(SortedSample(draws))
      #expect(summary.median == exp(sample.quantile(0.5)))
      #expect(summary.interval80 == exp(sample.quantile((1 - 0.8) / 2))...exp(sample.quantile((1 + 0.8) / 2)))
    }
  }

  /// Exports and imports without a word on their sum: no row links them, and yet their draws add up to turnover.
  @Test func partsWithoutAStatedSum() throws {
    let small = try SmallLedger(
      [
        "exports 2022-11/2023-02 level up to 70 million USD", "exports 2021 growth x1.153",
        "exports 2019 level 10..800 million USD", "exports 2023-Q3 level over 48 million USD",
        "imports 2019 level 10..800 million USD",
      ], asOf: "2023-10-31")
    let model = try AdjustmentModel(
      small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: Hyperparameters())
    for group in model.groups() {
      #expect(group.pairs.allSatisfy { $0.exports < group.count && $0.imports < group.count })
    }
    let adjusted = try LedgerAdjustment(asOf: small.asOf, horizon: 1).adjust(small.ledger)
    #expect(adjusted.diagnostics.worstRHat < 1.02)
    let turnover = SmallLedger.key("turnover")
    #expect(adjusted.figures.contains { $0.series == turnover && $0.summary != nil })
  }
}
