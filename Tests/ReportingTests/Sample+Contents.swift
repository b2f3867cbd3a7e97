import Adjustment
import Assessment
import Foundation
import Reporting
import TradeSeries
import Trends

extension Sample {
  static let ledger = StatementLedger(
    statements: [
      statement("tr-2016", turkey, "2016", "about 0.5 billion", source: "embassy"),
      statement("tr-2019", turkey, "2019", "almost 0.8 billion"),
      statement("tr-2021", turkey, "2021", "over 1 billion"),
      statement("tr-2022", turkey, "2022", "over 1 billion"),
      statement("tr-2022-up", turkey, "2022", "x1.2", .growth(base: nil)),
      statement("tr-2023-m10", turkey, "2023-01/2023-10", "1.6 billion", origin: "TR", source: "<Agency & Co>"),
      statement("cn-2021", china, "2021", "5.1 billion"), statement("cn-2022", china, "2022", "5.79 billion"),
      statement("cn-2023-h1", china, "2023-S1", "4.4 billion"),
      statement("cn-2023", china, "2023", "almost 6 billion", source: "book"),
      statement("cn-x-2021", chinaExports, "2021", "0.9 billion"),
      statement("cn-x-2022", chinaExports, "2022", "1.6 billion"),
      statement("cn-x-2023-m8", chinaExports, "2023-01/2023-08", "over 1.2 billion"),
      statement("food-2022", food, "2022", "450..480 million"), statement("food-2018", food, "2018", "36 million"),
      statement("food-2020", food, "2020", "up to 190 million"),
      statement("ir-best", iran, nil, "250..300 million", note: "the best years, which is not told | \"maybe\""),
      statement("ir-2022", iran, "2022", "about x3", .growth(base: nil)),
      statement("mn-2022", mongolia, "2022", "over 200 million"),
      statement("mn-2023", mongolia, "2023-01/2023-09", "120 million"),
      statement("gs-2020", residents, "2020-12-31", "68", .stock(unit("1"))),
      statement("gs-2023", residents, "2023-11-27", "over 110", .stock(unit("1"))),
      statement("bt-2021", timber, "2021", "150 million", .level(unit("CNY"))),
      statement("bt-2022", timber, "2022", "20 million"),
      statement("bt-late", timber, "2023", "30 million", known: "2024-03-01"),
      statement("vn-2022", vietnam, "2022", "+25%", .growth(base: nil)),
    ],
    targets: [], rates: [],
    areas: [
      Area(code: "W", name: "World", parent: nil), Area(code: "BY", name: "Belarus", parent: nil),
      Area(code: "TR", name: "Türkiye", parent: nil), Area(code: "IR", name: "Iran", parent: nil),
      Area(code: "VN", name: "Viet Nam", parent: nil), Area(code: "MN", name: "Mongolia", parent: nil),
      Area(code: "CN", name: "China", parent: nil), Area(code: "CN-GD", name: "Guangdong", parent: "CN"),
    ],
    indicators: [
      Indicator(
        code: "turnover", name: "Trade turnover (exports plus imports of goods)", nature: .flow, unitKind: .money),
      Indicator(code: "exports", name: "Exports", nature: .flow, unitKind: .money),
      Indicator(code: "transactions", name: "Exchange deals", nature: .flow, unitKind: .money),
      Indicator(code: "residents", name: "Park residents", nature: .stock, unitKind: .count),
    ],
    products: [
      Product(code: "food", name: "Food", parent: nil), Product(code: "sawn_timber", name: "Sawn timber", parent: nil),
    ],
    sources: [
      Source(id: "book", title: "On cooperation", publisher: "A press", published: "2024", url: ""),
      Source(
        id: "agency", title: "Trade grows by half", publisher: "BelTA", published: "2023-11",
        url: "https://example.org/a?b=1&c=2"),
      Source(
        id: "<Agency & Co>", title: "Ten months <b>of</b> trade", publisher: "", published: "",
        url: "javascript:alert(1)"),
      Source(id: "embassy", title: "Roadmap", publisher: "Embassy", published: "2016", url: "http://example.org/x"),
    ])

