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
  /// The draws in ascending order.
  private var values: [Double]
  private var foldedValues: [Double]
  private var foldedIndices: [Int32]
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
    foldedValues = values
    foldedIndices = order.indices
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
    guard draws.allSatisfy(\.isFinite) else { return .undefined }
    sort(draws)
    guard isDefined else { return .undefined }

    let (median, low, high) = values.withUnsafeBufferPointer {
      (
        SortedSample.quantile(0.5, ofSorted: $0), SortedSample.quantile(0.05, ofSorted: $0),
        SortedSample.quantile(0.95, ofSorted: $0)
      )
    }
    fold(around: median)
    assignScores(foldedValues, foldedIndices)
    let foldedRHat = splitChains.rHat()
    assignScores(values, order.indices)
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

  /// Quantiles of one quantity, of type 7, and its effective sample size in the bulk, from one sort.
  ///
  /// - Parameters:
  ///   - draws: finite, chain after chain.
  ///   - probabilities: within 0...1.
  /// - Returns: a quantile for each probability; the size as in ``evaluate(_:)-([Double])``.
  public mutating func summarize(
    _ draws: [Double], quantiles probabilities: [Double]
  ) -> (quantiles: [Double], bulkESS: Double?) {
    draws.withUnsafeBufferPointer { sort($0) }
    let quantiles = values.withUnsafeBufferPointer { sorted in
      probabilities.map { SortedSample.quantile($0, ofSorted: sorted) }
    }
    guard isDefined else { return (quantiles, nil) }
    assignScores(values, order.indices)
    return (quantiles, splitChains.effectiveSampleSize())
  }

  private mutating func sort(_ draws: UnsafeBufferPointer<Double>) {
    precondition(
      draws.count == chainCount * drawCount, "\(draws.count) draws of \(chainCount) chains of \(drawCount)")
    order.sort(draws)
    for (place, index) in order.indices.enumerated() { values[place] = draws[Int(index)] }
  }

  /// Whether the sorted draws have diagnostics: chains that can be split, of more than one value.
  private var isDefined: Bool { splitLength >= 3 && values[0] < values[values.count - 1] }

  /// Effective size of the indicator of values up to a bound.
  private mutating func indicatorESS(_ draws: UnsafeBufferPointer<Double>, atMost bound: Double) -> Double? {
    for index in 0..<draws.count where slots[index] >= 0 {
      splitChains.values[Int(slots[index])] = draws[index] <= bound ? 1 : 0
    }
    return splitChains.effectiveSampleSize()
  }

  /// Merges both sides of the median into the order of the distances from it.
  private mutating func fold(around median: Double) {
    let count = values.count
    var right = values.firstIndex { $0 >= median } ?? count
    var left = right - 1
    values.withUnsafeBufferPointer { values in
      order.indices.withUnsafeBufferPointer { indices in
        for place in 0..<count {
          let below = left >= 0 ? median - values[left] : .infinity
          let above = right < count ? values[right] - median : .infinity
          // Without a branch: which side comes next is as good as random.
          let takesLeft = below < above
          foldedValues[place] = min(below, above)
          foldedIndices[place] = indices[takesLeft ? left : right]
          left -= takesLeft ? 1 : 0
          right += takesLeft ? 0 : 1
        }
      }
    }
  }

  /// Fills the split chains with the normal scores of values in ascending order, tied ones by their average rank.
  private mutating func assignScores(_ ascending: [Double], _ indices: [Int32]) {
    splitChains.values.withUnsafeMutableBufferPointer { splitValues in
      ascending.withUnsafeBufferPointer { ascending in
        var (place, rank) = (0, 0)
        while place < ascending.count {
          var end = place + 1
          while end < ascending.count && ascending[end] == ascending[place] { end += 1 }
          var count = 0
          for k in place..<end where slots[Int(indices[k])] >= 0 { count += 1 }
          // Draws in the middle of a chain have no rank; above all others, not even a place for one.
          let score = count > 0 ? scores[2 * rank + count + 1] : 0
          for k in place..<end {
            let slot = Int(slots[Int(indices[k])])
            if slot >= 0 { splitValues[slot] = score }
          }
          rank += count
          place = end
        }
      }
    }
  }
}
