import CSamplingKernels
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
    /// Sums of several values, of which some are parts.
    case sums(parts: Int)
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
    default: shapes.append(.sums(parts: lists[0].count))
    }
  }

  /// The bounds as C reads them; `arrays` keeps them.
  func compiled(_ arrays: FixedArrays) -> sampling_bounds {
    let kinds = shapes.map { shape in
      switch shape {
      case .atMost: sampling_at_most
      case .atLeast: sampling_at_least
      case .ordered: sampling_ordered
      case .sums: sampling_sums
      }
    }
    return sampling_bounds(
      count: Int32(count), shapes: arrays.keep(kinds.map { Int32($0) }), starts: arrays.keep(starts.map { Int32($0) }),
      places: arrays.keep(places.map { Int32($0) }), sums: arrays.keep(runningSums.map { Int32($0) }))
  }

  /// The block's own places that each bound depends on, parts first.
  var ownPlaces: [[Int]] { shapes.indices.map { Array(list($0, 0)) + Array(list($0, 2)) } }

  private func list(_ bound: Int, _ number: Int) -> ArraySlice<Int> {
    places[starts[4 * bound + number]..<starts[4 * bound + number + 1]]
  }
}

/// The sums of the parts of bounds with many of them, in units of their scales, kept up to date while blocks move one by one.
struct RunningSums {
  private(set) var parts: [[Int]] = []
  /// What each sum is measured by: its log size at the mode.
  private(set) var scales: [Double] = []
  var totals: [Double] = []

  /// Adds a sum of parts; returns its number.
  mutating func append(_ places: [Int], at values: [Double]) -> Int {
    parts.append(places)
    scales.append(logSumExp(places, values))
    totals.append(1)
    return parts.count - 1
  }

  /// Computes all sums anew, so that rounding does not gather.
  mutating func renew(at values: [Double]) {
    for sum in parts.indices { totals[sum] = parts[sum].reduce(0) { $0 + exp(values[$1] - scales[sum]) } }
  }
}
