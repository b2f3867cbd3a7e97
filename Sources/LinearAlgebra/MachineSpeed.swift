/// How fast this machine moves and multiplies doubles, measured in about a second.
public struct MachineSpeed: Hashable, Sendable {
  /// Additions and multiplications a second, in billions, of a product of square matrices of order 1,000.
  public let gigaflops: Double
  /// Gigabytes a second read and written by y ← y + a·x on vectors of 8 million elements, far above any cache.
  public let gigabytesPerSecond: Double

  /// Measures with as many threads as `BLASThreads.count`; the best of three runs each.
  public init() {
    let order = 1000
    let matrix = Matrix(rowCount: order, columnCount: order) { Double(($0 &* 7 &+ $1 &* 13) % 17) }
    let product = Self.best { (matrix * matrix)[0, 0] }
    gigaflops = 2 * Double(order * order * order) / product / 1e9
    let x = Vector(repeating: 1, count: 8_000_000)
    var y = Vector(repeating: 2, count: x.count)
    let sum = Self.best {
      y.add(x, scaledBy: 0.5)
      return y[0]
    }
    gigabytesPerSecond = 24 * Double(x.count) / sum / 1e9
  }

  /// The shortest time in seconds; the results keep the work from being left out.
  private static func best(_ work: () -> Double) -> Double {
    var (shortest, sink) = (Double.infinity, 0.0)
    for _ in 0..<3 {
      let clock = ContinuousClock()
      let time = clock.measure { sink += work() }
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      shortest = min(shortest, seconds)
    }
    return sink.isNaN ? .nan : shortest
  }
}
