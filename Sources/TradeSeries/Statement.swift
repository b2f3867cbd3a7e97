/// One figure that someone stated: of what, when, how firmly, and where it stands.
public struct Statement: Hashable, Sendable {
  /// What the figure says about its series.
  public enum Claim: Hashable, Sendable {
    /// The quantity of a period, in a unit.
    case level(UnitOfMeasure)
    /// The ratio to another period or date; `base` is `nil` for the same one of the previous year.
    case growth(base: ReferencePeriod?)
    /// The fraction of another series of the same period.
    case share(of: SeriesKey)
    /// The quantity at a date, in a unit.
    case stock(UnitOfMeasure)
  }

  /// Unique in the ledger.
  public let id: String
  /// The series it speaks of.
  public let series: SeriesKey
  /// When it holds; `nil` when undated: shown, not adjusted.
  public let period: ReferencePeriod?
  /// Level, growth, share or stock.
  public let claim: Claim
  /// The figure as stated.
  public let figure: StatedFigure
  /// Area whose statistics it is from, when not the reporter's.
  public let origin: String?
  /// The day it became public.
  public let knownOn: CalendarDate
  /// Id of the source.
  public let source: String
  /// Page, footnote or table in the source.
  public let locator: String
  /// Free text.
  public let note: String

  /// A statement.
  ///
  /// - Throws: `.figureDoesNotFit` when the figure's form cannot make the claim (a percentage as a level),
  ///   `.negativeQuantity` for a figure below zero of anything but a balance,
  ///   `.periodDoesNotFit` when a flow is given a date or a stock a run of months, `.baseNotEarlier`.
  public init(
    id: String, series: SeriesKey, period: ReferencePeriod?, claim: Claim, figure: StatedFigure, origin: String?,
    knownOn: CalendarDate, source: String, locator: String, note: String
  ) throws(StatementError) {
    switch (claim, figure.form) {
    case (.level, .level), (.stock, .level), (.growth, .multiple), (.growth, .change), (.share, .share): break
    default: throw .figureDoesNotFit(figure, claim)
    }
    guard !figure.isNegative || series.indicator == "balance" else { throw .negativeQuantity(figure) }
    if case .growth(let base?) = claim, let period {
      guard (base.months == nil) == (period.months == nil) else { throw .periodDoesNotFit(claim) }
      guard base.lastDay < period.lastDay else { throw .baseNotEarlier(base: base, period: period) }
    }
    if case .level = claim, period?.date != nil { throw .periodDoesNotFit(claim) }
    if case .stock = claim, period?.months != nil { throw .periodDoesNotFit(claim) }
    (self.id, self.series, self.period, self.claim, self.figure) = (id, series, period, claim, figure)
    (self.origin, self.knownOn, self.source, self.locator, self.note) = (origin, knownOn, source, locator, note)
  }

  /// The stated unit of a level or stock.
  public var unit: UnitOfMeasure? {
    switch claim {
    case .level(let unit), .stock(let unit): unit
    case .growth, .share: nil
    }
  }
}

/// Why the parts of a statement do not go together.
public enum StatementError: Error, Hashable, Sendable {
  /// A percentage as a level, a plain number as a growth, and so on.
  case figureDoesNotFit(StatedFigure, Statement.Claim)
  /// A quantity below zero of something that cannot be: only a balance can.
  case negativeQuantity(StatedFigure)
  /// A flow at a date, a stock over months, or a base of the other kind than the period.
  case periodDoesNotFit(Statement.Claim)
  /// A growth whose base does not end before its period does.
  case baseNotEarlier(base: ReferencePeriod, period: ReferencePeriod)
}
