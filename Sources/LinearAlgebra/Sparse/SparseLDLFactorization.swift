/// The factorisation P·A·Pᵀ = L·D·Lᵀ of a sparse symmetric quasi-definite matrix, column by column.
///
/// A matrix `[H Bᵀ; B −C]` with H and C positive definite has this factorisation for every order of elimination
/// (Vanderbei 1995, "Symmetric quasidefinite matrices", *SIAM Journal on Optimization* 5, 100–113). So a row of a
/// least-squares problem with many unknowns can stand as an unknown of its own instead of filling the normal matrix.
///
/// Goals, in order: no element that the pattern does not need; the same digits whatever the machine; plain loops.
public struct SparseLDLFactorization: Sendable {
  private let pattern: SparsePattern
  /// L below its unit diagonal, in the pattern's places.
  private var lower: [Double]
  /// D.
  private var pivots: [Double]

  /// Factorises.
  ///
  /// - Parameters:
  ///   - matrix: A.
  ///   - positiveCount: the first so many unknowns are those of H, the others those of C.
  /// - Throws: `.notPositiveDefinite(leadingMinor:)` where a pivot has the wrong sign or is not finite, its 1-based
  ///   place in the order of elimination.
  /// - Complexity: the sum of the squares of the factor's column lengths.
  public init(_ matrix: SparseSymmetricMatrix, positiveCount: Int) throws(LinearAlgebraError) {
    pattern = matrix.pattern
    (lower, pivots) = (matrix.elements, matrix.diagonal)
    let n = pattern.order
    var isPositive = [Bool](repeating: false, count: n)
    for unknown in 0..<positiveCount { isPositive[pattern.places[unknown]] = true }
    var failed: Int?
    // Columns that still change column k hang in a list at k, each at its element of row k.
    var heads = [Int](repeating: -1, count: n)
    var links = heads
    var next = [Int](repeating: 0, count: n)
    var column = [Double](repeating: 0, count: n)
    lower.withUnsafeMutableBufferPointer { lower in
      pattern.rows.withUnsafeBufferPointer { rows in
        pattern.starts.withUnsafeBufferPointer { starts in
          for k in 0..<n {
            for entry in starts[k]..<starts[k + 1] { column[rows[entry]] = lower[entry] }
            var source = heads[k]
            while source >= 0 {
              let following = links[source]
              let first = next[source]
              let factor = lower[first] * pivots[source]
              pivots[k] -= factor * lower[first]
              for entry in (first + 1)..<max(first + 1, starts[source + 1]) {
                column[rows[entry]] -= factor * lower[entry]
              }
              hang(source, from: first + 1, rows, starts, &heads, &links, &next)
              source = following
            }
            guard pivots[k].isFinite, isPositive[k] ? pivots[k] > 0 : pivots[k] < 0 else {
              failed = k
              return
            }
            for entry in starts[k]..<starts[k + 1] {
              lower[entry] = column[rows[entry]] / pivots[k]
              column[rows[entry]] = 0
            }
            hang(k, from: starts[k], rows, starts, &heads, &links, &next)
          }
        }
      }
    }
    if let failed { throw .notPositiveDefinite(leadingMinor: failed + 1) }
  }

  /// Solves A·x = b.
  public func solve(_ right: [Double]) -> [Double] {
    let n = pattern.order
    precondition(right.count == n, "\(right.count) right sides for order \(n)")
    var values = [Double](repeating: 0, count: n)
    for unknown in 0..<n { values[pattern.places[unknown]] = right[unknown] }
    for j in 0..<n where values[j] != 0 {
      let value = values[j]
      for entry in pattern.starts[j]..<pattern.starts[j + 1] { values[pattern.rows[entry]] -= lower[entry] * value }
    }
    for j in stride(from: n - 1, through: 0, by: -1) {
      var value = values[j] / pivots[j]
      for entry in pattern.starts[j]..<pattern.starts[j + 1] { value -= lower[entry] * values[pattern.rows[entry]] }
      values[j] = value
    }
    return (0..<n).map { values[pattern.places[$0]] }
  }

  /// aᵀA⁻¹a for a vector with few elements: only the columns of the factor that it reaches are read.
  public func inverseForm(_ indices: some Sequence<Int>, _ coefficients: some Sequence<Double>) -> Double {
    var workspace = Workspace(order: pattern.order)
    return inverseForm(indices, coefficients, &workspace)
  }

