/// The unit in which forecast errors of different series, lengths and horizons are comparable.
///
/// Errors are divided by the mean absolute change of the seasonally adjusted series, and by what the error of a straight
/// line's parameters adds at that distance, `√(1 + 1/n + 3(n + 2h − 1)²/(n(n² − 1)))`: short series forecast worse.
struct ErrorScale {
  /// Mean absolute change.
  let change: Double
  private let count: Double

  init(_ values: [Double], season: Int) {
    let plain = SeasonalAdjustment(values, season: season)?.adjusted(values) ?? values
    var sum = 0.0
    for position in plain.indices.dropFirst() { sum += abs(plain[position] - plain[position - 1]) }
    change = sum / Double(max(plain.count - 1, 1))
    count = Double(values.count)
  }

  /// The unit at a number of steps ahead.
  func unit(step: Int) -> Double {
    let distance = count + 2 * Double(step) - 1
    let line = 3 * distance * distance / (count * (count * count - 1))
    return change * (1 + 1 / count + line).squareRoot()
  }
}
