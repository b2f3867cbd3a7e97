import Statistics
import Testing

@testable import LinearAlgebra

/// The sparse factorisation against LAPACK's dense Cholesky, on sums of random rows, some standing as unknowns.
@Suite struct SparseLDLFactorizationPropertyTests {
  private struct Case {
    let dense: Matrix
    let factor: SparseLDLFactorization
    let order: Int
  }

  /// Σ w·a·aᵀ + I over random short rows; every fourth row is an unknown of its own in the sparse matrix.
  private func makeCase(_ seed: UInt64) throws -> Case {
    var generator = PhiloxGenerator(seed: seed, stream: 0)
    let n = Int.random(in: 1...40, using: &generator)
    let rowCount = Int.random(in: 0...60, using: &generator)
    var dense = Matrix.identity(n)
    var rows: [(indices: [Int], coefficients: [Double], node: Int?)] = []
    var order = n
    for number in 0..<rowCount {
      let indices = Array(
        Set(
          (0..<Int.random(in: 1...5, using: &generator)).map { _ in
            Int.random(in: 0..<n, using: &generator)
          })
      ).sorted()
      let coefficients = indices.map { _ in Double.random(in: -3...3, using: &generator) }
      for (i, a) in zip(indices, coefficients) { for (j, b) in zip(indices, coefficients) { dense[i, j] += a * b } }
      rows.append((indices, coefficients, number % 4 == 0 ? order : nil))
      if number % 4 == 0 { order += 1 }
    }
    var matrix = SparseSymmetricMatrix(
      SparsePattern(
        order: order,
        cliques: rows.flatMap { row in
          row.node.map { node in row.indices.map { [$0, node] } } ?? [row.indices]
        }))
    for i in 0..<n { matrix.add(1, i, i) }
    for row in rows {
      if let node = row.node {
        matrix.add(-1, node, node)
        for (i, a) in zip(row.indices, row.coefficients) { matrix.add(a, i, node) }
      } else {
        for (k, i) in row.indices.enumerated() {
          for l in 0...k { matrix.add(row.coefficients[k] * row.coefficients[l], i, row.indices[l]) }
        }
      }
    }
    return Case(dense: dense, factor: try SparseLDLFactorization(matrix, positiveCount: n), order: order)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>) func agreesWithDenseCholesky(_ seed: UInt64) throws {
    let example = try makeCase(seed)
    var generator = PhiloxGenerator(seed: seed, stream: 1)
    let n = example.dense.rowCount
    let right = (0..<n).map { _ in Double.random(in: -1...1, using: &generator) }
    let cholesky = try CholeskyFactorization(example.dense)
    let expected = cholesky.solve(Vector(right))
    let solution = example.factor.solve(right + [Double](repeating: 0, count: example.order - n))
    for i in 0..<n { #expect(abs(solution[i] - expected[i]) < 1e-12 * (1 + expected.norm)) }

    let diagonal = example.factor.inverseDiagonal()
    for i in 0..<n {
      var unit = Vector(count: n)
      unit[i] = 1
      #expect(abs(diagonal[i] - cholesky.solve(unit)[i]) < 1e-12)
    }
    let indices = Set((0..<3).map { _ in Int.random(in: 0..<n, using: &generator) }).sorted()
    let form = example.factor.inverseForm(indices, indices.map { right[$0] })
    var sparse = Vector(count: n)
    for index in indices { sparse[index] = right[index] }
    #expect(abs(form - sparse.dot(cholesky.solve(sparse))) < 1e-12 * (1 + abs(form)))
  }

  @Test func aChainNeedsNoFill() {
    let pattern = SparsePattern(order: 1000, cliques: (1..<1000).map { [$0 - 1, $0] })
    #expect(pattern.fillCount == 999)
  }

  @Test func refusesAnIndefiniteMatrix() {
    var matrix = SparseSymmetricMatrix(SparsePattern(order: 2, cliques: [[0, 1]]))
    for (i, j, value) in [(0, 0, 1.0), (1, 1, 1), (0, 1, 2)] { matrix.add(value, i, j) }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: 2)) {
      try SparseLDLFactorization(matrix, positiveCount: 2)
    }
  }
}
