import Foundation
import Statistics
import TradeSeries

@testable import Adjustment

/// Every way to spoil one statement of a ledger by a slip that has a name.
struct PlantedFaults {
  /// A spoilt statement.
  struct Fault {
    /// What the named hypothesis has to be.
    let slip: Slip
    let spoilt: Statement
  }

  private let ledger: StatementLedger
  private let sums: Set<TradeTriple>
  private let census: SeriesCensus
  /// The clean ledger's own value of a growth: an exact index is written with more digits than the ratio was.
  private let adjusted: (Statement) -> Double?

  init(_ ledger: StatementLedger, adjusted: @escaping (Statement) -> Double?) {
    (self.ledger, self.adjusted) = (ledger, adjusted)
    census = SeriesCensus(ledger, dated: ledger.statements.filter { $0.period != nil })
    sums = Set(TradeTriple.sums(among: Set(census.entries.keys)))
  }

  /// All faults of a statement, in a fixed order.
  func faults(of statement: Statement) -> [Fault] {
    guard statement.period != nil, statement.series.indicator != "balance" else { return [] }
    return switch statement.claim {
    case .level, .stock:
      scaled(statement) + currencies(statement) + parts(statement) + years(statement) + indicators(statement)
        + origins(statement)
    case .growth: ratios(statement) + years(statement) + indicators(statement)
    case .share: years(statement)
    }
  }

  private func scaled(_ statement: Statement) -> [Fault] {
    [(Slip.thousandfold, 1000.0), (.thousandth, 0.001)].compactMap { slip, factor in
      fault(slip, statement, figure: statement.figure.times(factor))
    }
  }

  /// The amount in another currency under the sign of the dollar, or a foreign amount whose unit was lost.
  private func currencies(_ statement: Statement) -> [Fault] {
    guard let unit = statement.unit, unit.kind == .money else { return [] }
    if unit != .usDollar {
      return [fault(.currency(unit), statement, claim: statement.claim(in: .usDollar))].compactMap { $0 }
    }
    let rates = CurrencyConverter(ledger.rates)
    return rates.currencies.compactMap { currency in
      let rate = statement.period.flatMap { rates.nearest(of: currency, to: $0) }
      return rate.flatMap { rate in
        let center = ObservationNoise(rate, Hyperparameters()).center
        return fault(.currency(currency), statement, figure: statement.figure.times(exp(center)))
      }
    }
  }

  /// A part's figure under the name of the year, or the year's under the name of its part.
  private func parts(_ statement: Statement) -> [Fault] {
    guard let months = statement.period?.months, months.isInsideOneYear else { return [] }
    return (months.isYear ? [6, 9, 10, 3] : [12]).compactMap { count in
      guard let part = try? Period(year: months.firstYear, monthCount: count) else { return nil }
      let factor = Double(count) / Double(months.monthCount)
      return fault(.part(.months(part)), statement, figure: statement.figure.times(factor))
    }
  }

  private func years(_ statement: Statement) -> [Fault] {
    guard let period = statement.period else { return [] }
    return [-1, 1].compactMap { years in
      guard let other = try? period.advanced(byYears: years), other.lastDay.year <= statement.knownOn.year else {
        return nil
      }
      return fault(.year(period), statement, period: other)
    }
  }

  private func indicators(_ statement: Statement) -> [Fault] {
    guard sums.contains(TradeTriple(of: census.identity(of: statement))) else { return [] }
    let others = statement.series.indicator == "turnover" ? ["exports", "imports"] : ["turnover"]
    return others.compactMap { other in
      fault(
        .indicator(statement.series.indicator), statement, series: statement.series.with(indicator: other))
    }
  }

  /// The partner's figure, larger or smaller by half as much again as is usual, under the reporter's name; or an origin lost.
  private func origins(_ statement: Statement) -> [Fault] {
    if let origin = statement.origin {
      return [fault(.origin(origin), statement, origin: .some(nil))].compactMap { $0 }
    }
    guard statement.series.partner != "W", statement.series.partner != statement.series.reporter else { return [] }
    return [exp(0.375), exp(-0.375)].compactMap {
      fault(.origin(statement.series.partner), statement, figure: statement.figure.times($0))
    }
  }

  /// A ratio written as a change, or a change as a ratio.
  private func ratios(_ statement: Statement) -> [Fault] {
    guard statement.figure.upperValue == nil else { return [] }
    let isExact = statement.figure.qualifier == .exact
    let ratio = (isExact ? adjusted(statement) : nil) ?? statement.figure.value
    let phrase = statement.figure.qualifier.words.first.map { $0 + " " } ?? ""
    var faults = [
      fault(.index, statement, figure: try? StatedFigure(parsing: phrase + "+\(digits(ratio * 100, 3))%"))
    ]
    if ratio > 1.02 {
      faults.append(fault(.change, statement, figure: try? StatedFigure(parsing: phrase + "x\(digits(ratio - 1, 2))")))
    }
    return faults.compactMap { $0 }
  }

  private func fault(
    _ slip: Slip, _ statement: Statement, figure: StatedFigure?? = nil, series: SeriesKey? = nil,
    period: ReferencePeriod? = nil, claim: Statement.Claim? = nil, origin: String?? = nil
  ) -> Fault? {
    guard let figure = figure ?? statement.figure else { return nil }
    let spoilt = try? Statement(
      id: statement.id, series: series ?? statement.series, period: period ?? statement.period,
      claim: claim ?? statement.claim, figure: figure, origin: origin ?? statement.origin,
      knownOn: statement.knownOn, source: statement.source, locator: statement.locator, note: statement.note)
    return spoilt.map { Fault(slip: slip, spoilt: $0) }
  }
}

extension Statement {
  fileprivate func claim(in unit: UnitOfMeasure) -> Claim {
    if case .stock = claim { return .stock(unit) }
    return .level(unit)
  }
}

extension StatedFigure {
  /// The figure times a factor, in as many digits as it had, two at least.
  fileprivate func times(_ factor: Double) -> StatedFigure? {
    func scaled(_ number: StatedNumber) -> String {
      let significant = max(2, number.digits.filter(\.isNumber).drop { $0 == "0" }.count)
      return digits(number.value * factor, significant)
    }
    let phrase = qualifier.words.first.map { $0 + " " } ?? ""
    guard let second else { return try? StatedFigure(parsing: phrase + scaled(first.number)) }
    return try? StatedFigure(parsing: scaled(first.number) + ".." + scaled(second.number))
  }
}

/// A number to so many significant digits, without an exponent.
private func digits(_ value: Double, _ significant: Int) -> String {
  let power = Int(floor(log10(value)))
  let unit = pow(10, Double(power - significant + 1))
  let rounded = (value / unit).rounded() * unit
  return String(format: "%.\(max(0, significant - 1 - power))f", rounded)
}
