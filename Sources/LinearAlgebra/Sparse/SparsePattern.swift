/// Where a sparse symmetric matrix and its factor may be other than zero, found once for many matrices of one shape.
public struct SparsePattern: Sendable {
  /// Number of rows and columns.
  public let order: Int
  /// The place of each unknown in the order of elimination.
  let places: [Int]
  /// Starts of the factor's columns in ``rows``, one more than there are columns.
  let starts: [Int]
  /// Rows of the factor below the diagonal, column by column, each in ascending order; by place.
  let rows: [Int]

  /// The pattern of matrices that are sums over cliques: sets of unknowns that may be multiplied with one another.
  ///
  /// - Complexity: about that of the factorisation, without its arithmetic.
  public init(order: Int, cliques: [[Int]]) {
    let ordering = MinimumDegreeOrdering(count: order, cliques: cliques)
    var places = [Int](repeating: 0, count: order)
    for (place, unknown) in ordering.sequence.enumerated() { places[unknown] = place }
    var starts = [0]
    var rows: [Int] = []
    for reached in ordering.reached {
      rows += reached.map { places[$0] }.sorted()
      starts.append(rows.count)
    }
    (self.order, self.places, self.starts, self.rows) = (order, places, starts, rows)
  }

  /// Number of elements of the factor below its diagonal.
  public var fillCount: Int { rows.count }

  /// Where element (i, j) of a matrix stands: for ``SparseSymmetricMatrix/add(_:at:)``, and any matrix of this pattern.
  ///
  /// - Complexity: logarithmic in the length of a column of the factor.
  public func slot(_ row: Int, _ column: Int) -> Int {
    let (low, high) = (min(places[row], places[column]), max(places[row], places[column]))
    // Of the diagonal, below zero.
    if low == high { return -1 - low }
    var (first, last) = (starts[low], starts[low + 1])
    while first < last {
      let middle = (first + last) / 2
      if rows[middle] < high { first = middle + 1 } else { last = middle }
    }
    precondition(first < starts[low + 1] && rows[first] == high, "(\(row), \(column)) is outside the pattern")
    return first
  }
}
