import Foundation

/// What a series tells of the size of its forecast errors, and of how they grow with the distance.
///
/// Both are read off the changes of the seasonally adjusted series over one, two, four, eight … periods, where changes of
/// `8√season` periods ago count half: what grows has larger errors than it once had. For the same reason changes are those of
/// the ¾th power of the values, in units of the series at its last level: the fourth root of the level is what changes of
/// trade, tourism and the series of competitions grow with beyond what the weights see. Those of a series with values of both
/// signs, such as a balance of trade, are taken as they are: it may be near zero by chance. Reference: Box & Cox (1964),
/// Journal of the Royal Statistical Society B 26, 211–252.
struct ErrorScale {
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
  /// Mean size of the last values.
  let level: Double
  /// Whether changes, and errors with them, follow the level.
  let followsLevel: Bool
  /// Number of values.
  let count: Int
  /// Whether the series says anything of its errors.
  var hasUnit: Bool { count >= 3 && change > 0 }

  /// - Complexity: O(n log h) for n values and a horizon h, without the seasonal adjustment.
  init(_ values: [Double], season: Int, horizon: Int) {
    count = values.count
    let last = values.suffix(max(4, 2 * season))
    level = last.reduce(0) { $0 + abs($1) / Double(last.count) }
    followsLevel = level > 0 && (values.allSatisfy { $0 >= 0 } || values.allSatisfy { $0 <= 0 })
    var powers = SeasonalAdjustment(values, season: season)?.adjusted(values) ?? values
    if followsLevel { Self.raise(&powers, level: level) }
    let keep = exp2(-1 / (8 * Double(season).squareRoot()))
    let nearest = Self.meanChange(powers, over: 1, keep)
    (change, changeCount) = (nearest.mean, nearest.count)
    persistence = Self.persistence(powers, change, horizon: horizon, keep)
  }

  /// Raises values to the power ¾, sign aside, on the scale on which changes at the level stay as large as they are.
  private static func raise(_ values: inout [Double], level: Double) {
    let scale = level.squareRoot().squareRoot() / 0.75
    for place in values.indices {
      let root = abs(values[place]).squareRoot()
      values[place] = (values[place] < 0 ? -scale : scale) * root * root.squareRoot()
    }
  }

  private static func persistence(_ powers: [Double], _ change: Double, horizon: Int, _ keep: Double) -> Double? {
    var distance = 2, doublings = 1.0, products = 0.0, squares = 0.0
    while change > 0, distance <= horizon, distance < powers.count {
      let ratio = meanChange(powers, over: distance, keep).mean / change
      products += doublings * log2(max(ratio, 1e-3)) / Double(distance)
      squares += doublings * doublings / Double(distance)
      (distance, doublings) = (2 * distance, doublings + 1)
    }
    let slope = products / squares
    return slope.isFinite ? min(max(slope, 0), 1) : nil
  }

  private static func meanChange(
    _ powers: [Double], over distance: Int, _ keep: Double
  ) -> (mean: Double, count: Double) {
    guard powers.count > distance else { return (0, 0) }
    var sum = 0.0, weights = 0.0, squares = 0.0
    powers.withUnsafeBufferPointer { powers in
      for position in distance..<powers.count {
        sum = keep * sum + abs(powers[position] - powers[position - distance])
        weights = keep * weights + 1
        squares = keep * keep * squares + 1
      }
    }
    return (sum / weights, weights * weights / squares)
  }
}
