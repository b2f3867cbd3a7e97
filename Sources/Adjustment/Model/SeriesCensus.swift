import Foundation
import TradeSeries

/// Which series a ledger speaks of, in which periods, and with which levels.
struct SeriesCensus {
  /// What is said of one series.
  struct Entry {
    /// Years, runs inside one year, and dates that rows touch.
    var periods: Set<ReferencePeriod> = []
    /// Stated levels in the unit of account, divided by the length in years.
    var yearlyLevels: [Double] = []
    /// The same, not divided.
    var levels: [Double] = []
  }

  private(set) var entries: [SeriesIdentity: Entry] = [:]
  private let indicators: [String: Indicator]
  private var unitsByKey: [SeriesKey: Set<UnitOfMeasure>] = [:]

  init(_ ledger: StatementLedger, dated statements: [Statement]) {
    indicators = Dictionary(ledger.indicators.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    for statement in statements {
      if let unit = statement.unit { unitsByKey[statement.series, default: []].insert(unit.unitOfAccount) }
    }
    for statement in statements {
      guard let period = statement.period else { continue }
      touch(identity(of: statement), period)
      switch statement.claim {
      case .growth(let base): touch(identity(of: statement), base ?? period.yearEarlier)
      case .share(let whole): touch(identity(of: whole, unit: nil), period)
      case .level, .stock: break
      }
    }
  }

  /// Adds a period to a series.
  mutating func touch(_ identity: SeriesIdentity, _ period: ReferencePeriod) {
    switch period {
    case .date: entries[identity, default: Entry()].periods.insert(period)
    case .months(let months):
      entries[identity, default: Entry()].periods.formUnion(months.yearlyParts.map(ReferencePeriod.months))
    }
  }

  /// Adds a stated level of a period to a series.
  mutating func addLevel(_ level: Double, of period: ReferencePeriod, to identity: SeriesIdentity) {
    let years = period.months.map { Double($0.monthCount) / 12 } ?? 1
    entries[identity, default: Entry()].yearlyLevels.append(level / years)
    entries[identity, default: Entry()].levels.append(level)
  }

  /// Takes the levels of its series from another census, whatever was stated in this one.
  mutating func takeLevels(from reference: SeriesCensus) {
    for identity in entries.keys {
      let known = reference.entries[identity]
      entries[identity]?.yearlyLevels = known?.yearlyLevels ?? []
      entries[identity]?.levels = known?.levels ?? []
    }
  }

  /// The series of a statement, in its unit of account.
  func identity(of statement: Statement) -> SeriesIdentity {
    identity(of: statement.series, unit: statement.unit)
  }

  /// The series of a key; without a unit, the one its levels are stated in, money first.
  func identity(of key: SeriesKey, unit: UnitOfMeasure?) -> SeriesIdentity {
    if let unit { return SeriesIdentity(key: key, unit: unit.unitOfAccount) }
    let stated = unitsByKey[key] ?? []
    if stated.contains(.usDollar) { return SeriesIdentity(key: key, unit: .usDollar) }
    return SeriesIdentity(key: key, unit: stated.min() ?? customaryUnit(of: key.indicator))
  }

  /// Flow or stock; a code that no list explains is what its periods say.
  func nature(of identity: SeriesIdentity) -> Indicator.Nature {
    if let indicator = indicators[identity.key.indicator] { return indicator.nature }
    return entries[identity]?.periods.contains { $0.date != nil } == true ? .stock : .flow
  }

  private func customaryUnit(of indicator: String) -> UnitOfMeasure {
    let code =
      switch indicators[indicator]?.unitKind {
      case .count: "1"
      case .volume: "m3"
      case .mass: "t"
      case .money, nil: "USD"
      }
    return UnitOfMeasure(code: code) ?? .usDollar
  }
}

/// Median of a sample; the mean of the two middle values for an even count, `nil` of none.
func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
