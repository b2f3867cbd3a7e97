import TradeSeries

/// The currencies and periods that a ledger has exchange rates for.
struct RateList {
  private struct Key: Hashable {
    let currency: String
    let period: Period
  }

  private var lines: [Key: Int] = [:]
  /// Whether every row of the file could be read, so that a rate that is not here does not exist.
  var isComplete = true

  /// Adds a rate; returns the line on which it already stands, if it does.
  mutating func insert(currency: String, period: Period, line: Int) -> Int? {
    let key = Key(currency: currency, period: period)
    if let first = lines[key] { return first }
    lines[key] = line
    return nil
  }

  /// Whether a quantity of a currency can be converted.
  ///
  /// A run of months needs the rate of that very run, or, when it touches two calendar years, of its part in each. A
  /// date needs the rate of its year.
  func covers(currency: String, _ period: ReferencePeriod) -> Bool {
    let run = Self.run(of: period)
    let has = { lines[Key(currency: currency, period: $0)] != nil }
    return has(run) || !run.isInsideOneYear && run.yearlyParts.allSatisfy(has)
  }

  /// The months whose rate converts a quantity of a period.
  static func run(of period: ReferencePeriod) -> Period {
    switch period {
    case .months(let run): return run
    case .date(let date):
      guard let year = try? Period(year: date.year) else { preconditionFailure("a date's year is a period") }
      return year
    }
  }
}
