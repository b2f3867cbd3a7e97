/// A power of two in which the values of a series have squares within all numbers: 1 for all but the largest and smallest.
struct SeriesUnit {
  let factor: Double

  /// The unit of a series; 1 where its largest values leave no room for its smallest.
  init(of values: [Double]) {
    let sizes = values.map(\.magnitude)
    guard let largest = sizes.max(), largest > 0, largest.exponent.magnitude > 256 else {
      factor = 1
      return
    }
    let unit = Double(sign: .plus, exponent: max(largest.exponent, -1000), significand: 1)
    factor = sizes.allSatisfy { $0 == 0 || ($0 / unit).isNormal } ? unit : 1
  }

  /// The values in this unit.
  func inUnits(_ values: [Double]) -> [Double] { factor == 1 ? values : values.map { $0 / factor } }

  /// What so many units are.
  func value(_ units: [Double]) -> [Double] { factor == 1 ? units : units.map { $0 * factor } }
}
