/// Computes `ChainDiagnostics` for many quantities of one sampler run, with tables and scratch kept between them.
public struct ChainDiagnosticsEvaluator: Sendable {
  /// Number of chains.
  public let chainCount: Int
  /// Number of draws of each chain.
  public let drawCount: Int

  private let splitLength: Int
  /// Place of each draw in the split chains, one after the other; −1 for the middle draw of an odd number.
  private let slots: [Int32]
  /// The normal score of each average rank, by twice the rank.
  private let scores: [Double]
  private var order: SortedOrder
  private var values: [Double]
  private var splitChains: SplitChains

  /// Prepares for quantities of `chainCount` chains of `drawCount` draws, both at least 1.
  ///
  /// - Complexity: one normal quantile for each half rank, O(chainCount·drawCount).
  public init(chainCount: Int, drawCount: Int) {
    precondition(chainCount >= 1 && drawCount >= 1, "\(chainCount) chains of \(drawCount) draws")
    (self.chainCount, self.drawCount) = (chainCount, drawCount)
    let half = drawCount / 2
    splitLength = half
    slots = (0..<(chainCount * drawCount)).map { index in
      let (chain, draw) = index.quotientAndRemainder(dividingBy: drawCount)
      if draw < half { return Int32(2 * chain * half + draw) }
      if draw >= drawCount - half { return Int32((2 * chain + 1) * half + draw - (drawCount - half)) }
      return -1
    }
    let size = 2 * chainCount * half
    // Blom's scores: Φ⁻¹((rank − 3/8) / (size + 1/4)).
    scores = (0...(2 * size)).map { twice in
      StandardNormal().quantile((Double(max(twice, 2)) / 2 - 0.375) / (Double(size) + 0.25))
    }
    order = SortedOrder(count: chainCount * drawCount)
    values = Array(repeating: 0, count: chainCount * drawCount)
    splitChains = SplitChains(chainCount: 2 * chainCount, length: half)
  }

  /// The diagnostics of one quantity.
  ///
  /// Draws lie chain after chain: draw t of chain c at `c·drawCount + t`.
  ///
  /// - Complexity: a radix sort and O(chainCount·drawCount) for each lag up to where Geyer's sequence ends.
  public mutating func evaluate(_ draws: [Double]) -> ChainDiagnostics {
    draws.withUnsafeBufferPointer { evaluate($0) }
  }

  /// The diagnostics of one quantity, whose draws lie chain after chain.
  public mutating func evaluate(_ draws: UnsafeBufferPointer<Double>) -> ChainDiagnostics {
    precondition(
      draws.count == chainCount * drawCount, "\(draws.count) draws of \(chainCount) chains of \(drawCount)")
    guard splitLength >= 3, draws.allSatisfy(\.isFinite) else { return .undefined }
    order.sort(draws)
    for (place, index) in order.indices.enumerated() { values[place] = draws[Int(index)] }
    guard let least = values.first, let greatest = values.last, least < greatest else { return .undefined }

    let (median, low, high) = values.withUnsafeBufferPointer {
      (
        SortedSample.quantile(0.5, ofSorted: $0), SortedSample.quantile(0.05, ofSorted: $0),
        SortedSample.quantile(0.95, ofSorted: $0)
      )
    }
    scoreFolded(around: median)
    let foldedRHat = splitChains.rHat()
    scoreInOrder()
    let plainRHat = splitChains.rHat()
    let bulkESS = splitChains.effectiveSampleSize()
    let lowESS = indicatorESS(draws, atMost: low)
    let highESS = indicatorESS(draws, atMost: high)
    // The fold of two values on both sides of the median is constant and says nothing.
    let rHat = plainRHat.map { max($0, foldedRHat ?? $0) }
    var tailESS: Double?
    if let lowESS, let highESS { tailESS = min(lowESS, highESS) }
    return ChainDiagnostics(rHat: rHat, bulkESS: bulkESS, tailESS: tailESS)
  }

  /// Effective size of the indicator of values up to a bound.
  private mutating func indicatorESS(_ draws: UnsafeBufferPointer<Double>, atMost bound: Double) -> Double? {
    for index in 0..<draws.count where slots[index] >= 0 {
      splitChains.values[Int(slots[index])] = draws[index] <= bound ? 1 : 0
    }
    return splitChains.effectiveSampleSize()
  }

  /// Fills the split chains with the scores of the draws.
  private mutating func scoreInOrder() {
    var (place, rank) = (0, 0)
    while place < values.count {
      var end = place + 1
      while end < values.count && values[end] == values[place] { end += 1 }
      rank = assignScore(order.indices[place..<end], after: rank)
      place = end
    }
  }

  /// Fills the split chains with the scores of the distances from the median, by merging both sides of it.
  private mutating func scoreFolded(around median: Double) {
    var right = values.firstIndex { $0 >= median } ?? values.count
    var left = right - 1
    var rank = 0
    var tied: [Int32] = []
    while left >= 0 || right < values.count {
      let below = left >= 0 ? median - values[left] : .infinity
      let above = right < values.count ? values[right] - median : .infinity
      let distance = min(below, above)
      tied.removeAll(keepingCapacity: true)
      while left >= 0 && median - values[left] == distance {
        tied.append(order.indices[left])
        left -= 1
      }
      while right < values.count && values[right] - median == distance {
        tied.append(order.indices[right])
        right += 1
      }
      rank = assignScore(tied[...], after: rank)
    }
  }

  /// Gives tied draws the score of their average rank; returns the last rank used.
  private mutating func assignScore(_ tied: ArraySlice<Int32>, after rank: Int) -> Int {
    var count = 0
    for index in tied where slots[Int(index)] >= 0 { count += 1 }
    let score = scores[2 * rank + count + 1]
    for index in tied where slots[Int(index)] >= 0 { splitChains.values[Int(slots[Int(index)])] = score }
    return rank + count
  }
}
