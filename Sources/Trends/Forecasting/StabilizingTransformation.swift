import Foundation

/// The scale on which changes and forecast errors of a series are alike at any level.
///
/// Those of trade, tourism and the series of competitions grow with the level, though not quite as fast: on the scale of
/// ⅔ powers they stay as large as they are. Errors away from zero are then larger than errors towards it, and no interval
/// crosses it: a series whose values all have one sign keeps that. Reference: Box & Cox (1964), Journal of the Royal Statistical
/// Society B 26, 211–252.
enum StabilizingTransformation {
  /// Of values of both signs, such as a balance of trade, as they are: it may be near zero by chance.
  case identity
  /// ⅔ powers of values none of which is below zero.
  case neverNegative
  /// ⅔ powers of values none of which is above zero.
  case neverPositive

  init(of values: [Double]) {
    if values.allSatisfy({ $0 >= 0 }) {
      self = .neverNegative
    } else {
      self = values.allSatisfy { $0 <= 0 } ? .neverPositive : .identity
    }
  }

  /// The power of the values: a small change by its level is so many times as large on the scale as off it.
  var exponent: Double { self == .identity ? 1 : 2 / 3 }

  /// The value, or zero for one of the sign that the series never had.
  func admissible(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .neverNegative: max(value, 0)
    case .neverPositive: min(value, 0)
    }
  }

  /// The place of a value on the scale.
  func forward(_ value: Double) -> Double {
    guard self != .identity else { return value }
    let root = cbrt(value)
    return root * abs(root)
  }

  /// The admissible value at a place on the scale, infinite where it is beyond all numbers.
  func inverse(_ place: Double) -> Double {
    self == .identity ? place : admissible(place * abs(place).squareRoot())
  }
}
