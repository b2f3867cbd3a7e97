import Adjustment
import Statistics
import TradeSeries
import Trends

/// Adjusted series that are parts of one whole: their growth divided, their concentration, their growth pooled.
public struct SeriesGroups: Sendable {
  private let adjusted: AdjustedLedger
  private let groups: [Group]

  private struct Member: Hashable, Sendable {
    let key: SeriesKey
    let unit: UnitOfMeasure
  }

  private struct Group: Sendable {
    let whole: Member
    let parts: [Member]
    /// The years in which a member has an adjusted figure; of the whole too.
    let years: [Member: Set<Int>]
  }

  /// The groups of a ledger by a dimension; flows with adjusted yearly figures only.
  public init(_ adjusted: AdjustedLedger, by dimension: SeriesDimension) {
    self.adjusted = adjusted
    var years: [Member: Set<Int>] = [:]
    for figure in adjusted.figures where figure.status == .adjusted && figure.summary != nil {
      guard let months = figure.period.months, months.isYear else { continue }
      years[Member(key: figure.series, unit: figure.unit), default: []].insert(months.firstYear)
    }
    var parts: [Member: [Member]] = [:]
    for member in years.keys {
      guard let whole = dimension.whole(of: member.key, in: adjusted.ledger) else { continue }
      parts[Member(key: whole, unit: member.unit), default: []].append(member)
    }
    groups = parts.map { whole, members in
      Group(
        whole: whole, parts: members.sorted { $0.key < $1.key },
        years: years.filter { $0.key == whole || members.contains($0.key) })
    }.sorted { ($0.whole.key, $0.whole.unit.code) < ($1.whole.key, $1.whole.unit.code) }
  }

  /// The growth of each whole divided among its parts.
  ///
  /// - Parameters:
  ///   - from: first year; by default the first in which all parts of the last year have a figure.
  ///   - to: last year; by default the latest in which two members, the whole among them, have one.
  /// - Returns: one division for each group in which two members, the whole among them, have figures in both years.
  public func divisions(from: Int? = nil, to: Int? = nil) -> [GrowthDivision] {
    groups.compactMap { group in
      func members(in year: Int) -> Set<Member> { Set(group.years.filter { $0.value.contains(year) }.keys) }
      let all = Set(group.years.values.flatMap { $0 }).sorted()
      guard let last = to ?? all.last(where: { year in members(in: year).count >= 2 }) else { return nil }
      let ending = members(in: last)
      guard let first = from ?? all.first(where: { $0 < last && ending.isSubset(of: members(in: $0)) }), first < last
      else { return nil }
      let both = ending.intersection(members(in: first))
      let parts = group.parts.filter(both.contains)
      guard !parts.isEmpty, both.count >= 2 else { return nil }
      let draws = parts.compactMap { self.draws(of: $0, first, last) }
      guard draws.count == parts.count else { return nil }
      let whole = both.contains(group.whole) ? self.draws(of: group.whole, first, last) : nil
      let count = (draws + [whole].compactMap { $0 }).map(\.before.count).min() ?? 0
      func thinned(_ draws: GrowthDivision.Draws) -> GrowthDivision.Draws {
        GrowthDivision.Draws(
          series: draws.series, before: Self.thin(draws.before, to: count), after: Self.thin(draws.after, to: count))
      }
      return try? GrowthDivision(
        whole: group.whole.key, wholeDraws: whole.map(thinned), parts: draws.map(thinned), unit: group.whole.unit,
        years: first...last)
    }
  }

  /// The concentration of each whole in its parts, in every year in which two of them have a figure.
  public func concentrations(from: Int? = nil, to: Int? = nil) -> [ConcentrationPoint] {
    groups.flatMap { group in
      Set(group.years.values.flatMap { $0 }).sorted().filter { ($0 >= from ?? .min) && ($0 <= to ?? .max) }
        .compactMap { year in
          let parts = group.parts.filter { group.years[$0]?.contains(year) == true }.compactMap { logs($0, year) }
          let count = parts.map(\.count).min() ?? 0
          return try? ConcentrationPoint(
            group.whole.key, parts: parts.map { Self.thin($0, to: count) }, unit: group.whole.unit, year: year)
        }
    }
  }

  /// The growth of the parts of each whole pooled, over the years that statements speak of.
  ///
  /// - Returns: one result for each group with two parts of two stated years or more.
  public func pooled() -> [PooledSeries] {
    var values: [Member: YearlySeries] = [:]
    for one in SeriesTrends.statedSeries(adjusted) where one.values.count >= 2 {
      values[Member(key: one.key, unit: one.unit)] = one.values
    }
    return groups.compactMap { group in
      let members = group.parts.compactMap { part in values[part].map { (key: part.key, series: $0) } }
      guard members.count >= 2 else { return nil }
      return PooledSeries(group: group.whole.key, unit: group.whole.unit, members: members)
    }
  }

  /// Every so many-th draw.
  ///
  /// Groups of linked series have draws of their own number and are independent of each other, so any pairing of their
  /// draws is right; series of one group are thinned alike and stay paired.
  private static func thin(_ draws: [Double], to count: Int) -> [Double] {
    draws.count == count ? draws : (0..<count).map { draws[$0 * draws.count / count] }
  }

  private func draws(of member: Member, _ first: Int, _ last: Int) -> GrowthDivision.Draws? {
    guard let before = logs(member, first), let after = logs(member, last) else { return nil }
    return GrowthDivision.Draws(series: member.key, before: before, after: after)
  }

  private func logs(_ member: Member, _ year: Int) -> [Double]? {
    (try? Period(year: year)).flatMap {
      adjusted.posterior.logDraws(of: member.key, in: member.unit, at: .months($0))
    }
  }
}
