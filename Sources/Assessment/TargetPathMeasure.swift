import Foundation

/// Observed growth of a series against the growth that its target requires.
///
/// With the value `y` of a base and a last year, the goal `x` and the deadline's year `T`, yearly growth is observed at
/// `(y_last / y_base)^(1 / (last − base)) − 1` and required at `(x / y_base)^(1 / (T − base)) − 1`. Unlike the required
/// growth of a ``TargetAssessment``, the latter runs from the base and not from now.
public struct TargetPathMeasure: Hashable, Sendable {
  /// The value of a series in one year.
  public struct Point: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The value, above 0.
    public let value: Double

    /// A value in a year.
    public init(year: Int, value: Double) { (self.year, self.value) = (year, value) }
  }

  /// Where the path starts.
  public let base: Point
  /// Where the series is.
  public let last: Point
  /// Observed growth a year, a fraction.
  public let observedGrowth: Double
  /// Growth a year from the base to the goal, a fraction.
  public let requiredGrowth: Double
  /// Observed growth over the size of the required one, above 0 in the direction of the goal.
  ///
  /// `nil` when the base already equals the goal.
  public let ratio: Double?
  /// The band of the ratio, or achieved.
  public let status: TargetPathStatus

  /// The measure of two values against a goal, all in one unit.
  ///
  /// - Parameters:
  ///   - base: the first value; its year is before the last one's and the deadline's.
  ///   - last: the latest value, at most of the deadline's year.
  ///   - goal: above 0.
  ///   - deadline: year in which the goal is to be reached.
  ///   - isCeiling: whether the goal is not to be exceeded, so that a fall is progress.
  /// - Throws: `.baseNotBeforeDeadline`, `.tooFewYears` and `.growthOutOfRange`.
  public init(
    from base: Point, to last: Point, goal: Double, deadline: Int, isCeiling: Bool
  ) throws(TargetPathExclusion) {
    guard base.year < deadline else { throw .baseNotBeforeDeadline }
    guard base.year < last.year else { throw .tooFewYears }
    (self.base, self.last) = (base, last)
    observedGrowth = Self.yearlyGrowth(from: base, to: last)
    requiredGrowth = Self.yearlyGrowth(from: base, to: Point(year: deadline, value: goal))
    guard observedGrowth.isFinite, requiredGrowth.isFinite else { throw .growthOutOfRange }
    // Values are above 0, so that the sign of the base, a factor of the indicator, is left out.
    let progress = isCeiling ? -observedGrowth : observedGrowth
    let quotient = progress / abs(requiredGrowth)
    ratio = quotient.isFinite ? quotient : nil
    let isAchieved = isCeiling ? last.value <= goal : last.value >= goal
    // A base on the goal that does not meet it any more has moved away.
    status = isAchieved ? .achieved : ratio.map(TargetPathStatus.init(ratio:)) ?? .deterioration
  }

  /// Open SDG's score, from −5 to 5: of the ratio alone, even when the target is achieved.
  ///
  /// 0 stands at a ratio of 0.6, 2.5 at 0.95 and −2.5 at 0, to the four decimals that the constants are published with.
  public var score: Double? { ratio.map(Self.score) }

  static func score(of ratio: Double) -> Double {
    ratio >= 0.6 ? min(7.1429 * ratio - 4.2857, 5) : max(4.1667 * ratio - 2.5, -5)
  }

  private static func yearlyGrowth(from start: Point, to end: Point) -> Double {
    expm1(log(end.value / start.value) / Double(end.year - start.year))
  }
}
