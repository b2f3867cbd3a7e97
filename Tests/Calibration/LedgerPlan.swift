import Statistics
import TradeSeries

/// What a simulated ledger will speak of, decided before anything is drawn: the words must not depend on the truth.
struct LedgerPlan {
  /// A statement without its figure.
  struct Item {
    enum Claim {
      case level
      case growth(base: ReferencePeriod)
      case share(of: SeriesKey)
      case balance
    }

    let series: SeriesKey
    let period: ReferencePeriod
    let claim: Claim
    let qualifier: Qualifier
    /// `USD`, `XTA` at exact rates, `XTB` at rates about known, or `1` of a stock.
    var unit = "USD"
    var origin: String?
  }

  /// What kind of ledger it is.
  enum Family: Int, CaseIterable {
    case flow, trade, parts, stock
  }

  let family: Family
  private(set) var items: [Item] = []

  static let firstYear = 2019
  static let asOf = "2023-10-31"
  static let asOfYear = 2023
  static let exports = SeriesKey(reporter: "BY", partner: "TR", indicator: "exports")
  static let imports = exports.with(indicator: "imports")
  static let turnover = exports.with(indicator: "turnover")
  static let regions = ["BY-MI", "BY-BR"].map {
    SeriesKey(reporter: $0, partner: "TR", indicator: "exports")
  }
  static let food = exports.with(indicator: "exports", product: "food")
  static let residents = SeriesKey(reporter: "BY", partner: "CN", indicator: "residents", entity: "Park")
  static let origin = "TR"

  init(_ generator: inout PhiloxGenerator) throws {
    family = Self.pick(Family.allCases, &generator)
    let count = 3 + Int(generator.next() % 6)
    for _ in 0..<count { items.append(try item(&generator)) }
  }

  /// The series that items may speak of.
  var series: [SeriesKey] {
    switch family {
    case .flow: [Self.exports]
    case .trade: [Self.exports, Self.imports, Self.turnover]
    case .parts: [Self.exports] + Self.regions + [Self.food]
    case .stock: [Self.residents]
    }
  }

  private func item(_ generator: inout PhiloxGenerator) throws -> Item {
    let series = Self.pick(self.series, &generator)
    if family == .stock { return try stockItem(&generator) }
    let (claimDraw, wordDraw) = (generator.uniform(), generator.uniform())
    let firm: [Qualifier] = [.exact, .about, .almost, .over, .atLeast, .upTo]
    if claimDraw < 0.3 {
      let period = try Self.flowPeriod(&generator, inOneYear: true, from: Self.firstYear + 1)
      let base = wordDraw < 0.8 ? period.yearEarlier : try ReferencePeriod(parsing: "\(Self.firstYear)")
      let isYear = period.months?.isYear == true
      return Item(
        series: series, period: period, claim: .growth(base: isYear ? base : period.yearEarlier),
        qualifier: Self.pick(firm, &generator))
    }
    let others = self.series.filter { $0 != series }
    if claimDraw < 0.5, let whole = family == .trade ? Self.turnover : others.isEmpty ? nil : Self.exports {
      let part = series == whole ? Self.pick(others, &generator) : series
      let period = try Self.flowPeriod(&generator, inOneYear: true, from: Self.firstYear)
      return Item(series: part, period: period, claim: .share(of: whole), qualifier: Self.pick(firm, &generator))
    }
    if claimDraw < 0.6, family == .trade {
      let period = try Self.flowPeriod(&generator, inOneYear: true, from: Self.firstYear)
      return Item(
        series: Self.exports.with(indicator: "balance"), period: period, claim: .balance,
        qualifier: Self.pick([.exact, .about, .over, .almost], &generator))
    }
    var item = Item(
      series: series, period: try Self.flowPeriod(&generator, inOneYear: false, from: Self.firstYear), claim: .level,
      qualifier: Self.pick(firm + [.interval], &generator))
    if wordDraw < 0.3 { item.unit = wordDraw < 0.15 ? "XTA" : "XTB" }
    if generator.uniform() < 0.35 { item.origin = Self.origin }
    return item
  }

  private func stockItem(_ generator: inout PhiloxGenerator) throws -> Item {
    let firm: [Qualifier] = [.exact, .about, .almost, .over, .atLeast, .upTo]
    if generator.uniform() < 0.35 {
      let date = try ReferencePeriod(parsing: Self.pick(["2020-12-31", "2021-12-31", "2023-06-30"], &generator))
      return Item(
        series: Self.residents, period: date, claim: .growth(base: date.yearEarlier),
        qualifier: Self.pick(firm, &generator), unit: "1")
    }
    let date = try ReferencePeriod(
      parsing: Self.pick(["2019-12-31", "2020-12-31", "2022-03-15", "2022-12-31", "2023-06-30"], &generator))
    return Item(
      series: Self.residents, period: date, claim: .level, qualifier: Self.pick(firm + [.interval], &generator),
      unit: "1", origin: generator.uniform() < 0.35 ? Self.origin : nil)
  }

  private static func flowPeriod(
    _ generator: inout PhiloxGenerator, inOneYear: Bool, from first: Int
  ) throws -> ReferencePeriod {
    if generator.uniform() < 0.55 {
      return try ReferencePeriod(parsing: "\(first + Int(generator.next() % UInt64(asOfYear - first)))")
    }
    var runs = ["2022-01/2022-09", "2022-Q4", "2022-S1", "2023-01/2023-09", "2023-01/2023-06", "2023-Q3"]
    if !inOneYear { runs += ["2022-11/2023-02", "2021-10/2022-03"] }
    return try ReferencePeriod(parsing: pick(runs, &generator))
  }

  static func pick<Element>(_ elements: [Element], _ generator: inout PhiloxGenerator) -> Element {
    elements[Int(generator.next() % UInt64(elements.count))]
  }
}
