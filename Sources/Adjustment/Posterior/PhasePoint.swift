/// A point of phase space: whitened displacement and momentum, φ, and the energy's gradient in whitened units, one after
/// another.
struct PhasePoint {
  let count: Int
  var numbers: [Double]
  var energy = 0.0

  var momentum: Range<Int> { count..<(2 * count) }
  var phi: ArraySlice<Double> { numbers[(2 * count)..<(3 * count)] }

  var kinetic: Double {
    var sum = 0.0
    for k in momentum { sum += numbers[k] * numbers[k] }
    return sum / 2
  }

  /// Whether a way's ends move towards each other.
  static func turns(_ left: PhasePoint, _ right: PhasePoint) -> Bool {
    let n = left.count
    var (atLeft, atRight) = (0.0, 0.0)
    for k in 0..<n {
      let way = right.numbers[k] - left.numbers[k]
      atLeft += way * left.numbers[n + k]
      atRight += way * right.numbers[n + k]
    }
    return atLeft <= 0 || atRight <= 0
  }
}
