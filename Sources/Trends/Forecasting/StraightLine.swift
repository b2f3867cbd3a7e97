/// The least-squares line through values at 1, 2, … .
struct StraightLine {
  let intercept: Double
  let slope: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let origin = values[0]
    var sum = 0.0, moment = 0.0
    for (position, value) in values.enumerated() {
      sum += value - origin
      moment += (value - origin) * (Double(position) + 1 - (count + 1) / 2)
    }
    slope = values.count > 1 ? moment * 12 / (count * (count * count - 1)) : 0
    intercept = origin + sum / count - slope * (count + 1) / 2
  }
}

/// The least-squares line through the values so far, updated by each.
struct FollowingLine {
  var mean: Double
  var intercept: Double
  var slope = 0.0

  init(first: Double) { (mean, intercept) = (first, first) }

  /// Takes in the value number `count`.
  mutating func append(_ value: Double, count: Int) {
    let number = Double(count)
    slope = ((number - 2) * slope + 6 * (value - mean) / number) / (number + 1)
    mean = ((number - 1) * mean + value) / number
    intercept = mean - slope * (number + 1) / 2
  }
}
