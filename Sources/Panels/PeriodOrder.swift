/// The order of the observations of a series by their periods, where each has a place of its own near the others: in time
/// proportional to them.
struct PeriodOrder {
  /// The observations in order.
  private(set) var observations: [Int] = []

  /// Orders so many observations, one at least.
  ///
  /// `false`, and they stay as they are, when two have one period, the frequencies differ, or most periods between the first
  /// and the last are missing.
  @inline(__always) mutating func arrange(_ count: Int, period: (Int) -> PanelPeriod) -> Bool {
    let isArranged = spread(count, period: period)
    if !isArranged { observations = Array(0..<count) }
    return isArranged
  }

  @inline(__always) private mutating func spread(_ count: Int, period: (Int) -> PanelPeriod) -> Bool {
    var (low, high) = (Int32.max, Int32.min)
    for observation in 0..<count {
      let code = period(observation).code
      (low, high) = (min(low, code), max(high, code))
    }
    let span = (Int(high) - Int(low)) / 4 + 1
    guard span <= 2 * count + 16 else { return false }
    observations.removeAll(keepingCapacity: true)
    observations.append(contentsOf: repeatElement(-1, count: span))
    let areApart = observations.withUnsafeMutableBufferPointer { places in
      for observation in 0..<count {
        let distance = Int(period(observation).code) - Int(low)
        guard distance & 3 == 0, places[distance / 4] < 0 else { return false }
        places[distance / 4] = observation
      }
      return true
    }
    if span > count { observations.removeAll { $0 < 0 } }
    return areApart
  }
}
