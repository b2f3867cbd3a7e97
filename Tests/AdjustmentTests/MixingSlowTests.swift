import Testing

@testable import Adjustment

/// Ledgers that are hard to draw from: their draws must mix, in no more sweeps than plain ones need.
@Suite struct MixingSlowTests {
  static let ledgers = [
    "a ridge: sums tied by the growth of a part": [
      "turnover 2014 level 193 million USD", "turnover 2015 level 210 million USD", "exports 2015 growth x1.71",
      "exports 2016 level 152 million USD", "turnover 2016 growth over x1.07",
      "imports 2020 level almost 102 million USD",
      "imports 2022 level almost 134 million USD", "imports 2022 growth x1.2", "exports 2021 growth almost x1.65",
    ],
    "a ridge over three years": [
      "exports 2017 level 243 million USD", "turnover 2018 level 395 million USD", "exports 2018 growth x1.36",
      "turnover 2021 level 547 million USD", "exports 2022 growth x1.08", "exports 2023 level 376 million USD",
      "imports 2023 growth x0.476", "exports 2020-01/2020-10 level over 369 million USD",
    ],
    "a region above the country": [
      "exports 2022 level 100 million USD", "BY-MI/TR/exports 2022 level 130 million USD",
    ],
  ]

  @Test(arguments: ledgers.keys.sorted()) func mixes(_ name: String) throws {
    let small = try SmallLedger(try #require(Self.ledgers[name]), asOf: "2023-12-31")
    for seed in [1, 2] {
      let adjusted = try LedgerAdjustment(asOf: small.asOf, horizon: 1, seed: UInt64(seed)).adjust(small.ledger)
      #expect(adjusted.diagnostics.leastBulkESS >= 900, "\(adjusted.diagnostics)")
      #expect(adjusted.diagnostics.drawCount <= 4800, "\(adjusted.diagnostics)")
    }
  }
}
