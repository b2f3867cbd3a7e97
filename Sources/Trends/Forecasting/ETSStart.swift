/// Where the search for the initial states starts from.
struct ETSStart {
  let level: Double
  let slope: Double
  /// Seasonal terms; empty without a season.
  let terms: [Double]

  /// Level, slope and season of the first values, by classical decomposition and a straight line.
  init(_ values: [Double], form: ETSForm, season: Int) {
    let decomposition =
      form.season == .none
      ? nil : SeasonalAdjustment(values, season: season, multiplicative: form.season == .multiplicative)
    let neutral = form.season == .multiplicative ? 1.0 : 0
    terms = form.season == .none ? [] : decomposition?.terms ?? [Double](repeating: neutral, count: season)
    let plain = decomposition?.adjusted(values) ?? values
    let line = StraightLine(Array(plain.prefix(max(2 * season, 10))))
    slope = form.trend == .none ? 0 : line.slope
    let first = plain.prefix(max(2 * season, 3))
    level = form.trend == .none ? first.reduce(0, +) / Double(first.count) : line.intercept
  }
}
