import Foundation
import TradeSeries

/// One way to read what was written: what it speaks of, and what its digits say of that.
struct Reading {
  /// `nil` as stated.
  let slip: Slip?
  /// Carries series, period, claim and origin; its figure stays as written.
  let statement: Statement
  let noise: ObservationNoise
  /// Logarithm of the derivative of the row's target by the logarithm of the written digits: readings are compared by
  /// the density of the digits.
  let logDerivative: Double
}

/// Every reading of a statement, as stated first.
struct Readings {
  private(set) var all: [Reading] = []
  private let statement: Statement
  private let rates: CurrencyConverter
  private let hyperparameters: Hyperparameters
  /// log 1000.
  private static let thousand = log(1000.0)
  /// Relative σ of the rate of a near period in place of the very one.
  private static let rateDeviation = 0.1

  /// The readings of a statement.
  ///
  /// `sums` are the triples whose turnover is a sum by what the other statements and this one speak of: only there are
  /// exports, imports and turnover known apart.
  init(
    _ statement: Statement, _ rates: CurrencyConverter, sums: Set<TradeTriple>, census: SeriesCensus,
    _ hyperparameters: Hyperparameters
  ) {
    (self.statement, self.rates, self.hyperparameters) = (statement, rates, hyperparameters)
    guard let asStated = converted(statement.unit) else { return }
    let identity = census.identity(of: statement)
    add(nil, asStated, logDerivative: writtenDerivative)
    switch statement.claim {
    case .level, .stock:
      add(.thousandfold, asStated.shifted(by: -Self.thousand))
      add(.thousandth, asStated.shifted(by: Self.thousand))
      addCurrencies()
      addOrigin(asStated)
      addParts(asStated)
    case .growth: addRatios()
    case .share: break
    }
    addYears(asStated)
    if sums.contains(TradeTriple(of: identity)) { addIndicators(asStated) }
  }

  /// The noise of the figure as an amount in a unit, in the unit of account; `nil` without any rate.
  private func converted(_ unit: UnitOfMeasure?) -> ObservationNoise? {
    let noise = ObservationNoise(statement.figure, hyperparameters)
    guard let unit, unit != unit.unitOfAccount, let period = statement.period else { return noise }
    if let rate = rates.rate(of: unit, in: period) { return noise.converted(at: rate, hyperparameters) }
    guard let rate = rates.nearest(of: unit, to: period) else { return nil }
    var converted = noise.converted(at: rate, hyperparameters)
    converted.sigma = hypot(converted.sigma, Self.rateDeviation)
    return converted
  }

  private mutating func addCurrencies() {
    guard let unit = statement.unit, unit.kind == .money else { return }
    for other in [.usDollar] + rates.currencies where other != unit {
      if let noise = converted(other) { add(.currency(other), noise) }
    }
  }

  /// The partner's statistics for the reporter's, or the reverse.
  private mutating func addOrigin(_ noise: ObservationNoise) {
    let (reporter, partner) = (statement.series.reporter, statement.series.partner)
    guard statement.series.indicator != "balance" else { return }
    if let origin = statement.origin, origin != reporter {
      add(.origin(reporter), noise, origin: .some(nil))
    } else if partner != "W", partner != reporter {
      add(.origin(partner), noise, origin: partner)
    }
  }

  /// A half, nine or ten months or a quarter for the year; the year for any part of one.
  private mutating func addParts(_ noise: ObservationNoise) {
    guard let months = statement.period?.months, months.isInsideOneYear else { return }
    for count in months.isYear ? [6, 10, 9, 3] : [12] {
      guard let part = try? Period(year: months.firstYear, monthCount: count), isPast(.months(part)) else { continue }
      add(.part(.months(part)), noise, period: .months(part))
    }
  }

  /// Whether a figure of a period can have been known: it is no later than what the statement says, or half of it was
  /// over by the day it became known.
  private func isPast(_ period: ReferencePeriod) -> Bool {
    if let own = statement.period, period.lastDay <= own.lastDay { return true }
    return period.lastDay.dayNumber - 15 * (period.months?.monthCount ?? 0) <= statement.knownOn.dayNumber
  }

  /// The same period a year before and after.
  private mutating func addYears(_ noise: ObservationNoise) {
    guard let period = statement.period else { return }
    for years in [-1, 1] {
      guard let other = try? period.advanced(byYears: years), isPast(other) else { continue }
      var claim = statement.claim
      if case .growth(let base?) = claim {
        guard let otherBase = try? base.advanced(byYears: years) else { continue }
        claim = .growth(base: otherBase)
      }
      add(.year(other), noise, period: other, claim: claim, logDerivative: writtenDerivative)
    }
  }

  /// A change for the ratio that was meant, or the reverse; "fell to" for "fell by" is the former too.
  private mutating func addRatios() {
    let figure = statement.figure
    func read(_ ratio: (Double) -> Double) -> ObservationNoise {
      let (value, upper) = (ratio(figure.value), figure.upperValue.map(ratio))
      return ObservationNoise(
        figure, value: upper.map { min($0, value) } ?? value, upperValue: upper.map { max($0, value) }, hyperparameters)
    }
    switch figure.form {
    case .change: add(.index, read { abs($0 - 1) })
    case .multiple: add(.change, read { 1 + $0 }, logDerivative: log(figure.value / (1 + figure.value)))
    case .level, .share: break
    }
  }

  private mutating func addIndicators(_ noise: ObservationNoise) {
    let others =
      switch statement.series.indicator {
      case "turnover": ["exports", "imports"]
      case "exports", "imports": ["turnover"]
      default: [String]()
      }
    for other in others {
      add(
        .indicator(other), noise, series: statement.series.with(indicator: other), logDerivative: writtenDerivative)
    }
  }

  /// Of a change by y %, its ratio is 1 ± y/100: a change of the digits by 1 % moves it by less.
  private var writtenDerivative: Double {
    guard statement.figure.form == .change else { return 0 }
    return log(abs(statement.figure.value - 1) / statement.figure.value)
  }

  private mutating func add(
    _ slip: Slip?, _ noise: ObservationNoise, series: SeriesKey? = nil, period: ReferencePeriod? = nil,
    claim: Statement.Claim? = nil, origin: String?? = nil, logDerivative: Double = 0
  ) {
    let read = try? Statement(
      id: statement.id, series: series ?? statement.series, period: period ?? statement.period,
      claim: claim ?? statement.claim, figure: statement.figure, origin: origin ?? statement.origin,
      knownOn: statement.knownOn, source: statement.source, locator: statement.locator, note: statement.note)
    guard let read, noise.center.isFinite, noise.sigma > 0 else { return }
    all.append(Reading(slip: slip, statement: read, noise: noise, logDerivative: logDerivative))
  }
}
