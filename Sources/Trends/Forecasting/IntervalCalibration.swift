import Foundation
import Statistics

/// Quantiles of scaled forecast errors at each horizon: what an interval is made of.
///
/// The evidence is the panel's own past: each series is cut at earlier origins, forecast, and held against what came. The
/// errors, in units of ``ErrorUnits``, are pooled over the series. A horizon with few errors leans on the others, and a
/// panel with few errors on a Student t whose scale and tails were read off yearly, quarterly and monthly collections:
/// the honest interval of a single series.
struct IntervalCalibration {
  /// A scaled error, and how much it says of those to come.
  struct Error {
    let size: Double
    let weight: Double
  }

  /// For each step ahead the lower and upper end of the interval at each level, in units of ``ErrorUnits``.
  private let ends: [[Double]]

  /// - Parameters:
  ///   - errors: scaled errors by step ahead, the first being one step.
  ///   - spacing: periods from one origin of a series to the next.
  ///   - length: number of values of a typical series, at least 2.
  ///   - levels: percentages that the intervals are to hold, within 1...99.
  ///   - typical: what is usual where nothing else is known.
  ///   - threads: threads to work on.
  init(
    errors: [[Error]], spacing: Double, length: Int, levels: [Int], typical: TypicalErrors, threads: Int
  ) {
    let probabilities = levels.flatMap { [Double(100 - $0) / 200, Double(100 + $0) / 200] }
    let growth = errors.indices.map { Self.growth(step: $0 + 1) }
    // Errors at origins closer than their distance ahead share most of what came.
    let counts = errors.indices.map { errors[$0].reduce(0) { $0 + $1.weight } * min(1, spacing / Double($0 + 1)) }
    let sorted = parallelMap(Array(errors.indices), threads: threads) { step in
      errors[step].map { Error(size: $0.size / growth[step], weight: $0.weight) }.sorted { $0.size < $1.size }
    }
    let overall = Self.lean(
      Self.quantiles(probabilities, of: sorted.flatMap(\.self).sorted { $0.size < $1.size }),
      count: counts.reduce(0, +), constancy: typical.constancy,
      towards: Self.expected(probabilities, length: length, typical))
    ends = errors.indices.map { step in
      let own = Self.quantiles(probabilities, of: sorted[step])
      return Self.lean(own, count: counts[step], constancy: typical.constancy, towards: overall).map {
        $0 * growth[step]
      }
    }
  }

  /// Ends of the intervals about the forecasts of a series.
  ///
  /// - Parameters:
  ///   - path: forecasts in `unit`.
  ///   - units: units of errors on the scale.
  ///   - scale: the scale of the series.
  ///   - unit: unit of the path.
  /// - Returns: the ends as values, see ``SeriesForecast/ends``; NaN for a period with an end beyond all numbers.
  func ends(
    of path: [Double], units: [Double], on scale: StabilizingTransformation, in unit: SeriesUnit
  ) -> [Double] {
    let width = ends.first?.count ?? 0
    return [Double](unsafeUninitializedCapacity: path.count * width) { room, count in
      count = path.count * width
      for (step, mean) in path.enumerated() {
        var isFinite = true
        let middle = scale.forward(mean)
        for (place, end) in ends[step].enumerated() {
          let bound = unit.factor * scale.inverse(middle + units[step] * end)
          isFinite = isFinite && bound.isFinite
          // A median far off the forecast must not push it out of its own interval.
          room[step * width + place] =
            place.isMultiple(of: 2) ? min(bound, unit.factor * mean) : max(bound, unit.factor * mean)
        }
        if !isFinite { for place in 0..<width { room[step * width + place] = .nan } }
      }
    }
  }

  /// Quantiles of weighted errors in ascending order, `nil` of none: with equal weights those of type 7 of Hyndman & Fan
  /// (1996).
  private static func quantiles(_ probabilities: [Double], of sorted: [Error]) -> [Double]? {
    guard let first = sorted.first else { return nil }
    // Each error stands in the middle of its weight, the first at zero.
    var places = [0.0]
    places.reserveCapacity(sorted.count)
    for (error, next) in zip(sorted, sorted.dropFirst()) {
      places.append(places[places.count - 1] + (error.weight + next.weight) / 2)
    }
    let total = places[places.count - 1]
    return probabilities.map { probability in
      guard let after = places.firstIndex(where: { $0 >= probability * total }), after > 0 else { return first.size }
      let share = (probability * total - places[after - 1]) / (places[after] - places[after - 1])
      return sorted[after - 1].size + share * (sorted[after].size - sorted[after - 1].size)
    }
  }

  /// How the spread of scaled errors grows with the distance, roughly; the errors themselves say it better.
  private static func growth(step: Int) -> Double { pow(Double(step), 0.1) }

  /// Quantiles of errors one step ahead where nothing else is known.
  ///
  /// The unit of a short series is itself uncertain, which the tails show: 2.8 (n − 1)/n degrees of freedom.
  private static func expected(_ probabilities: [Double], length: Int, _ typical: TypicalErrors) -> [Double] {
    let count = Double(max(length, 2))
    let reference = StudentT(degreesOfFreedom: 2.8 * (count - 1) / count)
    let scale = typical.spread / reference.quantile(0.9)
    return probabilities.map { scale * reference.quantile($0) }
  }

  /// As much weight on `other` as forty errors have, and more where what is `own` is less than constant.
  ///
  /// Few errors are no evidence of an end far from the other, in half the width of its interval: one series with a slip would be
  /// the tail of all of a small panel.
  private static func lean(
    _ own: [Double]?, count: Double, constancy: Double, towards other: [Double]
  ) -> [Double] {
    guard let own else { return other }
    let weight = constancy * count / (count + 40)
    return other.indices.map { place in
      let opposite = other[place ^ 1]
      let most = (1 + count / 40) * abs(other[place] - opposite) / 2
      return other[place] + weight * min(max(own[place] - other[place], -most), most)
    }
  }
}
