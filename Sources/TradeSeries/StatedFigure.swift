/// A figure as it was stated: its own digits, the form of the number, and how firmly it was said.
///
/// Levels, growth and shares share one notation: `over 200 million`, `almost x2`, `-3.4%`, `250..300 million`.
public struct StatedFigure: Hashable, Sendable {
  /// What kind of number was written.
  public enum Form: Hashable, Sendable {
    /// A quantity, `5.8 billion`; `-18.8 million` only for a balance.
    case level
    /// A multiple of the base, `x1.6`.
    case multiple
    /// A change against the base in per cent, `+25%` or `-3.4%`.
    case change
    /// A part of a whole in per cent, `49%`.
    case share
  }

  /// A stated number with its sign.
  public struct Signed: Hashable, Sendable {
    /// The unsigned digits.
    public let number: StatedNumber
    /// Whether a minus sign stood before it; false for multiples and shares.
    public let isNegative: Bool

    /// A number and its sign.
    public init(_ number: StatedNumber, isNegative: Bool = false) {
      (self.number, self.isNegative) = (number, isNegative)
    }
  }

  /// How firmly it was stated.
  public let qualifier: Qualifier
  /// The form of the number.
  public let form: Form
  /// The figure, or the lower end of an interval.
  public let first: Signed
  /// The upper end of an interval, else `nil`.
  public let second: Signed?

  /// A figure with one number; for two see ``init(form:from:to:)``.
  ///
  /// - Throws: `.notPositive` for a change of −100 % or below, and for a multiple or share with a minus sign.
  public init(qualifier: Qualifier, form: Form, _ number: Signed) throws(StatedFigureError) {
    precondition(qualifier != .interval, "an interval has two ends")
    guard Self.isAllowed(number, form: form) else { throw .notPositive("-\(number.number)") }
    (self.qualifier, self.form, first, second) = (qualifier, form, number, nil)
  }

  /// An interval between two numbers of one form.
  ///
  /// - Throws: as ``init(qualifier:form:_:)``; `.emptyInterval` when the ends are not in order; `.unreadableNumber`
  ///   when only the upper end has a multiplier, which the notation lends to the lower one.
  public init(form: Form, from low: Signed, to high: Signed) throws(StatedFigureError) {
    for end in [low, high] where !Self.isAllowed(end, form: form) { throw .notPositive("-\(end.number)") }
    guard Self.ratio(low, form: form) < Self.ratio(high, form: form) else {
      throw .emptyInterval(low: Self.text(low, form: form), high: Self.text(high, form: form))
    }
    guard low.number.multiplier != nil || high.number.multiplier == nil else {
      throw .unreadableNumber(low.number.digits)
    }
    (qualifier, self.form, first, second) = (.interval, form, low, high)
  }

  /// The figure as a number: a level in its unit, a multiple or change as the ratio to the base, a share as a fraction.
  ///
  /// The lower end of an interval.
  public var value: Double { Self.ratio(first, form: form) }

  /// The upper end of an interval, as ``value``; `nil` for other figures.
  public var upperValue: Double? { second.map { Self.ratio($0, form: form) } }

  /// Half a unit of the last stated digit, on the scale of ``value``.
  public var halfUnit: Double {
    switch form {
    case .level, .multiple: first.number.halfUnit
    case .change, .share: first.number.halfUnit / 100
    }
  }

  /// Whether it is a whole-number multiple such as "tripled", which people say of anything near it.
  public var isWholeMultiple: Bool { form == .multiple && first.number.isWhole }

  /// Whether some of it lies below zero, as only a balance can.
  public var isNegative: Bool { form == .level && first.isNegative }

  private static func isAllowed(_ number: Signed, form: Form) -> Bool {
    switch form {
    case .level: true
    case .change: ratio(number, form: form) > 0
    case .multiple, .share: !number.isNegative
    }
  }

  private static func ratio(_ number: Signed, form: Form) -> Double {
    let signed = number.isNegative ? -number.number.value : number.number.value
    return switch form {
    case .level, .multiple: signed
    case .change: 1 + signed / 100
    case .share: number.number.value / 100
    }
  }
}
