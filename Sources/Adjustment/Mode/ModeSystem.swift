import LinearAlgebra

/// The normal matrix of a group's rows, `Σ weight · aᵀa`, sparse as the rows are.
///
/// A bound on many unknowns would fill it: it stands as an unknown of its own, by `[H aᵀ; a −1/weight]`. The other rows
/// make H, which has to be positive definite by itself, and speak of few.
struct ModeSystem {
  /// Where the normal matrix may be other than zero; the matrix of some rows more has the same.
  let pattern: SparsePattern
  private let count: Int
  /// For each row, its own unknown, or −1.
  private let nodes: [Int]
  /// For each row, where its part of the matrix stands, row after row: its own unknown's elements, or the lower triangle
  /// of its square.
  private let slots: [Int]
  /// Number of unknowns from which a bound has one.
  private static let longBound = 8

  /// The system of some rows on `count` unknowns, and of such as are on no others than each of `further`.
  init(_ rows: RowGradients, count: Int, further: [[Int]] = []) {
    let nodes = Self.nodes(rows, count: count)
    var cliques = further.map { $0.sorted() }
    for row in 0..<rows.count {
      let unknowns = rows.indices[rows.elements(of: row)]
      if nodes[row] < 0 { cliques.append(unknowns.sorted()) } else { cliques += unknowns.map { [$0, nodes[row]] } }
    }
    let order = (nodes.max() ?? -1) + 1
    self.init(rows, nodes, SparsePattern(order: max(count, order), cliques: cliques), count: count)
  }

  /// The system of rows that a known pattern has room for.
  init(_ rows: RowGradients, count: Int, _ pattern: SparsePattern) {
    self.init(rows, Self.nodes(rows, count: count), pattern, count: count)
  }

  private init(_ rows: RowGradients, _ nodes: [Int], _ pattern: SparsePattern, count: Int) {
    (self.pattern, self.count, self.nodes) = (pattern, count, nodes)
    var slots: [Int] = []
    for row in 0..<rows.count {
      let (elements, node) = (rows.elements(of: row), nodes[row])
      if node >= 0 { slots.append(pattern.slot(node, node)) }
      for k in elements {
        if node >= 0 {
          slots.append(pattern.slot(rows.indices[k], node))
        } else {
          for l in elements.lowerBound...k { slots.append(pattern.slot(rows.indices[k], rows.indices[l])) }
        }
      }
    }
    self.slots = slots
  }

  private static func nodes(_ rows: RowGradients, count: Int) -> [Int] {
    var order = count
    return (0..<rows.count).map { row in
      guard rows.bounds.contains(row), rows.elements(of: row).count >= longBound else { return -1 }
      order += 1
      return order - 1
    }
  }

  /// Factorises the matrix of so weighted rows.
  ///
  /// - Throws: `.notPositiveDefinite(leadingMinor:)` where the rows do not tie an unknown down.
  func factorization(_ rows: RowGradients, weights: [Double]) throws(LinearAlgebraError) -> SparseLDLFactorization {
    var matrix = SparseSymmetricMatrix(pattern)
    var next = 0
    for row in 0..<rows.count {
      let elements = rows.elements(of: row)
      let weight = weights[row]
      if nodes[row] >= 0 {
        matrix.add(weight > 0 ? -1 / weight : -1, at: slots[next])
        if weight > 0 {
          for (place, k) in elements.enumerated() { matrix.add(rows.coefficients[k], at: slots[next + 1 + place]) }
        }
        next += 1 + elements.count
      } else {
        if weight > 0 {
          var slot = next
          for k in elements {
            let scaled = weight * rows.coefficients[k]
            for l in elements.lowerBound...k {
              matrix.add(scaled * rows.coefficients[l], at: slots[slot])
              slot += 1
            }
          }
        }
        next += elements.count * (elements.count + 1) / 2
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
