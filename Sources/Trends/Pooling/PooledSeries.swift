import TradeSeries

/// The growth of a group of series, pooled, or why it cannot be.
public struct PooledSeries: Sendable {
  /// The whole that the members are parts of.
  public let group: SeriesKey
  /// Unit of account.
  public let unit: UnitOfMeasure
  /// The members, in order.
  public let members: [SeriesKey]
  /// The pooled growth.
  public let result: Result<PooledGrowth, PoolingError>

  /// Pools the series of the members.
  public init(group: SeriesKey, unit: UnitOfMeasure, members: [(key: SeriesKey, series: YearlySeries)]) {
    (self.group, self.unit, self.members) = (group, unit, members.map(\.key))
    do throws(PoolingError) {
      result = .success(try PooledGrowth(members.map(\.series)))
    } catch {
      result = .failure(error)
    }
  }
}
