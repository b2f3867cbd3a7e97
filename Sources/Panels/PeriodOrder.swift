/// The order of the observations of a series by their periods, where each has its place: in time proportional to them.
struct PeriodOrder {
  /// The observation of each period, -1 where there is none.
  private var places: [Int] = []

  /// Orders so many observations.
  ///
  /// `false` when two have one period, the frequencies differ, or most periods between the first and the last are missing.
  @inline(__always) mutating func fill(_ count: Int, period: (Int) -> PanelPeriod) -> Bool {
    var (low, high) = (Int32.max, Int32.min)
    for place in 0..<count { (low, high) = (min(low, period(place).code), max(high, period(place).code)) }
    let span = (Int(high) - Int(low)) / 4 + 1
    guard span <= 2 * count + 16 else { return false }
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(-1, count: span))
    for place in 0..<count {
      let distance = Int(period(place).code) - Int(low)
      guard distance & 3 == 0, places[distance / 4] < 0 else { return false }
      places[distance / 4] = place
    }
    return true
  }

  /// Calls a function with each observation in their order.
  @inline(__always) func forEach(_ body: (Int) -> Void) { for place in places where place >= 0 { body(place) } }
}
