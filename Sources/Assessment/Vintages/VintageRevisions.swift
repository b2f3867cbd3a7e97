import TradeSeries

/// What changed from one vintage of a ledger to a later one, and what moved it.
public struct VintageRevisions: Hashable, Sendable {
  /// What a change is put down to.
  public enum Cause: Hashable, Sendable {
    /// A statement that arrived, by its id.
    case statement(String)
    /// The as-of date: more years, periods that are over, targets that were set.
    case time
    /// What cannot be told from the Monte Carlo error.
    case rest
  }

  /// A part of a change.
  public struct Part: Hashable, Sendable {
    /// What it is put down to.
    public let cause: Cause
    /// In the unit of the figure, or of probability.
    public let change: Double

    /// A part of given values.
    public init(cause: Cause, change: Double) { (self.cause, self.change) = (cause, change) }
  }

  /// One adjusted figure in both vintages.
  public struct Figure: Hashable, Sendable {
    /// The series.
    public let series: SeriesKey
    /// Its unit of account.
    public let unit: UnitOfMeasure
    /// Year, run of months, or date of a stock.
    public let period: ReferencePeriod
    /// Median in the earlier vintage; `nil` when it had none.
    public let before: Double?
    /// Median in the later vintage; `nil` when it has none.
    public let after: Double?
    /// Parts of the change, the largest first, that sum to it; of a figure that appeared, what brought it, with the
    /// whole median; empty where nothing changed.
    public let parts: [Part]

    /// A figure of given parts.
    public init(
      series: SeriesKey, unit: UnitOfMeasure, period: ReferencePeriod, before: Double?, after: Double?, parts: [Part]
    ) {
      (self.series, self.unit, self.period) = (series, unit, period)
      (self.before, self.after, self.parts) = (before, after, parts)
    }
  }

  /// What a vintage said of a target.
  public struct Judgement: Hashable, Sendable {
    /// Probability that it is met; `nil` when not identified.
    public let probability: Double?
    /// What could be said.
    public let verdict: Verdict

    /// A judgement of given parts.
    public init(probability: Double?, verdict: Verdict) { (self.probability, self.verdict) = (probability, verdict) }
  }

  /// One target in both vintages.
  public struct TargetChange: Hashable, Sendable {
    /// The target.
    public let target: Target
    /// In the earlier vintage; `nil` when it was not yet set.
    public let before: Judgement?
    /// In the later vintage.
    public let after: Judgement
    /// Parts of the change of the probability, as of a figure.
    public let parts: [Part]
    /// What the new verdict is put down to; `nil` when the verdict is as it was, or the target is new.
    public let flippedBy: Cause?

    /// A target of given parts.
    public init(target: Target, before: Judgement?, after: Judgement, parts: [Part], flippedBy: Cause?) {
      (self.target, self.before, self.after) = (target, before, after)
      (self.parts, self.flippedBy) = (parts, flippedBy)
    }
  }

  /// Day of the earlier vintage.
  public let from: CalendarDate
  /// Day of the later vintage.
  public let to: CalendarDate
  /// Ids of the statements that arrived, by date and ledger order.
  public let arrived: [String]
  /// Every figure of either vintage, by series, unit and period.
  public let figures: [Figure]
  /// Every target of the later vintage, in ledger order.
  public let targets: [TargetChange]

  /// Revisions of given parts.
  public init(
    from: CalendarDate, to: CalendarDate, arrived: [String], figures: [Figure], targets: [TargetChange]
  ) {
    (self.from, self.to, self.arrived) = (from, to, arrived)
    (self.figures, self.targets) = (figures, targets)
  }
}
