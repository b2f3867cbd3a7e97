import Foundation
import Statistics
import TradeSeries

/// Draws of every quantity of the adjustment, jointly: what summaries, trends and target probabilities are read from.
///
/// Draws of one series at different periods, and of the exports, imports and turnover of one partner, stand in the
/// same order and may be compared draw by draw. All are natural logarithms, chain after chain.
public struct Posterior: Sendable {
  let model: AdjustmentModel
  let seed: UInt64
  let groups: [LinkedGroup]
  let modes: [GroupMode]
  let draws: [GroupDraws]
  /// For every unknown of the model, its group and its place there.
  let places: [(group: Int, position: Int)]
  /// Standard deviation of each unknown under the rows alone, without bounds.
  let unconstrainedDeviations: [Double]
  /// Last year that a dated statement speaks of, and the series whose level was stated.
  let statedYears: [SeriesIdentity: ClosedRange<Int>]
  let levelStated: Set<SeriesIdentity>

  /// Standard deviation of a log level from which it is as unknown as the diffuse prior.
  static let largestDeviation = 3.0

  /// Number of Markov chains behind the draws.
  public static var chainCount: Int { PosteriorSampler.chainCount }

  /// The unit of account of a key, given the unit that it was named with, if any.
  public func unit(of key: SeriesKey, statedIn unit: UnitOfMeasure?) -> UnitOfMeasure {
    model.census.identity(of: key, unit: unit).unit
  }

  /// Whether any dated statement speaks of a series or of the parts of its sum.
  public func contains(_ key: SeriesKey, in unit: UnitOfMeasure) -> Bool {
    switch model.index.compositions[SeriesIdentity(key: key, unit: unit)] {
    case .base, .sum: true
    case .difference, nil: false
    }
  }

  /// Whether the level of a series is tied down: section 5.3 of the model page.
  public func isIdentified(_ key: SeriesKey, in unit: UnitOfMeasure) -> Bool {
    let identity = SeriesIdentity(key: key, unit: unit)
    switch model.index.compositions[identity] {
    case .base(let series): return isIdentified(base: series)
    case .sum(let exports, let imports):
      return levelStated.contains(identity) || isIdentified(base: exports) && isIdentified(base: imports)
    case .difference, nil: return false
    }
  }

  /// First and last year that dated statements on a series, or on its parts or sum, speak of.
  public func statedYears(of key: SeriesKey, in unit: UnitOfMeasure) -> ClosedRange<Int>? {
    let identity = SeriesIdentity(key: key, unit: unit)
    return statedYears[identity]
  }

  /// Log draws of a quantity at a period; years after the last unknown one are simulated forward.
  ///
  /// `nil` when the period is not among the unknowns and cannot be simulated: a run of months or a date that neither
  /// a statement nor a target names, or a year before the first.
  public func logDraws(of key: SeriesKey, in unit: UnitOfMeasure, at period: ReferencePeriod) -> [Double]? {
    let identity = SeriesIdentity(key: key, unit: unit)
    if let indices = model.index.indices(of: identity, at: period) { return logSums(indices) }
    guard let parts = baseSeries(of: identity) else { return nil }
    let paths = parts.map { part in
      switch period {
      case .date(let date): simulated(part, to: date)
      case .months(let months): months.isYear ? simulated(part, through: months.firstYear)?.last : nil
      }
    }
    guard paths.allSatisfy({ $0 != nil }) else { return nil }
    return logSum(of: paths.compactMap { $0 })
  }

  /// Log draws of a flow in each of some years that are not among the unknowns any more, as ``logDraws(of:in:at:)``.
  ///
  /// `nil` unless the first of the years directly follows the last unknown one.
  public func simulatedPath(of key: SeriesKey, in unit: UnitOfMeasure, years: ClosedRange<Int>) -> [[Double]]? {
    guard let parts = baseSeries(of: SeriesIdentity(key: key, unit: unit)),
      parts.allSatisfy({ model.series[$0].years?.upperBound == years.lowerBound - 1 })
    else { return nil }
    let paths = parts.compactMap { simulated($0, through: years.upperBound) }
    guard paths.count == parts.count else { return nil }
    return paths[0].indices.map { year in logSum(of: paths.map { $0[year] }) }
  }

  /// Last year of a flow's unknowns.
  public func lastUnknownYear(of key: SeriesKey, in unit: UnitOfMeasure) -> Int? {
    baseSeries(of: SeriesIdentity(key: key, unit: unit))?.compactMap { model.series[$0].years?.upperBound }.max()
  }

  /// Draws of the yearly log growth that a series tends to: the drift; of a sum, weighted by the shares of a year.
  public func driftDraws(of key: SeriesKey, in unit: UnitOfMeasure, sharesOf year: Int) -> [Double]? {
    let identity = SeriesIdentity(key: key, unit: unit)
    guard let parts = baseSeries(of: identity) else { return nil }
    let drifts = parts.compactMap { model.index.positions[.drift(series: $0)] }.map { column($0) }
    guard parts.count == 2 else { return drifts.first }
    let levels = parts.compactMap { part in
      (try? Period(year: year)).flatMap { model.index.indices(ofBase: part, at: .months($0)) }.map(logSums)
    }
    guard levels.count == 2 else { return nil }
    return drifts[0].indices.map { draw in
      let share = 1 / (1 + exp(levels[1][draw] - levels[0][draw]))
      return share * drifts[0][draw] + (1 - share) * drifts[1][draw]
    }
  }

