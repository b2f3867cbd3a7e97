import LinearAlgebra
import Statistics
import Testing

@Suite struct PivotedQRFactorizationPropertyTests {
  /// ‖A·P − Q·R‖ ≤ 4·n·ε·‖A‖, Q orthogonal to 4·n·ε, and the diagonal of R falls.
  @Test(arguments: [(1, 1), (7, 4), (40, 40), (200, 60)])
  func reconstructsWithFallingDiagonal(_ m: Int, _ n: Int) throws {
    var generator = PhiloxGenerator(seed: 51, stream: UInt64(1000 * m + n))
    for condition in [1e0, 1e8, 1e15] {
      let a = try generator.matrix(m, n, condition: condition)
      let qr = try PivotedQRFactorization(a)
      #expect(qr.permutation.sorted() == Array(0..<n))
      let permuted = Matrix(rowCount: m, columnCount: n) { a[$0, qr.permutation[$1]] }
      let residual = (qr.thinQ() * qr.r.matrix).adding(permuted, scaledBy: -1).frobeniusNorm
      #expect(residual <= 4 * Double(n) * epsilon * a.frobeniusNorm)
      #expect(qr.thinQ().departureFromOrthogonality <= 4 * Double(n) * epsilon)
      for k in 1..<max(n, 1) {
        #expect(qr.r[k, k].magnitude <= qr.r[k - 1, k - 1].magnitude * (1 + Double(n) * epsilon))
      }
    }
  }

  @Test(arguments: [0, 1, 5, 12]) func showsTheRank(_ rank: Int) throws {
    var generator = PhiloxGenerator(seed: 52, stream: UInt64(rank))
    let a = generator.matrix(30, rank) * generator.matrix(rank, 12)
    let qr = try PivotedQRFactorization(a)
    #expect(qr.rank() == rank)
    if rank < 12 {
      #expect(throws: LinearAlgebraError.rankDeficient(rank: rank, needed: 12)) {
        try qr.solve(Vector(repeating: 1, count: 30))
      }
    }
  }

  @Test func solvesLikeTheUnpivoted() throws {
    var generator = PhiloxGenerator(seed: 53, stream: 0)
    let a = generator.matrix(50, 9)
    let b = generator.vector(50)
    var difference = try PivotedQRFactorization(a).solve(b)
    let x = try QRFactorization(a).solve(b)
    difference.add(x, scaledBy: -1)
    #expect(difference.norm <= 512 * epsilon * x.norm)
  }
}
