import Foundation
import Statistics
import TradeSeries

/// A ledger whose truth was drawn from the prior and stated by the model's own likelihood.
public struct SimulatedLedger: Sendable {
  /// The statements, rates and code lists.
  public private(set) var ledger: StatementLedger
  /// The as-of date of the adjustment.
  public let asOf: CalendarDate
  /// Quantities to be ranked, at most one of each kind.
  public private(set) var quantities: [SimulatedQuantity] = []
  /// Years of forecast.
  public static let horizon = 2

  private let plan: LedgerPlan
  private let truth: SimulatedTruth
  private static let rate = (exact: "2.5", about: "about 6.5")

  /// Ledger number `number` of a seed.
  public init(seed: UInt64, number: Int) throws {
    var generator = PhiloxGenerator(seed: seed, stream: UInt64(number))
    plan = try LedgerPlan(&generator)
    truth = try SimulatedTruth(plan, &generator)
    asOf = try CalendarDate(parsing: LedgerPlan.asOf)
    ledger = StatementLedger(
      statements: [], targets: [], rates: [],
      areas: [
        Area(code: "BY", name: "Belarus", parent: nil), Area(code: "BY-MI", name: "Minsk region", parent: "BY"),
        Area(code: "BY-BR", name: "Brest region", parent: "BY"), Area(code: "TR", name: "Turkey", parent: nil),
        Area(code: "CN", name: "China", parent: nil),
      ],
      indicators: ["turnover", "exports", "imports", "balance"].map {
        Indicator(code: $0, name: $0, nature: .flow, unitKind: .money)
      } + [Indicator(code: "residents", name: "residents", nature: .stock, unitKind: .count)],
      products: [Product(code: "food", name: "Food", parent: nil)], sources: [])
    try addLevelStatements()
    for item in plan.items { try add(item, &generator) }
    try addRates()
    quantities = try chooseQuantities(&generator)
  }

  private mutating func addLevelStatements() throws {
    for series in plan.series where series != LedgerPlan.turnover {
      let isStock = plan.family == .stock
      let period: ReferencePeriod =
        isStock ? .date(LevelStatements.firstDate) : .months(try Period(year: LedgerPlan.firstYear))
      for _ in 0..<LevelStatements.count(plan, series) {
        try append(
          series, period, isStock ? .stock(unit("1")) : .level(.usDollar), figure: LevelPrior.figure, origin: nil)
      }
    }
  }

  private mutating func add(_ item: LedgerPlan.Item, _ generator: inout PhiloxGenerator) throws {
    if case .balance = item.claim { return try addBalance(item, &generator) }
    guard var value = truth.log(item.series, item.period) else {
      throw SimulationError.noTruth(item.series, item.period)
    }
    let width = 0.1 + 0.4 * generator.uniform()
    var noise = StatementNoise(item.qualifier, width: width)
    var claim: Statement.Claim
    switch item.claim {
    case .level, .balance:
      if item.origin != nil { value += truth.biases[item.series] ?? 0 }
      if item.unit == "XTA" { value += log(2.5) }
      if item.unit == "XTB" {
        value += log(6.5)
        noise = StatementNoise(item.qualifier, width: width, rate: 0.05)
      }
      claim = plan.family == .stock ? .stock(unit("1")) : .level(unit(item.unit))
    case .growth(let base):
      guard let past = truth.log(item.series, base) else { throw SimulationError.noTruth(item.series, base) }
      value -= past
      claim = .growth(base: base == item.period.yearEarlier ? nil : base)
    case .share(let whole):
      guard let all = truth.log(whole, item.period) else { throw SimulationError.noTruth(whole, item.period) }
      value -= all
      claim = .share(of: whole)
    }
    let stated = value - noise.draw(&generator)
    let words = item.qualifier == .interval ? "" : (item.qualifier.words.first.map { $0 + " " } ?? "")
    let figure: String
    switch claim {
    case .growth: figure = "\(words)x\(Self.digits(exp(stated)))"
    case .share: figure = "\(words)\(Self.digits(100 * exp(stated)))%"
    case .level, .stock:
      figure =
        item.qualifier == .interval
        ? "\(Self.digits(exp(stated - width / 2)))..\(Self.digits(exp(stated + width / 2)))"
        : words + Self.digits(exp(stated))
    }
    try append(item.series, item.period, claim, figure: figure, origin: item.origin)
  }

  private mutating func addBalance(_ item: LedgerPlan.Item, _ generator: inout PhiloxGenerator) throws {
    guard let exports = truth.log(LedgerPlan.exports, item.period),
      let imports = truth.log(LedgerPlan.imports, item.period)
    else { throw SimulationError.noTruth(item.series, item.period) }
    let balance = exp(exports) - exp(imports)
    let stated = abs(balance) / StatementNoise(item.qualifier).drawRatio(&generator)
    let words = item.qualifier.words.first.map { $0 + " " } ?? ""
    try append(
      item.series, item.period, .level(.usDollar), figure: words + (balance < 0 ? "-" : "") + Self.digits(stated),
      origin: nil)
  }