  static let figures: [AdjustedFigure] =
    run(
      turkey, from: 2016, [0.52e9, 0.58e9, 0.66e9, 0.77e9, 0.83e9, 1.08e9, 1.24e9, 1.42e9, 1.5e9, 1.6e9, 1.7e9],
      sd: 0.09)
    + run(china, from: 2021, [5.1e9, 5.79e9, 6.4e9, 6.8e9, 7.2e9, 7.6e9], sd: 0.012)
    + run(chinaExports, from: 2021, [0.9e9, 1.6e9, 1.82e9, 1.93e9, 2.04e9, 2.17e9], sd: 0.04)
    + run(food, from: 2018, [36e6, 80e6, 160e6, 280e6, 466e6, 610e6, 700e6, 770e6, 850e6], sd: 0.06)
    + run(mongolia, from: 2022, [214e6, 171e6, 180e6, 190e6, 201e6], sd: 0.1)
    + [
      adjusted(residents, "2020-12-31", .adjusted, 68, 0.005, unit: unit("1"), statements: 1),
      adjusted(residents, "2023-11-27", .adjusted, 114, 0.03, unit: unit("1"), statements: 1),
      adjusted(residents, "2024-12-31", .nowcast, 125, 0.15, unit: unit("1")),
      adjusted(turkey, "2023-01/2023-10", .adjusted, 1.2e9, 0.08, statements: 1),
      adjusted(timber, "2021", .adjusted, 23.3e6, 0.01, statements: 1),
      adjusted(timber, "2022", .adjusted, 20e6, 0.01, statements: 1),
    ]
    + [iran, vietnam].map {
      AdjustedFigure(
        series: $0, unit: .usDollar, period: period("2022"), status: .notIdentified, summary: nil, statementCount: 1)
    }

  static let residuals: [ObservationResidual] = [
    residual("tr-2016", turkey, 0.001, 0.02, nil, 5e8, 5e8), residual("tr-2021", turkey, -0.07, 0.4, -0.8, 1.1e9, 1e9),
    residual("tr-2023-m10", turkey, 0.29, 0.71, 1.4, 1.2e9, 1.6e9),
    residual("cn-2021", china, 1.0 / 3, 0.1, 0.1, 5.1e9, 5.1e9),
    residual("cn-2023-h1", china, 0.1, 0.6, 4.6, 3.1e9, 4.4e9),
    residual("cn-2023", china, -0.065, 0.97, -3.9, 6.9e9, 6e9),
    residual("bt-2021", timber, 0.001, 0.2, nil, nil, 23.3e6),
    ObservationResidual(
      statement: "ir-2022", series: iran, residual: 0, redundancy: 0, z: nil, predicted: nil, stated: 3, unit: nil),
  ]

  static func residual(
    _ id: String, _ series: SeriesKey, _ residual: Double, _ redundancy: Double, _ z: Double?, _ predicted: Double?,
    _ stated: Double
  ) -> ObservationResidual {
    ObservationResidual(
      statement: id, series: series, residual: residual, redundancy: redundancy, z: z, predicted: predicted,
      stated: stated, unit: .usDollar)
  }