  /// Log of a target's level in the unit of account.
  ///
  /// A level in another currency is taken at the rate of the deadline's period, else of the year it was set in, else
  /// at the latest one; `nil` when the ledger has none.
  public func logLevel(of target: Target) -> Double? {
    guard let unit = target.unit, unit != unit.unitOfAccount else { return log(target.goal.value) }
    var periods: [ReferencePeriod] = []
    if case .by(let deadline) = target.deadline { periods.append(deadline) }
    periods += [.date(target.setOn)]
    let rate = periods.lazy.compactMap { model.rates.rate(of: unit, in: $0) }.first ?? model.rates.latest(of: unit)
    return rate.map { log(target.goal.value) - ObservationNoise($0, model.hyperparameters).center }
  }

  /// Log draws of an origin's bias against the reporter's figures; `nil` where no statement names the origin.
  public func biasDraws(of origin: String, on key: SeriesKey, in unit: UnitOfMeasure) -> [Double]? {
    model.index.positions[.originBias(origin: origin, SeriesIdentity(key: key, unit: unit))].map { column($0) }
  }

  private func isIdentified(base series: Int) -> Bool {
    let identity = model.series[series].identity
    let unknown: Unknown?
    if let last = model.series[series].dates.last {
      unknown = .stock(series: series, last)
    } else {
      unknown = (statedYears[identity] ?? model.series[series].years).map { .year(series: series, $0.upperBound) }
    }
    guard let position = unknown.flatMap({ model.index.positions[$0] }) else { return false }
    // The linearised deviation misses a part of a sum that may vanish: its draws then reach down to nothing.
    return unconstrainedDeviations[position] <= Self.largestDeviation
      && standardDeviation(column(position)) <= Self.largestDeviation
  }

  private func baseSeries(of identity: SeriesIdentity) -> [Int]? {
    switch model.index.compositions[identity] {
    case .base(let series): [series]
    case .sum(let exports, let imports): [exports, imports]
    case .difference, nil: nil
    }
  }

  /// The random walk of a base flow, year by year from the one after its last unknown year on.
  private func simulated(_ series: Int, through year: Int) -> [[Double]]? {
    guard let years = model.series[series].years, year > years.upperBound,
      let last = model.index.positions[.year(series: series, years.upperBound)],
      let drift = model.index.positions[.drift(series: series)]
    else { return nil }
    let volatility = model.hyperparameters.yearlyVolatility(model.series[series].size)
    let drifts = column(drift)
    var levels = column(last)
    var path: [[Double]] = []
    for next in (years.upperBound + 1)...year {
      var generator = generator(after: last, at: next)
      for draw in levels.indices { levels[draw] += drifts[draw] + volatility * generator.normal() }
      path.append(levels)
    }
    return path
  }

  /// A stock at a date that is not among its unknowns: between two of them a bridge, after the last a walk from one
  /// end of a year to the next.
  private func simulated(_ series: Int, to date: CalendarDate) -> [Double]? {
    let dates = model.series[series].dates
    guard let last = dates.last, let first = dates.first, date > first,
      let drift = model.index.positions[.drift(series: series)]
    else { return nil }
    func draws(_ date: CalendarDate) -> [Double]? { model.index.positions[.stock(series: series, date)].map(column) }
    if date < last, let next = dates.firstIndex(where: { $0 > date }), let earlier = draws(dates[next - 1]),
      let later = draws(dates[next])
    {
      let (before, after) = (dates[next - 1].years(until: date), date.years(until: dates[next]))
      let weight = before / (before + after)
      let deviation = model.hyperparameters.stockVolatility * (before * after / (before + after)).squareRoot()
      var generator = generator(after: drift, at: date.dayNumber)
      return zip(earlier, later).map { $0 + weight * ($1 - $0) + deviation * generator.normal() }
    }
    guard var levels = draws(last) else { return nil }
    let drifts = column(drift)
    var from = last
    for year in last.year...max(last.year, date.year) {
      guard let yearEnd = try? CalendarDate(year: year, month: 12, day: 31), yearEnd > from else { continue }
      let to = min(yearEnd, date)
      let years = from.years(until: to)
      let deviation = model.hyperparameters.stockVolatility * years.squareRoot()
      var generator = generator(after: drift, at: to.dayNumber)
      for draw in levels.indices { levels[draw] += drifts[draw] * years + deviation * generator.normal() }
      from = to
    }
    return levels
  }

  /// The random numbers of a simulated time of the series that an unknown belongs to: as the group's own draws, they
  /// are the same whatever other groups there are.
  private func generator(after unknown: Int, at time: Int) -> PhiloxGenerator {
    let place = places[unknown]
    var stream = StructureHash(groups[place.group].stream)
    stream.add(place.position)
    stream.add(time)
    return PhiloxGenerator(seed: seed, stream: stream.value)
  }

  private func column(_ unknown: Int) -> [Double] {
    let place = places[unknown]
    return draws[place.group].column(place.position)
  }

  private func logSums(_ indices: [Int]) -> [Double] { logSum(of: indices.map(column)) }

  private func logSum(of columns: [[Double]]) -> [Double] {
    guard columns.count > 1 else { return columns[0] }
    return columns[0].indices.map { draw in
      let top = columns.reduce(-Double.infinity) { max($0, $1[draw]) }
      return top + log(columns.reduce(0) { $0 + exp($1[draw] - top) })
    }
  }
}

/// Standard deviation of a sample.
func standardDeviation(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
}
