import TradeSeries

/// Finds the average rate of a statement's very period.
struct CurrencyConverter {
  private let rates: [String: [Period: StatedFigure]]

  init(_ rates: [ExchangeRate]) {
    var table: [String: [Period: StatedFigure]] = [:]
    for rate in rates where table[rate.currency]?[rate.period] == nil {
      table[rate.currency, default: [:]][rate.period] = rate.perUSDollar
    }
    self.rates = table
  }

  /// The rate of a currency in a period: of these months; at a date, of its year.
  ///
  /// `nil` when the ledger has none.
  func rate(of currency: UnitOfMeasure, in period: ReferencePeriod) -> StatedFigure? {
    guard let table = rates[currency.code] else { return nil }
    switch period {
    case .months(let months): return table[months]
    case .date(let date): return (try? Period(year: date.year)).flatMap { table[$0] }
    }
  }

  /// The currencies of the ledger that have a rate, sorted.
  var currencies: [UnitOfMeasure] { rates.keys.sorted().compactMap { UnitOfMeasure(code: $0) } }

  /// The rate of a currency in the period that ends nearest to another one, earlier ones first.
  func nearest(of currency: UnitOfMeasure, to period: ReferencePeriod) -> StatedFigure? {
    let end = period.lastDay
    return rates[currency.code]?.min { left, right in
      func distance(_ period: Period) -> Double { abs(period.lastDay.years(until: end)) }
      return (distance(left.key), left.key) < (distance(right.key), right.key)
    }?.value
  }

  /// The rate of a currency in the latest period the ledger has.
  func latest(of currency: UnitOfMeasure) -> StatedFigure? {
    rates[currency.code]?.max { ($0.key.lastMonth, $0.key) < ($1.key.lastMonth, $1.key) }?.value
  }
}
