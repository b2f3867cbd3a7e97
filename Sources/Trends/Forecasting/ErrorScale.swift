import Foundation

/// What a series tells of the size of its forecast errors, and of how they grow with the distance.
///
/// Both are read off the changes of the seasonally adjusted series over one, two, four, eight … periods, where changes of
/// `8√season` periods ago count half: what grows has larger errors than it once had. For the same reason changes are those on
/// the scale of ``StabilizingTransformation``.
struct ErrorScale {
  /// The scale of all changes.
  let transformation: StabilizingTransformation
  /// Mean absolute change from one period to the next; 0 with fewer than two values or without a change.
  let change: Double
  /// How many equally weighted changes would say as much.
  let changeCount: Double
  /// The power of the distance with which mean absolute changes grow, within 0 and 1; `nil` with fewer than three values,
  /// without a change, with changes beyond all numbers, or with a horizon of one period.
  ///
  /// It is 0 for noise about a level, ½ for a random walk, 1 for a steady trend: the slope of the logarithm of the change on
  /// that of the distance through the change over one period, with weights that fall as the distance grows. Changes over the
  /// horizon and less count. References: Gneiting, Ševčíková & Percival (2012), Statistical Science 27, 247–277, the
  /// variation of order one; Lo & MacKinlay (1988), Review of Financial Studies 1, 41–66, the same with variances.
  let persistence: Double?
  /// Mean size of the last values, on the scale.
  let level: Double
  /// Number of values.
  let count: Int
  /// Whether the series says anything of its errors.
  var hasUnit: Bool { count >= 3 && change > 0 }

  /// - Complexity: O(n log h) for n values and a horizon h, without the seasonal adjustment.
  init(_ values: [Double], season: Int, horizon: Int) {
    count = values.count
    transformation = StabilizingTransformation(of: values)
    let last = values.suffix(max(4, 2 * season))
    level = transformation.forward(last.reduce(0) { $0 + abs($1) / Double(last.count) })
    let adjusted = SeasonalAdjustment(values, season: season)?.adjusted(values) ?? values
    let places = adjusted.map(transformation.forward)
    let keep = exp2(-1 / (8 * Double(season).squareRoot()))
    let nearest = Self.meanChange(places, over: 1, keep)
    (change, changeCount) = (nearest.mean, nearest.count)
    persistence = Self.persistence(places, change, horizon: horizon, keep)
  }

  private static func persistence(_ places: [Double], _ change: Double, horizon: Int, _ keep: Double) -> Double? {
    var distance = 2, doublings = 1.0, products = 0.0, squares = 0.0
    while change > 0, distance <= horizon, distance < places.count {
      let ratio = meanChange(places, over: distance, keep).mean / change
      products += doublings * log2(max(ratio, 1e-3)) / Double(distance)
      squares += doublings * doublings / Double(distance)
      (distance, doublings) = (2 * distance, doublings + 1)
    }
    let slope = products / squares
    return slope.isFinite ? min(max(slope, 0), 1) : nil
  }

  private static func meanChange(
    _ places: [Double], over distance: Int, _ keep: Double
  ) -> (mean: Double, count: Double) {
    guard places.count > distance else { return (0, 0) }
    var sum = 0.0, weights = 0.0, squares = 0.0
    places.withUnsafeBufferPointer { places in
      for position in distance..<places.count {
        sum = keep * sum + abs(places[position] - places[position - distance])
        weights = keep * weights + 1
        squares = keep * keep * squares + 1
      }
    }
    return (sum / weights, weights * weights / squares)
  }
}
