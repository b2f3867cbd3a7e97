import Foundation
import TradeSeries

/// The logarithm of a quantity to first order at the mode.
struct LogDifferential {
  /// A change that follows the last unknown of a series: no row speaks of it but its belief.
  struct Innovation: Hashable {
    let series: Int
    /// End of the year or date that the change leads to.
    let end: CalendarDate
  }

  /// Value at the mode.
  private(set) var value: Double
  /// Derivative by each unknown of the model.
  private(set) var gradient: [Int: Double]
  /// Derivative by each innovation, times its σ.
  private(set) var innovations: [Innovation: Double]

  private init(value: Double, gradient: [Int: Double], innovations: [Innovation: Double] = [:]) {
    (self.value, self.gradient, self.innovations) = (value, gradient, innovations)
  }

  /// The log of a series' quantity at a period; `nil` when neither an unknown nor anything to simulate stands for it.
  init?(_ identity: SeriesIdentity, at period: ReferencePeriod, _ model: AdjustmentModel, mode: [Double]) {
    let series: [Int]
    switch model.index.compositions[identity] {
    case .base(let own): series = [own]
    case .sum(let exports, let imports): series = [exports, imports]
    case .difference, nil: return nil
    }
    var terms: [LogDifferential] = []
    for number in series {
      guard let own = Self.terms(number, at: period, model, mode) else { return nil }
      terms += own
    }
    self = Self.sum(of: terms)
  }

  /// The log of the ratio of two quantities.
  static func - (left: LogDifferential, right: LogDifferential) -> LogDifferential {
    var difference = left
    difference.value -= right.value
    difference.add(right, times: -1)
    return difference
  }

  private mutating func add(_ other: LogDifferential, times factor: Double) {
    gradient.merge(other.gradient.mapValues { factor * $0 }, uniquingKeysWith: +)
    innovations.merge(other.innovations.mapValues { factor * $0 }, uniquingKeysWith: +)
  }

  /// The log of the sum of the exponentials.
  private static func sum(of terms: [LogDifferential]) -> LogDifferential {
    let total = logSumExp(Array(terms.indices), terms.map(\.value))
    var sum = LogDifferential(value: total, gradient: [:])
    for term in terms { sum.add(term, times: exp(term.value - total)) }
    return sum
  }

  private static func terms(
    _ series: Int, at period: ReferencePeriod, _ model: AdjustmentModel, _ mode: [Double]
  ) -> [LogDifferential]? {
    if let indices = model.index.indices(ofBase: series, at: period) {
      return indices.map { LogDifferential(value: mode[$0], gradient: [$0: 1]) }
    }
    switch period {
    case .months(let months):
      return months.isYear ? forecast(series, of: months.firstYear, model, mode).map { [$0] } : nil
    case .date(let date): return stock(series, at: date, model, mode).map { [$0] }
    }
  }

  /// A year after the last unknown one: a random walk with the drift.
  private static func forecast(
    _ series: Int, of year: Int, _ model: AdjustmentModel, _ mode: [Double]
  ) -> LogDifferential? {
    guard let years = model.series[series].years, year > years.upperBound,
      let last = model.index.positions[.year(series: series, years.upperBound)],
      let drift = model.index.positions[.drift(series: series)]
    else { return nil }
    let steps = Double(year - years.upperBound)
    let volatility = model.hyperparameters.yearlyVolatility(model.series[series].size)
    let ends = ((years.upperBound + 1)...year).compactMap { try? CalendarDate(year: $0, month: 12, day: 31) }
    return LogDifferential(
      value: mode[last] + steps * mode[drift], gradient: [last: 1, drift: steps],
      innovations: Dictionary(
        uniqueKeysWithValues: ends.map { (Innovation(series: series, end: $0), volatility) }))
  }

  /// A stock at a date that is not an unknown: on the bridge between two that are, or on the walk after the last one.
  private static func stock(
    _ series: Int, at date: CalendarDate, _ model: AdjustmentModel, _ mode: [Double]
  ) -> LogDifferential? {
    let dates = model.series[series].dates
    guard let first = dates.first, let last = dates.last, date > first,
      let drift = model.index.positions[.drift(series: series)]
    else { return nil }
    func position(_ date: CalendarDate) -> Int? { model.index.positions[.stock(series: series, date)] }
    let volatility = model.hyperparameters.stockVolatility
    if let next = dates.firstIndex(where: { $0 > date }) {
      guard let earlier = position(dates[next - 1]), let later = position(dates[next]) else { return nil }
      let (before, after) = (dates[next - 1].years(until: date), date.years(until: dates[next]))
      let weight = before / (before + after)
      return LogDifferential(
        value: (1 - weight) * mode[earlier] + weight * mode[later], gradient: [earlier: 1 - weight, later: weight],
        innovations: [
          Innovation(series: series, end: date): volatility * (before * after / (before + after)).squareRoot()
        ])
    }
    guard let start = position(last) else { return nil }
    let years = last.years(until: date)
    var walk = LogDifferential(value: mode[start] + years * mode[drift], gradient: [start: 1, drift: years])
    var from = last
    for year in last.year...max(last.year, date.year) {
      guard let yearEnd = try? CalendarDate(year: year, month: 12, day: 31), yearEnd > from else { continue }
      let end = min(yearEnd, date)
      walk.innovations[Innovation(series: series, end: end)] = volatility * from.years(until: end).squareRoot()
      from = end
    }
    return walk
  }
}
