import Ledger
import SeededRandom
import TradeSeries

/// A valid ledger of random statements, goals and rates.
struct RandomLedger {
  private var random: SplitMix64
  private let areas = ["BY", "BY-MI", "CN", "TR", "W"]
  private let texts = ["", "p. 1", "a, \"b\"", "first\nsecond", "Türkiye", "p. 1; p. 2"]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func ledger(statementCount: Int) throws -> StatementLedger {
    StatementLedger(
      statements: try (0..<statementCount).map { try statement(id: "s\($0)") },
      targets: try (0..<5).map { try target(id: "t\($0)") },
      rates: try (2010...2030).map { year in
        ExchangeRate(
          currency: "CNY", period: try Period(year: year),
          perUSDollar: try StatedFigure(parsing: "about 6.\(year % 10 + 1)"),
          source: "book")
      },
      areas: areas.map { Area(code: $0, name: "Area \($0)", parent: $0 == "BY-MI" ? "BY" : nil) },
      indicators: [
        Indicator(code: "exports", name: "Exports", nature: .flow, unitKind: .money),
        Indicator(code: "balance", name: "Balance", nature: .flow, unitKind: .money),
        Indicator(code: "residents", name: "Residents", nature: .stock, unitKind: .count),
      ],
      products: [
        Product(code: "food", name: "Food", parent: nil), Product(code: "dairy", name: "Dairy", parent: "food"),
      ],
      sources: [Source(id: "book", title: "A book, \"the\" book", publisher: "", published: "2024", url: "")])
  }

  private mutating func statement(id: String) throws -> Statement {
    let year = Int.random(in: 2012...2028, using: &random)
    let kind = Statement.Kind.allCases.randomElement(using: &random) ?? .level
    let isStock = kind == .stock || kind != .level && Bool.random(using: &random)
    let period = try ReferencePeriod(
      parsing: isStock
        ? "\(year)-11-27" : pick(["\(year)", "\(year)-Q2", "\(year)-01/\(year)-10", "\(year)-S2", "\(year)-07"]))
    let isUndated = Int.random(in: 0..<10, using: &random) == 0
    let series = key(indicator: isStock ? "residents" : pick(["exports", "balance"]), entity: id)
    return try Statement(
      id: id, series: series, period: isUndated ? nil : period, claim: claim(kind, series, isStock, year),
      figure: figure(kind, series.indicator), origin: Bool.random(using: &random) ? "TR" : nil,
      knownOn: CalendarDate(year: year + 1, month: 2, day: 28), source: "book", locator: pick(texts),
      note: isUndated ? "undated" : pick(texts))
  }

  private mutating func claim(
    _ kind: Statement.Kind, _ part: SeriesKey, _ isStock: Bool, _ year: Int
  ) throws -> Statement.Claim {
    switch kind {
    case .level: return .level(.usDollar)
    case .stock: return .stock(UnitOfMeasure(code: "1") ?? .usDollar)
    case .growth:
      guard Bool.random(using: &random) else { return .growth(base: nil) }
      return .growth(base: try ReferencePeriod(parsing: isStock ? "\(year - 2)-11-27" : "\(year - 2)-Q1"))
    case .share:
      let isNear = Bool.random(using: &random)
      return .share(
        of: isNear
          ? part.with(indicator: isStock ? "residents" : "exports", product: part.product.isEmpty ? "food" : "")
          : SeriesKey(reporter: "W", partner: "CN", indicator: part.indicator, entity: pick(["", "MTZ"])))
    }
  }

  private mutating func figure(_ kind: Statement.Kind, _ indicator: String) throws -> StatedFigure {
    let digits = "\(Int.random(in: 1...999, using: &random)).\(Int.random(in: 0...99, using: &random))"
    let text =
      switch kind {
      case .level, .stock:
        pick([
          "\(digits) million", "about \(digits)", "1..\(digits)1 billion",
          indicator == "balance" ? "-\(digits)" : digits,
        ])
      case .growth: pick(["x\(digits)", "over +\(digits)%", "-3.4%", "x0.1..\(digits)"])
      case .share: pick(["\(digits)%", "up to \(digits)%"])
      }
    return try StatedFigure(parsing: text)
  }

  private mutating func target(id: String) throws -> Target {
    let isMultiple = Bool.random(using: &random)
    let deadline = try ReferencePeriod(parsing: "2025")
    return Target(
      id: id, series: key(indicator: "exports", entity: id),
      goal: try StatedFigure(parsing: isMultiple ? "at least x1.2" : "over 5 million"),
      unit: isMultiple ? nil : .usDollar, base: isMultiple ? try ReferencePeriod(parsing: "2022") : nil,
      deadline: isMultiple || Bool.random(using: &random) ? .by(deadline) : .open,
      setOn: try CalendarDate(parsing: "2023-05-31"), source: "book", locator: pick(texts), note: pick(texts))
  }

  private mutating func key(indicator: String, entity: String) -> SeriesKey {
    SeriesKey(
      reporter: pick(["BY", "BY-MI"]), partner: pick(["CN", "TR"]), indicator: indicator,
      product: pick(["", "food", "dairy"]), entity: entity)
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
}
