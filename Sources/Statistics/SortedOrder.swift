/// The indices of finite numbers in ascending order of the numbers, by a radix sort with kept scratch.
///
/// A number becomes an integer of the same order; the 33 highest bits in which the numbers of a sample differ are
/// sorted in three passes, which leaves few pairs for the insertion sort that finishes. A sample that defies it, with
/// many different numbers alike in those bits, falls back on a comparison sort.
struct SortedOrder: Sendable {
  /// Positions of the numbers, least first.
  private(set) var indices: [Int32]
  private var keys: [UInt64]
  private var spareIndices: [Int32]
  private var spareKeys: [UInt64]
  private var tallies: [Int32]

  private static let digitBits: UInt64 = 11
  private static let passCount = 3

  init(count: Int) {
    indices = Array(repeating: 0, count: count)
    spareIndices = indices
    keys = Array(repeating: 0, count: count)
    spareKeys = keys
    tallies = Array(repeating: 0, count: Self.passCount << Self.digitBits)
  }

  /// Sorts as many finite numbers as the scratch was made for.
  ///
  /// - Complexity: O(n) for samples of a continuous distribution, O(n log n) at worst.
  mutating func sort(_ numbers: UnsafeBufferPointer<Double>) {
    precondition(numbers.count == indices.count, "\(numbers.count) numbers for scratch of \(indices.count)")
    var (least, greatest) = (UInt64.max, UInt64.min)
    for k in 0..<numbers.count {
      // Adding 0 makes −0 equal to 0.
      let bits = (numbers[k] + 0).bitPattern
      let key = bits >> 63 == 1 ? ~bits : bits | 1 << 63
      keys[k] = key
      indices[k] = Int32(k)
      (least, greatest) = (min(least, key), max(greatest, key))
    }
    guard numbers.count > 1 else { return }
    let usedBits = 64 - (greatest - least).leadingZeroBitCount
    let shift = UInt64(max(0, usedBits - Self.passCount * Int(Self.digitBits)))
    for k in 0..<keys.count { keys[k] -= least }
    sortDigits(above: shift)
    if shift > 0 { finish() }
  }

  private mutating func sortDigits(above shift: UInt64) {
    let mask: UInt64 = 1 << Self.digitBits - 1
    for k in tallies.indices { tallies[k] = 0 }
    tallies.withUnsafeMutableBufferPointer { tallies in
      for key in keys {
        for pass in 0..<Self.passCount {
          let digit = key >> (shift + UInt64(pass) * Self.digitBits) & mask
          tallies[pass << Int(Self.digitBits) + Int(digit)] += 1
        }
      }
      for pass in 0..<Self.passCount {
        var sum: Int32 = 0
        let start = pass << Int(Self.digitBits)
        for k in start..<(start + 1 << Int(Self.digitBits)) {
          let count = tallies[k]
          tallies[k] = sum
          sum += count
        }
      }
    }
    for pass in 0..<Self.passCount {
      let digitShift = shift + UInt64(pass) * Self.digitBits
      let start = pass << Int(Self.digitBits)
      tallies.withUnsafeMutableBufferPointer { tallies in
        spareKeys.withUnsafeMutableBufferPointer { spareKeys in
          spareIndices.withUnsafeMutableBufferPointer { spareIndices in
            for k in 0..<keys.count {
              let key = keys[k]
              let digit = start + Int(key >> digitShift & mask)
              let place = Int(tallies[digit])
              tallies[digit] += 1
              spareKeys[place] = key
              spareIndices[place] = indices[k]
            }
          }
        }
      }
      swap(&keys, &spareKeys)
      swap(&indices, &spareIndices)
    }
  }

  private mutating func finish() {
    var budget = 8 * keys.count
    for k in 1..<keys.count where keys[k] < keys[k - 1] {
      let (key, index) = (keys[k], indices[k])
      var place = k
      while place > 0 && keys[place - 1] > key {
        keys[place] = keys[place - 1]
        indices[place] = indices[place - 1]
        place -= 1
      }
      (keys[place], indices[place]) = (key, index)
      budget -= k - place
      if budget < 0 {
        sortByComparison()
        return
      }
    }
  }

  private mutating func sortByComparison() {
    let pairs = zip(keys, indices).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    for (k, pair) in pairs.enumerated() { (keys[k], indices[k]) = pair }
  }
}
