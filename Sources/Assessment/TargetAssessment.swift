import Adjustment
import TradeSeries

/// One target held against the posterior.
public struct TargetAssessment: Hashable, Sendable {
  /// Year of first passage: median and 80 % interval; an end that lies beyond the simulated years is `nil`.
  public struct FirstPassage: Hashable, Sendable {
    /// Median year.
    public let median: Int?
    /// 10 % quantile.
    public let low80: Int?
    /// 90 % quantile.
    public let high80: Int?

    /// A first passage of given years.
    public init(median: Int?, low80: Int?, high80: Int?) {
      (self.median, self.low80, self.high80) = (median, low80, high80)
    }
  }

  /// The probability that the target is met in one year.
  public struct PathPoint: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The probability.
    public let probability: Double

    /// A point of given parts.
    public init(year: Int, probability: Double) { (self.year, self.probability) = (year, probability) }
  }

  /// The target.
  public let target: Target
  /// Unit of account of its series.
  public let unit: UnitOfMeasure
  /// The goal as a level in the unit of account, `nil` when not identified.
  ///
  /// For a multiple: the multiple of the base's median.
  public let level: Double?
  /// Probability that the deadline's period meets the target; `nil` when not identified.
  public let probability: Double?
  /// What can be said.
  public let verdict: Verdict
  /// Yearly growth still needed from the last adjusted year to the deadline; `nil` for an open deadline.
  public let requiredGrowth: Double?
  /// Posterior median of the yearly trend growth.
  public let trendGrowth: Double?
  /// Trend growth over required growth, the indicator of Eurostat's target paths.
  public let growthRatio: Double?
  /// Year the target is first met.
  public let firstPassage: FirstPassage?
  /// Probability by year: the deadline's year, or the next ten years of an open deadline.
  public let path: [PathPoint]

  /// An assessment of given parts.
  public init(
    target: Target, unit: UnitOfMeasure, level: Double?, probability: Double?, verdict: Verdict,
    requiredGrowth: Double?, trendGrowth: Double?, growthRatio: Double?, firstPassage: FirstPassage?,
    path: [PathPoint]
  ) {
    (self.target, self.unit, self.level, self.probability) = (target, unit, level, probability)
    (self.verdict, self.requiredGrowth, self.trendGrowth) = (verdict, requiredGrowth, trendGrowth)
    (self.growthRatio, self.firstPassage, self.path) = (growthRatio, firstPassage, path)
  }
}