  /// The same for one of many vectors.
  ///
  /// - Parameters:
  ///   - indices: places of its elements.
  ///   - coefficients: the elements.
  ///   - workspace: one of the matrix's order; as clean afterwards as before.
  /// - Returns: aᵀA⁻¹a.
  /// - Complexity: the lengths of the columns on the ways from the elements to the root of the elimination tree.
  public func inverseForm(
    _ indices: some Sequence<Int>, _ coefficients: some Sequence<Double>, _ workspace: inout Workspace
  ) -> Double {
    for (index, coefficient) in zip(indices, coefficients) {
      var place = pattern.places[index]
      workspace.values[place] += coefficient
      // The way to the root of the elimination tree.
      while workspace.reach(place), pattern.starts[place] < pattern.starts[place + 1] {
        place = pattern.rows[pattern.starts[place]]
      }
    }
    return workspace.drain { values, reached in
      pattern.rows.withUnsafeBufferPointer { rows in
        lower.withUnsafeBufferPointer { lower in
          var sum = 0.0
          for place in reached {
            let value = values[place]
            values[place] = 0
            sum += value * value / pivots[place]
            for entry in pattern.starts[place]..<pattern.starts[place + 1] {
              values[rows[entry]] -= lower[entry] * value
            }
          }
          return sum
        }
      }
    }
  }

  /// Room for a sparse solution, all zero between uses.
  public struct Workspace: Sendable {
    fileprivate var values: [Double]
    private var isReached: [Bool]
    private var reached: [Int] = []

    /// Room for a matrix of some order.
    public init(order: Int) {
      values = Array(repeating: 0, count: order)
      isReached = Array(repeating: false, count: order)
    }

    /// Whether a place is reached for the first time.
    fileprivate mutating func reach(_ place: Int) -> Bool {
      guard !isReached[place] else { return false }
      isReached[place] = true
      reached.append(place)
      return true
    }

    /// Hands out the values and the reached places in ascending order, and forgets the places.
    fileprivate mutating func drain(
      _ body: (inout UnsafeMutableBufferPointer<Double>, [Int]) -> Double
    ) -> Double {
      reached.sort()
      let result = values.withUnsafeMutableBufferPointer { body(&$0, reached) }
      for place in reached { isReached[place] = false }
      reached.removeAll(keepingCapacity: true)
      return result
    }
  }

  /// The diagonal of A⁻¹, from the elements of the inverse inside the pattern alone.
  ///
  /// Takahashi, Fagan & Chin (1973), "Formation of a sparse bus impedance matrix and its application to short circuit
  /// study", *8th PICA Conference Proceedings*, 63–69.
  ///
  /// - Complexity: that of the factorisation.
  public func inverseDiagonal() -> [Double] {
    let n = pattern.order
    var diagonal = [Double](repeating: 0, count: n)
    var inverse = [Double](repeating: 0, count: lower.count)
    var slots = [Int](repeating: -1, count: n)
    var sums: [Double] = []
    for j in stride(from: n - 1, through: 0, by: -1) {
      let own = pattern.starts[j]..<pattern.starts[j + 1]
      sums = Array(repeating: 0, count: own.count)
      for (slot, entry) in own.enumerated() { slots[pattern.rows[entry]] = slot }
      for (slot, entry) in own.enumerated() {
        let k = pattern.rows[entry]
        sums[slot] -= lower[entry] * diagonal[k]
        for other in pattern.starts[k]..<pattern.starts[k + 1] where slots[pattern.rows[other]] >= 0 {
          let otherSlot = slots[pattern.rows[other]]
          sums[otherSlot] -= lower[entry] * inverse[other]
          sums[slot] -= lower[own.lowerBound + otherSlot] * inverse[other]
        }
      }
      var value = 1 / pivots[j]
      for (slot, entry) in own.enumerated() {
        inverse[entry] = sums[slot]
        value -= lower[entry] * sums[slot]
        slots[pattern.rows[entry]] = -1
      }
      diagonal[j] = value
    }
    return (0..<n).map { diagonal[pattern.places[$0]] }
  }
}

/// Hangs a column at the row of its next element, if any.
@inline(__always) private func hang(
  _ column: Int, from entry: Int, _ rows: UnsafeBufferPointer<Int>, _ starts: UnsafeBufferPointer<Int>,
  _ heads: inout [Int], _ links: inout [Int], _ next: inout [Int]
) {
  guard entry < starts[column + 1] else { return }
  next[column] = entry
  links[column] = heads[rows[entry]]
  heads[rows[entry]] = column
}
