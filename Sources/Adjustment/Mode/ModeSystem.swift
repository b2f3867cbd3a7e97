import LinearAlgebra

/// The normal matrix of a group's rows, `Σ weight · aᵀa`, sparse as the rows are.
///
/// A bound on many unknowns would fill it: it stands as an unknown of its own, by `[H aᵀ; a −1/weight]`. The other rows
/// make H, which has to be positive definite by itself, and speak of few.
struct ModeSystem {
  private let count: Int
  private let pattern: SparsePattern
  /// For each row, its own unknown, or −1.
  private let nodes: [Int]
  /// Number of unknowns from which a bound has one.
  private static let longBound = 8

  init(_ rows: RowGradients, count: Int) {
    self.count = count
    var order = count
    let nodes = (0..<rows.count).map { row in
      guard rows.bounds.contains(row), rows.elements(of: row).count >= Self.longBound else { return -1 }
      order += 1
      return order - 1
    }
    var cliques: [[Int]] = []
    for row in 0..<rows.count {
      let unknowns = rows.indices[rows.elements(of: row)]
      if nodes[row] < 0 { cliques.append(unknowns.sorted()) } else { cliques += unknowns.map { [$0, nodes[row]] } }
    }
    pattern = SparsePattern(order: order, cliques: cliques)
    self.nodes = nodes
  }

  /// Factorises the matrix of so weighted rows.
  ///
  /// - Throws: `.notPositiveDefinite(leadingMinor:)` where the rows do not tie an unknown down.
  func factorization(_ rows: RowGradients, weights: [Double]) throws(LinearAlgebraError) -> SparseLDLFactorization {
    var matrix = SparseSymmetricMatrix(pattern)
    for row in 0..<rows.count {
      let elements = rows.elements(of: row)
      let (weight, node) = (weights[row], nodes[row])
      if node >= 0 {
        matrix.add(weight > 0 ? -1 / weight : -1, node, node)
        if weight > 0 { for k in elements { matrix.add(rows.coefficients[k], rows.indices[k], node) } }
      } else if weight > 0 {
        for k in elements {
          let scaled = weight * rows.coefficients[k]
          for l in elements.lowerBound...k {
            matrix.add(scaled * rows.coefficients[l], rows.indices[k], rows.indices[l])
          }
        }
      }
    }
    return try SparseLDLFactorization(matrix, positiveCount: count)
  }

  /// Solves for a right side on the unknowns.
  func solve(_ factorization: SparseLDLFactorization, _ right: [Double]) -> [Double] {
    Array(factorization.solve(right + [Double](repeating: 0, count: pattern.order - count)).prefix(count))
  }

  /// Standard deviation of each unknown.
  func deviations(_ factorization: SparseLDLFactorization) -> [Double] {
    factorization.inverseDiagonal().prefix(count).map { $0.squareRoot() }
  }
}
