import Foundation

/// Classical seasonal decomposition of a series: ratios to (or differences from) a centred moving average.
struct SeasonalAdjustment {
  /// Seasonal terms of the phases 0 ..< season; phase 0 is that of the first value.
  let terms: [Double]
  /// Ratios, else differences.
  let isMultiplicative: Bool

  /// The decomposition, or `nil` where the season is not significant.
  ///
  /// The season counts as significant at 90 % when the autocorrelation at its lag exceeds 1.645 standard errors
  /// (Bartlett), as in the theta method of Assimakopoulos & Nikolopoulos (2000).
  init?(_ values: [Double], season: Int) {
    guard season > 1, values.count > 2 * season, Self.isSignificant(values, season) else {
      return nil
    }
    // A zero here and there does not make a season one of differences: ratios are to moving averages.
    if values.allSatisfy({ $0 >= 0 }), let terms = Self.terms(values, season, multiplicative: true),
      terms.allSatisfy({ $0 > 0.01 })
    {
      (self.terms, isMultiplicative) = (terms, true)
    } else if let terms = Self.terms(values, season, multiplicative: false) {
      (self.terms, isMultiplicative) = (terms, false)
    } else {
      return nil
    }
  }

  /// The decomposition of a given kind.
  init?(_ values: [Double], season: Int, multiplicative: Bool) {
    guard season > 1, values.count >= 2 * season,
      let terms = Self.terms(values, season, multiplicative: multiplicative),
      !multiplicative || terms.allSatisfy({ $0 > 0.01 })
    else { return nil }
    (self.terms, isMultiplicative) = (terms, multiplicative)
  }

  /// The series without its season.
  func adjusted(_ values: [Double]) -> [Double] {
    values.enumerated().map { position, value in
      let term = terms[position % terms.count]
      return isMultiplicative ? value / term : value - term
    }
  }

  /// Puts the season back into forecasts that start after `count` values.
  func restore(_ path: inout [Double], after count: Int) {
    for step in path.indices {
      let term = terms[(count + step) % terms.count]
      path[step] = isMultiplicative ? path[step] * term : path[step] + term
    }
  }

  /// Whether the autocorrelation at the season's lag is more than so many standard errors; 1.645 are 90 %.
  static func isSignificant(_ values: [Double], _ season: Int, errors: Double = 1.645) -> Bool {
    guard season > 1 else { return false }
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard spread > 0 else { return false }
    func correlation(_ lag: Int) -> Double {
      (lag..<values.count).reduce(0) { $0 + (values[$1] - mean) * (values[$1 - lag] - mean) } / spread
    }
    let shorter = (1..<season).reduce(0) { $0 + correlation($1) * correlation($1) }
    return abs(correlation(season)) > errors * ((1 + 2 * shorter) / Double(values.count)).squareRoot()
  }

  private static func terms(_ values: [Double], _ season: Int, multiplicative: Bool) -> [Double]? {
    let half = season / 2
    var sums = [Double](repeating: 0, count: season), counts = [Double](repeating: 0, count: season)
    guard values.count > 2 * half else { return nil }
    for center in half..<(values.count - half) {
      var total = 0.0
      if season % 2 == 0 {
        total = (values[center - half] + values[center + half]) / 2
        for position in (center - half + 1)..<(center + half) { total += values[position] }
      } else {
        for position in (center - half)...(center + half) { total += values[position] }
      }
      let trend = total / Double(season)
      sums[center % season] += multiplicative ? values[center] / trend : values[center] - trend
      counts[center % season] += 1
    }
    guard counts.allSatisfy({ $0 > 0 }) else { return nil }
    let means = zip(sums, counts).map { $0 / $1 }
    let center = means.reduce(0, +) / Double(season)
    guard center.isFinite, !multiplicative || center > 0 else { return nil }
    return means.map { multiplicative ? $0 / center : $0 - center }
  }
}
