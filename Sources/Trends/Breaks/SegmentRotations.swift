import LinearAlgebra

/// The rotations that factor every run of consecutive rows of a design matrix, row by row.
///
/// They depend on the regressors only: residual sums of squares of all segments of any response follow by applying
/// them, which is what a simulation with fixed regressors repeats. Sums of squares come from orthogonal rotations and
/// never from differences.
struct SegmentRotations: Sendable {
  /// Number of observations n.
  let count: Int
  /// Number of regressors q.
  let width: Int
  /// For each start, each end from the start on, and each regressor: row-major.
  private let rotations: [GivensRotation]

  /// Factors the runs of an n×q matrix.
  ///
  /// - Complexity: O(n²q²) time, O(n²q) memory.
  init(_ design: Matrix) {
    (count, width) = (design.rowCount, design.columnCount)
    var rotations: [GivensRotation] = []
    rotations.reserveCapacity(count * (count + 1) / 2 * width)
    for start in 0..<count {
      var triangle = Matrix(rowCount: width, columnCount: width)
      for end in start..<count {
        var row = design.row(end)
        for k in 0..<width {
          let (rotation, length) = GivensRotation.eliminating(row[k], by: triangle[k, k])
          triangle[k, k] = length
          for column in (k + 1)..<max(width, k + 1) {
            let (above, below) = (triangle[k, column], row[column])
            triangle[k, column] = rotation.c * above + rotation.s * below
            row[column] = rotation.c * below - rotation.s * above
          }
          rotations.append(rotation)
        }
      }
    }
    self.rotations = rotations
  }

  /// Residual sums of squares of all segments of a response of n elements.
  func squares(_ response: [Double]) -> SegmentSquares {
    var sums: [Double] = []
    sums.reserveCapacity(count * (count + 1) / 2)
    var place = 0
    var projected = [Double](repeating: 0, count: width)
    for start in 0..<count {
      for k in 0..<width { projected[k] = 0 }
      var sum = 0.0
      for end in start..<count {
        let left = turn(response[end], &projected, &place)
        sum += left * left
        sums.append(sum)
      }
    }
    return SegmentSquares(count: count, sums: sums)
  }

  /// The recursive residuals: what each observation after the first q deviates from the forecast by those before it,
  /// over its standard deviation in units of that of an error.
  func recursiveResiduals(_ response: [Double]) -> [Double] {
    var place = 0
    var projected = [Double](repeating: 0, count: width)
    return (0..<count).map { end in
      let sign = (0..<width).reduce(1.0) { rotations[place + $1].c < 0 ? -$0 : $0 }
      return sign * turn(response[end], &projected, &place)
    }.dropFirst(width).map { $0 }
  }

  private func turn(_ value: Double, _ projected: inout [Double], _ place: inout Int) -> Double {
    var value = value
    for k in 0..<width {
      let rotation = rotations[place]
      place += 1
      let above = projected[k]
      projected[k] = rotation.c * above + rotation.s * value
      value = rotation.c * value - rotation.s * above
    }
    return value
  }
}

/// Residual sums of squares of all segments of consecutive observations.
struct SegmentSquares {
  let count: Int
  fileprivate let sums: [Double]

  fileprivate init(count: Int, sums: [Double]) { (self.count, self.sums) = (count, sums) }

  /// Of the observations of a range that is not empty.
  subscript(_ segment: Range<Int>) -> Double {
    let start = segment.lowerBound
    return sums[start * count - start * (start - 1) / 2 + segment.upperBound - 1 - start]
  }

  /// The best split of a segment in two, both parts of at least `minimum` observations; `nil` when it is too short.
  func bestSplit(of segment: Range<Int>, minimum: Int) -> (place: Int, squares: Double)? {
    guard segment.count >= 2 * minimum else { return nil }
    var best = (place: 0, squares: Double.infinity)
    for place in (segment.lowerBound + minimum)...(segment.upperBound - minimum) {
      let squares = self[segment.lowerBound..<place] + self[place..<segment.upperBound]
      if squares < best.squares { best = (place, squares) }
    }
    return best
  }

  /// The partitions of least squares into 1, 2, …, at most `most` + 1 segments of at least `minimum` observations.
  ///
  /// - Complexity: O(most·n²). Source: Bai & Perron (2003), section 3 (dynamic programming).
  func bestPartitions(minimum: Int, most: Int) -> [BreakPartition] {
    var partitions = [BreakPartition(count: count, breaks: [], squares: self[0..<count])]
    /// Least squares of the first k observations in the segments so far, and where the last segment begins.
    var least = (0...count).map { $0 >= minimum ? self[0..<$0] : .infinity }
    var starts: [[Int]] = []
    for number in 1..<(most + 1) where (number + 1) * minimum <= count {
      var next = [Double](repeating: .infinity, count: count + 1)
      var start = [Int](repeating: 0, count: count + 1)
      for end in ((number + 1) * minimum)...count {
        for place in (number * minimum)...(end - minimum) {
          let squares = least[place] + self[place..<end]
          if squares < next[end] { (next[end], start[end]) = (squares, place) }
        }
      }
      least = next
      starts.append(start)
      var (breaks, end) = ([Int](), count)
      for start in starts.reversed() {
        end = start[end]
        breaks.append(end)
      }
      partitions.append(BreakPartition(count: count, breaks: breaks.reversed(), squares: least[count]))
    }
    return partitions
  }
}
