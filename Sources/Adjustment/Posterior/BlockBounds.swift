import Foundation

/// The structural bounds of one block, with what stands still while the block moves folded into one number a side.
struct BlockBounds {
  /// How a bound looks from the block.
  enum Shape {
    /// One value of the block is at most a number.
    case atMost(place: Int)
    /// One value of the block is at least a number.
    case atLeast(place: Int)
    /// One value of the block is at most another.
    case ordered(first: Int, second: Int)
    /// Sums of several values.
    case sums
  }

  private(set) var shapes: [Shape] = []
  /// For each bound the starts of four lists in ``places``: own and other parts, own and other values of the whole.
  private var starts = [0]
  private var places: [Int] = []
  /// For each bound, the running sum of its parts, or −1.
  private var runningSums: [Int] = []

  /// Number of bounds.
  var count: Int { shapes.count }

  /// Adds a bound, given by places in the values and whether each is the block's own.
  mutating func append(parts: [Int], whole: [Int], runningSum: Int, isOwn: (Int) -> Bool) {
    let lists = [parts.filter(isOwn), parts.filter { !isOwn($0) }, whole.filter(isOwn), whole.filter { !isOwn($0) }]
    for list in lists {
      places += list
      starts.append(places.count)
    }
    runningSums.append(runningSum)
    switch (lists[0].count, lists[2].count, lists[1].count + lists[3].count) {
    case (1, 0, _): shapes.append(.atMost(place: lists[0][0]))
    case (0, 1, _): shapes.append(.atLeast(place: lists[2][0]))
    case (1, 1, 0): shapes.append(.ordered(first: lists[0][0], second: lists[2][0]))
    default: shapes.append(.sums)
    }
  }

  /// What a bound of one value says of it: `value ≤ limit` or `value ≥ limit`; 0 of two ordered ones.
  func limit(_ bound: Int, at values: [Double], _ sums: RunningSums) -> Double {
    switch shapes[bound] {
    case .atMost:
      let (parts, whole) = rests(bound, at: values, sums)
      return whole > parts ? whole + log1p(-exp(parts - whole)) : -.infinity
    case .atLeast:
      let (parts, whole) = rests(bound, at: values, sums)
      return parts > whole ? parts + log1p(-exp(whole - parts)) : -.infinity
    case .ordered, .sums: return 0
    }
  }

  /// Adds the bounds as they are while the others stand still.
  func addLimits(to limits: inout LimitSet, at values: [Double], _ sums: RunningSums) {
    for bound in shapes.indices {
      switch shapes[bound] {
      // Where rounding has left a value beyond its limit, the limit is where it is.
      case .atMost(let place):
        let most = limit(bound, at: values, sums)
        limits.append(place: place, sign: 1, limit: max(most, values[place]), support: bound)
      case .atLeast(let place):
        let least = limit(bound, at: values, sums)
        if least > -.infinity {
          limits.append(place: place, sign: -1, limit: -min(least, values[place]), support: bound)
        }
      case .ordered(let first, let second): limits.append(place: first, atMost: second, support: bound)
      case .sums:
        let (parts, whole) = rests(bound, at: values, sums)
        limits.append(
          parts: list(bound, 0), rest: parts, whole: list(bound, 2), rest: whole, support: bound)
      }
    }
  }

  /// The block's own places that each bound depends on.
  var ownPlaces: [[Int]] { shapes.indices.map { Array(list($0, 0)) + Array(list($0, 2)) } }

  /// Own parts of the bounds that have a running sum.
  var movingSums: [(sum: Int, places: [Int])] {
    shapes.indices.filter { runningSums[$0] >= 0 && !list($0, 0).isEmpty }.map { (runningSums[$0], Array(list($0, 0))) }
  }

  /// Logs of what other blocks add to the parts and to the whole.
  private func rests(_ bound: Int, at values: [Double], _ sums: RunningSums) -> (parts: Double, whole: Double) {
    let whole = logSumExp(list(bound, 3), values)
    guard runningSums[bound] >= 0 else { return (logSumExp(list(bound, 1), values), whole) }
    return (sums.logRest(runningSums[bound], without: list(bound, 0), at: values), whole)
  }

  private func list(_ bound: Int, _ number: Int) -> ArraySlice<Int> {
    places[starts[4 * bound + number]..<starts[4 * bound + number + 1]]
  }
}

/// The sums of the parts of bounds with many of them, kept up to date while blocks move one by one.
struct RunningSums {
  private(set) var parts: [[Int]] = []
  /// What each sum is measured by: its log size at the mode.
  private var scales: [Double] = []
  private var totals: [Double] = []

  /// Adds a sum of parts; returns its number.
  mutating func append(_ places: [Int], at values: [Double]) -> Int {
    parts.append(places)
    scales.append(logSumExp(places[...], values))
    totals.append(1)
    return parts.count - 1
  }

  /// Computes all sums anew, so that rounding does not gather.
  mutating func renew(at values: [Double]) {
    for sum in parts.indices { totals[sum] = total(of: parts[sum], sum, at: values) }
  }

  /// The sum of some parts in units of a sum's scale.
  func total(of places: some Sequence<Int>, _ sum: Int, at values: [Double]) -> Double {
    var total = 0.0
    for place in places { total += exp(values[place] - scales[sum]) }
    return total
  }

  /// Takes note that parts moved.
  mutating func add(_ change: Double, to sum: Int) { totals[sum] += change }

  /// Log of a sum without some of its parts.
  func logRest(_ sum: Int, without own: ArraySlice<Int>, at values: [Double]) -> Double {
    let rest = totals[sum] - total(of: own, sum, at: values)
    return rest > 0 ? scales[sum] + log(rest) : -.infinity
  }
}

/// `log Σ exp value` at some places; minus infinity of none.
private func logSumExp(_ places: ArraySlice<Int>, _ values: [Double]) -> Double {
  guard let first = places.first else { return -.infinity }
  if places.count == 1 { return values[first] }
  var top = -Double.infinity
  for place in places { top = max(top, values[place]) }
  var sum = 0.0
  for place in places { sum += exp(values[place] - top) }
  return top + log(sum)
}
