import Adjustment
import Assessment
import Foundation
import Reporting
import TradeSeries
import Trends

/// An invented ledger with invented results: every verdict, every shape of statement, names that need escaping.
enum Sample {
  static let asOf = day("2024-01-31")

  static func day(_ text: String) -> CalendarDate {
    do { return try CalendarDate(parsing: text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func period(_ text: String) -> ReferencePeriod {
    do { return try ReferencePeriod(parsing: text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func figure(_ text: String) -> StatedFigure {
    do { return try StatedFigure(parsing: text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func unit(_ code: String) -> UnitOfMeasure {
    guard let unit = UnitOfMeasure(code: code) else { preconditionFailure(code) }
    return unit
  }

  static let turkey = SeriesKey(reporter: "BY", partner: "TR", indicator: "turnover")
  static let china = SeriesKey(reporter: "BY", partner: "CN", indicator: "turnover")
  static let chinaExports = SeriesKey(reporter: "BY", partner: "CN", indicator: "exports")
  static let food = SeriesKey(reporter: "BY", partner: "CN", indicator: "exports", product: "food")
  static let iran = SeriesKey(reporter: "BY", partner: "IR", indicator: "turnover")
  static let mongolia = SeriesKey(reporter: "BY", partner: "MN", indicator: "turnover")
  static let residents = SeriesKey(reporter: "BY", partner: "W", indicator: "residents", entity: "Great Stone")
  static let timber = SeriesKey(
    reporter: "BY", partner: "CN", indicator: "transactions", product: "sawn_timber", entity: "BUTB")
  static let vietnam = SeriesKey(reporter: "BY", partner: "VN", indicator: "exports")

  static func statement(
    _ id: String, _ series: SeriesKey, _ period: String?, _ figure: String, _ claim: Statement.Claim? = nil,
    origin: String? = nil, known: String = "2023-12-01", source: String = "agency", note: String = ""
  ) -> Statement {
    do {
      return try Statement(
        id: id, series: series, period: period.map { Self.period($0) },
        claim: claim ?? .level(.usDollar), figure: Self.figure(figure), origin: origin, knownOn: day(known),
        source: source, locator: "p. 1", note: note)
    } catch {
      preconditionFailure("\(id): \(error)")
    }
  }

  static func target(
    _ id: String, _ series: SeriesKey, _ goal: String, unit: UnitOfMeasure? = .usDollar, base: String? = nil,
    by deadline: String?
  ) -> Target {
    Target(
      id: id, series: series, goal: figure(goal), unit: unit, base: base.map { period($0) },
      deadline: deadline.map { .by(period($0)) } ?? .open, setOn: day("2023-03-21"), source: "embassy",
      locator: "p. 2", note: "")
  }

  static func adjusted(
    _ series: SeriesKey, _ when: String, _ status: AdjustedFigure.Status, _ median: Double, _ sd: Double,
    unit: UnitOfMeasure = .usDollar, statements: Int = 0
  ) -> AdjustedFigure {
    func interval(_ z: Double) -> ClosedRange<Double> { median * exp(-z * sd)...median * exp(z * sd) }
    return AdjustedFigure(
      series: series, unit: unit, period: period(when), status: status,
      summary: PosteriorSummary(
        median: median, sdLog: sd, interval50: interval(0.6745), interval80: interval(1.2816),
        interval95: interval(1.96), effectiveSampleSize: 4000), statementCount: statements)
  }

  /// Figures of `medians` from `first` on, sure up to 2023 and less and less so afterwards.
  static func run(
    _ series: SeriesKey, from first: Int, _ medians: [Double], sd: Double, unit: UnitOfMeasure = .usDollar
  ) -> [AdjustedFigure] {
    medians.enumerated().map { index, median in
      let year = first + index
      let ahead = max(year - 2023, 0)
      let status: AdjustedFigure.Status = year <= 2023 ? .adjusted : year == 2024 ? .nowcast : .forecast
      return adjusted(
        series, "\(year)", status, median, (sd * sd + 0.04 * Double(ahead)).squareRoot(), unit: unit,
        statements: index % 3)
    }
  }

  static func assessment(
    _ target: Target, _ verdict: Verdict, p: Double?, level: Double?, needs: Double? = nil, trend: Double? = nil,
    passage: TargetAssessment.FirstPassage? = nil, path: [(Int, Double)] = [], unit: UnitOfMeasure = .usDollar
  ) -> TargetAssessment {
    TargetAssessment(
      target: target, unit: unit, level: level, probability: p, verdict: verdict, requiredGrowth: needs,
      trendGrowth: trend, growthRatio: needs.flatMap { needs in trend.map { $0 / needs } }, firstPassage: passage,
      path: path.map { .init(year: $0.0, probability: $0.1) })
  }

  static func trend(_ series: SeriesKey, _ growth: Double, _ model: TrendModel = .posterior) -> SeriesTrend {
    SeriesTrend(
      series: series, unit: .usDollar,
      estimate: TrendEstimate(
        model: model, years: 2016...2023, count: 8, growth: growth, standardError: 0.031,
        interval80: growth - 0.05...growth + 0.06, interval95: growth - 0.09...growth + 0.1,
        rSquared: model == .posterior ? nil : 0.87, sigma: 0.12, assumptions: [.adjustmentModel]))
  }
}
