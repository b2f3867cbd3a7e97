import TradeSeries

/// Where the unknowns of every stated series stand.
struct SeriesIndex {
  /// How every stated series is made of base series.
  let compositions: [SeriesIdentity: SeriesComposition]
  /// Positions of the unknowns.
  let positions: [Unknown: Int]

  /// The unknowns whose exponentials add up to a quantity; `nil` when some part of it is not among the unknowns.
  func indices(of identity: SeriesIdentity, at period: ReferencePeriod) -> [Int]? {
    let parts: [Int]
    switch compositions[identity] {
    case .base(let series): parts = [series]
    case .sum(let exports, let imports): parts = [exports, imports]
    case .difference, nil: return nil
    }
    var indices: [Int] = []
    for part in parts {
      guard let own = self.indices(ofBase: part, at: period) else { return nil }
      indices += own
    }
    return indices
  }

  /// The unknowns of a base series at a period, one for each calendar year it touches.
  func indices(ofBase series: Int, at period: ReferencePeriod) -> [Int]? {
    switch period {
    case .date(let date): return positions[.stock(series: series, date)].map { [$0] }
    case .months(let months):
      var indices: [Int] = []
      for part in months.yearlyParts {
        let unknown = part.isYear ? Unknown.year(series: series, part.firstYear) : .run(series: series, part)
        guard let position = positions[unknown] else { return nil }
        indices.append(position)
      }
      return indices
    }
  }
}