  private mutating func append(
    _ series: SeriesKey, _ period: ReferencePeriod, _ claim: Statement.Claim, figure: String, origin: String?
  ) throws {
    ledger.statements.append(
      try Statement(
        id: "s\(ledger.statements.count + 1)", series: series, period: period, claim: claim,
        figure: StatedFigure(parsing: figure), origin: origin, knownOn: asOf, source: "", locator: "", note: ""))
  }

  private mutating func addRates() throws {
    let periods = Set(plan.items.compactMap(\.period.months)).sorted()
    for (currency, rate) in [("XTA", Self.rate.exact), ("XTB", Self.rate.about)] {
      ledger.rates += try periods.map {
        ExchangeRate(currency: currency, period: $0, perUSDollar: try StatedFigure(parsing: rate), source: "")
      }
    }
  }

  private func unit(_ code: String) -> UnitOfMeasure { UnitOfMeasure(code: code) ?? .usDollar }

  /// So many digits that the last one says nothing beside σ, always with a point: a whole multiple is not exact.
  private static func digits(_ value: Double) -> String { String(format: value < 1 ? "%.14f" : "%.9f", value) }
}

/// Why a ledger could not be simulated: a fault of the simulation itself.
public enum SimulationError: Error {
  /// A planned statement speaks of a quantity that was not drawn.
  case noTruth(SeriesKey, ReferencePeriod)
}

extension SimulatedLedger {
  /// One quantity of each kind that the ledger has.
  private func chooseQuantities(_ generator: inout PhiloxGenerator) throws -> [SimulatedQuantity] {
    let series = LedgerPlan.pick(plan.series, &generator)
    let base = LedgerPlan.pick(plan.series.filter { $0 != LedgerPlan.turnover }, &generator)
    let usd = plan.family == .stock ? unit("1") : .usDollar
    var chosen: [SimulatedQuantity] = []
    func add(_ kind: SimulatedQuantity.Kind, _ terms: [SimulatedQuantity.Term]) {
      let values = terms.map { term -> Double? in
        switch term.place {
        case .level(let period): truth.log(term.series, period)
        case .drift: truth.drift(term.series)
        case .bias: truth.biases[term.series]
        }
      }
      guard values.allSatisfy({ $0 != nil }) else { return }
      let value = zip(terms, values).reduce(0) { $0 + $1.0.sign * ($1.1 ?? 0) }
      chosen.append(SimulatedQuantity(kind: kind, terms: terms, unit: usd, truth: value))
    }
    if plan.family == .stock {
      let dates = Set(plan.items.map(\.period)).sorted()
      let date = LedgerPlan.pick(dates, &generator)
      add(.stock, [.init(series: base, place: .level(date))])
      if date.date != LevelStatements.firstDate {
        add(
          .growth,
          [.init(series: base, place: .level(date)), .init(.date(LevelStatements.firstDate), of: base, sign: -1)])
      }
    } else {
      let years = Array((LedgerPlan.firstYear + 1)...LedgerPlan.asOfYear)
      let year = try ReferencePeriod(parsing: "\(LedgerPlan.pick(years, &generator))")
      add(.level, [.init(series: series, place: .level(year))])
      add(.growth, [.init(series: series, place: .level(year)), .init(year.yearEarlier, of: series, sign: -1)])
      add(.forecast, [.init(series: series, place: .level(try ReferencePeriod(parsing: "\(LedgerPlan.asOfYear + 2)")))])
      let runs = (truth.cells[base] ?? []).filter { !$0.isYear }.sorted()
      if !runs.isEmpty {
        let run = LedgerPlan.pick(runs, &generator)
        add(.run, [.init(series: base, place: .level(.months(run)))])
        let whole = ReferencePeriod.months(try Period(year: run.firstYear))
        add(.share, [.init(series: base, place: .level(.months(run))), .init(whole, of: base, sign: -1)])
      } else if plan.family == .trade || plan.family == .parts {
        let whole = plan.family == .trade ? LedgerPlan.turnover : LedgerPlan.exports
        let part = LedgerPlan.pick(plan.series.filter { $0 != whole }, &generator)
        add(.share, [.init(series: part, place: .level(year)), .init(year, of: whole, sign: -1)])
      }
    }
    add(.drift, [.init(series: base, place: .drift)])
    if let biased = plan.series.filter({ truth.biases[$0] != nil }).first {
      add(.bias, [.init(series: biased, place: .bias)])
    }
    return chosen
  }
}
