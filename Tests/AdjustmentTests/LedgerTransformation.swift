import Foundation
import SeededRandom
import TradeSeries

/// A change of a ledger that means the same: the adjusted figures must follow it exactly.
struct LedgerTransformation {
  let ledger: StatementLedger
  /// The series of the transformed ledger that a series of the original has become.
  private(set) var key: (SeriesKey) -> SeriesKey = { $0 }
  /// What a figure in a unit of account has been multiplied by.
  private(set) var factor: (UnitOfMeasure) -> Double = { _ in 1 }
}

extension LedgerTransformation {
  /// The same statements in another order, as are rates and code lists.
  static func shuffled(_ ledger: StatementLedger, seed: UInt64) -> LedgerTransformation {
    var generator = SplitMix64(seed: seed)
    return LedgerTransformation(
      ledger: StatementLedger(
        statements: ledger.statements.shuffled(using: &generator), targets: ledger.targets.shuffled(using: &generator),
        rates: ledger.rates.shuffled(using: &generator), areas: ledger.areas.shuffled(using: &generator),
        indicators: ledger.indicators.shuffled(using: &generator),
        products: ledger.products.shuffled(using: &generator),
        sources: ledger.sources))
  }

  /// Areas, products, entities and statements under names that sort in another order.
  static func renamed(_ ledger: StatementLedger, seed: UInt64) -> LedgerTransformation {
    var generator = SplitMix64(seed: seed)
    func names(_ old: [String], _ prefix: String) -> (String) -> String {
      let codes = Set(old).subtracting(["", "W"]).sorted().shuffled(using: &generator)
      let new = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, "\(prefix)\($0 + 100)") })
      return { new[$0] ?? $0 }
    }
    let series = ledger.statements.map(\.series) + ledger.targets.map(\.series)
    let area = names(
      ledger.areas.map(\.code) + series.flatMap { [$0.reporter, $0.partner] } + ledger.statements.compactMap(\.origin),
      "A")
    let product = names(ledger.products.map(\.code) + series.map(\.product), "P")
    let entity = names(series.map(\.entity), "E")
    let id = names(ledger.statements.map(\.id), "I")
    let key = { (key: SeriesKey) in
      SeriesKey(
        reporter: area(key.reporter), partner: area(key.partner), indicator: key.indicator,
        product: product(key.product), entity: entity(key.entity))
    }
    var copy = ledger
    copy.statements = ledger.statements.map { statement in
      var claim = statement.claim
      if case .share(let whole) = claim { claim = .share(of: key(whole)) }
      return statement.with(
        id: id(statement.id), series: key(statement.series), claim: claim, origin: statement.origin.map(area))
    }
    copy.areas = ledger.areas.map { Area(code: area($0.code), name: $0.name, parent: $0.parent.map(area)) }
    copy.products = ledger.products.map {
      Product(code: product($0.code), name: $0.name, parent: $0.parent.map(product))
    }
    copy.targets = ledger.targets.map {
      Target(
        id: $0.id, series: key($0.series), goal: $0.goal, unit: $0.unit, base: $0.base, deadline: $0.deadline,
        setOn: $0.setOn, source: $0.source, locator: $0.locator, note: $0.note)
    }
    return LedgerTransformation(ledger: copy, key: key)
  }

  /// Every amount of dollars in a currency of which `10^power` make one.
  static func inCurrency(_ ledger: StatementLedger, power: Int) throws -> LedgerTransformation {
    guard let currency = UnitOfMeasure(code: "XTS") else { return LedgerTransformation(ledger: ledger) }
    var copy = ledger
    var periods: Set<Period> = []
    copy.statements = try ledger.statements.map { statement in
      guard statement.unit == .usDollar, let period = statement.period else { return statement }
      switch period {
      case .months(let months): periods.insert(months)
      case .date(let date): periods.insert(try Period(year: date.year))
      }
      return statement.with(claim: statement.claim.with(currency), figure: try statement.figure.scaled(power))
    }
    let rate = try StatedFigure(parsing: power < 0 ? "0." + String(repeating: "0", count: -power - 1) + "1" : "1000")
    copy.rates += periods.sorted().map {
      ExchangeRate(currency: currency.code, period: $0, perUSDollar: rate, source: "")
    }
    return LedgerTransformation(ledger: copy)
  }

  /// Every quantity that is not money, in a unit of which `10^power` make one of the old.
  static func inOtherUnits(_ ledger: StatementLedger, power: Int) throws -> LedgerTransformation {
    var copy = ledger
    copy.statements = try ledger.statements.map { statement in
      guard let unit = statement.unit, unit.kind != .money else { return statement }
      return statement.with(figure: try statement.figure.scaled(power))
    }
    return LedgerTransformation(ledger: copy, factor: { $0.kind == .money ? 1 : pow(10, Double(power)) })
  }
}

extension StatedFigure {
  /// The same digits, 10^power times as large; `power` is 3 or negative, so that the last digit keeps its place.
  fileprivate func scaled(_ power: Int) throws -> StatedFigure {
    func scaled(_ signed: Signed) throws -> Signed {
      let number = signed.number
      if power == 3 {
        let next: StatedNumber.Multiplier =
          switch number.multiplier {
          case nil: .thousand
          case .thousand: .million
          case .million: .billion
          default: .trillion
          }
        return Signed(try StatedNumber(digits: number.digits, multiplier: next), isNegative: signed.isNegative)
      }
      let parts = number.digits.split(separator: ".")
      let whole = String(repeating: "0", count: -power) + parts[0]
      let digits = whole.dropLast(-power) + "." + whole.suffix(-power) + (parts.count > 1 ? parts[1] : "")
      return Signed(try StatedNumber(digits: digits, multiplier: number.multiplier), isNegative: signed.isNegative)
    }
    guard let second else { return try StatedFigure(qualifier: qualifier, form: form, scaled(first)) }
    return try StatedFigure(form: form, from: scaled(first), to: scaled(second))
  }
}

extension Statement.Claim {
  fileprivate func with(_ unit: UnitOfMeasure) -> Statement.Claim {
    switch self {
    case .level: .level(unit)
    case .stock: .stock(unit)
    case .growth, .share: self
    }
  }
}

extension Statement {
  fileprivate func with(
    id: String? = nil, series: SeriesKey? = nil, claim: Claim? = nil, figure: StatedFigure? = nil,
    origin: String?? = nil
  ) -> Statement {
    do {
      return try Statement(
        id: id ?? self.id, series: series ?? self.series, period: period, claim: claim ?? self.claim,
        figure: figure ?? self.figure, origin: origin ?? self.origin, knownOn: knownOn, source: source,
        locator: locator, note: note)
    } catch {
      preconditionFailure("a valid statement stays valid: \(error)")
    }
  }
}
