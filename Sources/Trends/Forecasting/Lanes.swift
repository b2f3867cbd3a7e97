/// Eight candidates evaluated side by side.
typealias Lanes = SIMD8<Double>

/// The best of eight candidates; the first of equals.
struct LaneChoice {
  let cost: Double
  let lane: Int

  init(cost: Double, lane: Int) { (self.cost, self.lane) = (cost, lane) }

  /// The least cost; what is not a number never wins.
  init(leastOf costs: Lanes) {
    var (least, place) = (Double.infinity, 0)
    for lane in 0..<Lanes.scalarCount where costs[lane] < least { (least, place) = (costs[lane], lane) }
    self.init(cost: least, lane: place)
  }
}

extension SIMD8<Double> {
  static var one: Self { Self(repeating: 1) }
}