  static let assessments: [TargetAssessment] = [
    assessment(
      target("tr-1bn", turkey, "1 billion", by: nil), .met, p: 0.985, level: 1e9, trend: 0.06,
      passage: .init(median: 2021, low80: 2021, high80: 2022), path: (2024...2033).map { ($0, 0.99) }),
    assessment(
      target("tr-1.5bn", turkey, "1.5 billion", by: nil), .metByOrigin("TR"), p: 0.31, level: 1.5e9, trend: 0.06,
      passage: .init(median: 2025, low80: 2023, high80: nil),
      path: (2024...2033).map { ($0, 0.4 + 0.05 * Double($0 - 2024)) }),
    assessment(
      target("tr-2bn-2025", turkey, "at least 2 billion", by: "2025"), .offTrack, p: 0.13, level: 2e9, needs: 0.187,
      trend: 0.0612, passage: .init(median: 2028, low80: 2025, high80: nil), path: [(2025, 0.13)]),
    assessment(
      target("cn-120", china, "at least x1.2", unit: nil, base: "2022", by: "2023"), .likelyMissed, p: 0.08,
      level: 6.95e9, needs: 0.2, trend: 0.072, passage: .init(median: 2025, low80: 2024, high80: 2027),
      path: [(2023, 0.08)]),
    assessment(
      target("cn-5bn", china, "over 5 billion", by: "2022"), .met, p: 0.9999, level: 5e9, path: [(2022, 0.9999)]),
    assessment(
      target("cn-x-2.2", chinaExports, "2.2 billion", by: "2023"), .missed, p: 0.002, level: 2.2e9,
      path: [(2023, 0.002)]),
    assessment(
      target("cn-x-1.7", chinaExports, "1.7 billion", by: "2023"), .likelyMet, p: 0.9, level: 1.7e9, path: [(2023, 0.9)]
    ),
    assessment(
      target("food-900m", food, "900 million", by: "2024"), .uncertain, p: 0.35, level: 9e8, needs: 0.475, trend: 0.22,
      passage: .init(median: 2026, low80: 2024, high80: 2029), path: [(2024, 0.35)]),
    assessment(
      target("gs-120", residents, "at least 120", unit: unit("1"), by: "2024-12-31"), .onTrack, p: 0.84, level: 120,
      needs: 0.05, trend: 0.18, unit: unit("1")),
    assessment(
      target("ir-500m", iran, "500 million", by: nil), .notIdentified(.noLevel), p: nil, level: nil, trend: 0.25),
    assessment(
      target("vn-x2", vietnam, "almost x2", unit: nil, base: "2019", by: "2025"), .notIdentified(.baseUnknown), p: nil,
      level: nil),
  ]

  static let contents = ReportContents(
    title: "Belarus’s trade with Asia", ledger: withTargets, asOf: asOf, seed: 20_240_131, horizon: 3,
    hyperparameters: Hyperparameters(), figures: figures, residuals: residuals,
    conflicts: [
      Conflict(
        residual: residuals[4], ground: .improbable, against: ["cn-2023", "cn-2022"],
        hypotheses: [
          SlipHypothesis(statement: "cn-2023-h1", slip: .part(period("2023")), logOdds: 4 * log(10)),
          SlipHypothesis(statement: "cn-2023-h1", slip: .unnamed, logOdds: 2 * log(10)),
        ]),
      Conflict(
        residual: residuals[5], ground: .boundViolated(by: 0.065), against: ["cn-2023-h1"],
        cluster: 2, unidentifiable: [["cn-2023", "cn-2023-h1"]]),
    ],
    unadjusted: [UnadjustedStatement(statement: "ir-best", reason: .undated)],
    diagnostics: SamplerDiagnostics(
      chainCount: 4, drawCount: 40_000, worstRHat: 1.0031, leastBulkESS: 1240, leastTailESS: 1100),
    trends: [
      trend(turkey, 0.0612), trend(turkey, 0.142, .logLinear), trend(china, 0.072), trend(chinaExports, 0.09),
      trend(food, 0.22), trend(mongolia, -0.021), trend(iran, 0.25),
    ],
    assessments: assessments,
    targetPaths: TargetPathIndicator(figures: figures, indicators: ledger.indicators).readings(of: assessments),
    globalTests: [
      GlobalTest(series: [china, chinaExports], statementCount: 7, statistic: 21.1, degreesOfFreedom: 4.2),
      GlobalTest(series: [timber], statementCount: 2, statistic: 0, degreesOfFreedom: 0),
    ], leftOut: ["cn-2020"], isRobust: true)

  private static var withTargets: StatementLedger {
    var ledger = ledger
    ledger.targets = assessments.map(\.target)
    return ledger
  }
}
