import LinearAlgebra

extension Matrix {
  /// A copy of some columns, in the order given.
  func columns(_ indices: [Int]) -> Matrix {
    Matrix(rowCount: rowCount, columnCount: indices.count) { self[$0, indices[$1]] }
  }
}

extension PivotedQRFactorization {
  /// Parts the columns into those that do not depend on the ones before them, `rank` in number, and the rest.
  ///
  /// Pivoting tells how many columns depend on others; which ones are named must not depend on their lengths. The
  /// directions v with A·v = 0 tell: column j depends on those before it when some such v ends there.
  func independentColumns(of matrix: Matrix, rank: Int) -> (independent: [Int], dependent: [Int]) {
    let p = columnCount
    let leading = r.matrix.block(rows: 0..<rank, columns: 0..<rank)
    var directions = (rank..<p).map { k in
      var combination = Vector((0..<rank).map { r[$0, k] })
      if rank > 0 { leading.solveLeadingUpperTriangle(order: rank, &combination) }
      var direction = Vector(count: p)
      for i in 0..<rank { direction[permutation[i]] = -combination[i] }
      direction[permutation[k]] = 1
      return direction
    }
    var dependent: [Int] = []
    for j in (0..<p).reversed() where !directions.isEmpty {
      for k in directions.indices { directions[k].scaleToLargestOfOne() }
      guard let best = directions.indices.max(by: { directions[$0][j].magnitude < directions[$1][j].magnitude }),
        directions[best][j].magnitude > noise
      else { continue }
      let pivot = directions.remove(at: best)
      dependent.append(j)
      for k in directions.indices {
        directions[k].add(pivot, scaledBy: -directions[k][j] / pivot[j])
        directions[k][j] = 0
      }
    }
    let independent = (0..<p).filter { !dependent.contains($0) }
    if independent.count == rank, let factor = try? PivotedQRFactorization(matrix.columns(independent)),
      factor.rank() == rank
    {
      return (independent, dependent.sorted())
    }
    // The columns are too close to dependence for the order to decide; the pivots are always independent.
    return (permutation.prefix(rank).sorted(), permutation.dropFirst(rank).sorted())
  }
}

/// An element of a direction that is no larger counts as zero.
private let noise = 1e-8

extension Vector {
  fileprivate mutating func scaleToLargestOfOne() {
    let largest = maximumNorm
    guard largest > 0 else { return }
    for i in indices { self[i] /= largest }
  }
}
