import TradeSeries

/// A series in its unit of account: what unknowns belong to.
struct SeriesIdentity: Hashable, Comparable {
  let key: SeriesKey
  let unit: UnitOfMeasure

  static func < (left: SeriesIdentity, right: SeriesIdentity) -> Bool {
    left.key == right.key ? left.unit < right.unit : left.key < right.key
  }

  func with(indicator: String) -> SeriesIdentity {
    SeriesIdentity(key: key.with(indicator: indicator), unit: unit)
  }
}
