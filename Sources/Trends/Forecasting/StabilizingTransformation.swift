import Foundation

/// The scale on which changes and forecast errors of a series are alike at any level.
///
/// Those of trade, tourism and the series of competitions grow with the level, though not quite as fast: on the scale of
/// ⅔ powers they stay as large as they are. Errors upwards are then larger than errors downwards, and an end of an interval
/// nears zero as the level does. Reference: Box & Cox (1964), Journal of the Royal Statistical Society B 26, 211–252.
enum StabilizingTransformation {
  /// Of values of both signs, such as a balance of trade: it may be near zero by chance.
  case identity
  /// Of values of one sign, which a value of the other keeps.
  case twoThirds

  init(of values: [Double]) {
    self = values.allSatisfy { $0 >= 0 } || values.allSatisfy { $0 <= 0 } ? .twoThirds : .identity
  }

  /// The place of a value on the scale.
  func forward(_ value: Double) -> Double {
    switch self {
    case .identity: return value
    case .twoThirds:
      let root = cbrt(value)
      return root * abs(root)
    }
  }

  /// The value at a place on the scale, infinite where it is beyond all numbers.
  func inverse(_ place: Double) -> Double {
    switch self {
    case .identity: place
    case .twoThirds: place * abs(place).squareRoot()
    }
  }
}
