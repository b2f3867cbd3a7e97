/// A figure as it was stated: its own digits, the form of the number, and how firmly it was said.
///
/// Levels, growth and shares share one notation: `over 200 million`, `almost x2`, `-3.4%`, `250..300 million`.
public struct StatedFigure: Hashable, Sendable {
  /// What kind of number was written.
  public enum Form: Hashable, Sendable {
    /// A quantity, `5.8 billion`.
    case level
    /// A multiple of the base, `x1.6`.
    case multiple
    /// A change against the base in per cent, `+25%` or `-3.4%`.
    case change
    /// A part of a whole in per cent, `49%`.
    case share
  }

  /// A stated number with the sign of a change.
  public struct Signed: Hashable, Sendable {
    /// The unsigned digits.
    public let number: StatedNumber
    /// Whether a minus sign stood before it; false but for changes.
    public let isNegative: Bool
  }

  /// How firmly it was stated.
  public let qualifier: Qualifier
  /// The form of the number.
  public let form: Form
  /// The figure, or the lower end of an interval.
  public let first: Signed
  /// The upper end of an interval, else `nil`.
  public let second: Signed?

  /// - Throws: `.notPositive` for a change of −100 % or below; `.emptyInterval` when the ends are not in order.
  public init(qualifier: Qualifier, form: Form, _ number: Signed) throws(StatedFigureError) {
    precondition(qualifier != .interval, "an interval has two ends")
    guard Self.ratio(number, form: form) > 0 else { throw .notPositive("\(number.number)") }
    (self.qualifier, self.form, first, second) = (qualifier, form, number, nil)
  }

  /// An interval between two numbers of one form.
  ///
  /// - Throws: `.notPositive` for a change of −100 % or below; `.emptyInterval` when the ends are not in order.
  public init(form: Form, from low: Signed, to high: Signed) throws(StatedFigureError) {
    guard Self.ratio(low, form: form) > 0 else { throw .notPositive("\(low.number)") }
    guard Self.ratio(low, form: form) < Self.ratio(high, form: form) else {
      throw .emptyInterval(low: "\(low.number)", high: "\(high.number)")
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

  private static func ratio(_ number: Signed, form: Form) -> Double {
    switch form {
    case .level, .multiple: number.number.value
    case .change: 1 + (number.isNegative ? -number.number.value : number.number.value) / 100
    case .share: number.number.value / 100
    }
  }
}
