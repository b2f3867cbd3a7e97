import LinearAlgebra
import Statistics
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct SymmetricFactorizationPropertyTests {
  static func symmetric(_ n: Int, _ generator: inout PhiloxGenerator) -> Matrix {
    let a = generator.matrix(n, n)
    return a.adding(a.transposed())
  }

  /// ‖A·V − V·Λ‖ ≤ 8·n·ε·‖A‖, V orthogonal to 32·n·ε, values ascending.
  @Test(arguments: [1, 2, 30, 120]) func eigenvectorsDiagonalise(_ n: Int) throws {
    var generator = PhiloxGenerator(seed: 71, stream: UInt64(n))
    let a = Self.symmetric(n, &generator)
    let eigen = try SymmetricEigendecomposition(a)
    let residual = (a * eigen.vectors).adding(eigen.vectors * Matrix(diagonal: eigen.values), scaledBy: -1)
    #expect(residual.frobeniusNorm <= 8 * Double(n) * epsilon * a.frobeniusNorm)
    #expect(eigen.vectors.departureFromOrthogonality <= 32 * Double(n) * epsilon)
    #expect(eigen.values.elements == eigen.values.sorted())
  }

  /// The second difference matrix has the eigenvalues 2 − 2·cos(kπ/(n + 1)).
  @Test func eigenvaluesOfTheSecondDifference() throws {
    let n = 60
    let a = Matrix(rowCount: n, columnCount: n) { $0 == $1 ? 2 : abs($0 - $1) == 1 ? -1 : 0 }
    let values = try SymmetricEigendecomposition(a).values
    for k in 1...n {
      let truth = 2 - 2 * cos(Double(k) * .pi / Double(n + 1))
      #expect(abs(values[k - 1] - truth) <= 64 * epsilon * 4)
    }
  }

  /// The residual of a solution is within 16·n·ε of ‖A‖·‖x‖, and the inertia is that of the eigenvalues.
  @Test(arguments: [1, 2, 3, 30, 120]) func indefiniteSystemsAreSolved(_ n: Int) throws {
    var generator = PhiloxGenerator(seed: 72, stream: UInt64(n))
    let a = Self.symmetric(n, &generator)
    let factor = try SymmetricIndefiniteFactorization(a)
    let b = generator.vector(n)
    let x = factor.solve(b)
    var residual = a * x
    residual.add(b, scaledBy: -1)
    #expect(residual.norm <= 16 * Double(n) * epsilon * a.frobeniusNorm * x.norm)
    let eigen = try SymmetricEigendecomposition(a)
    #expect(factor.inertia.negative == eigen.values.count { $0 < 0 })
    #expect(factor.inertia.positive == eigen.values.count { $0 > 0 })
    // The one-norm condition is within a factor n of the two-norm one; the estimate may be ten times too small.
    let ratio = factor.reciprocalCondition / eigen.reciprocalCondition
    #expect(ratio >= 1 / (2 * Double(n)) && ratio <= 10 * Double(n))
  }

  /// The matrix of a constrained least-squares problem has a zero block, which Cholesky cannot take.
  @Test func saddlePointSystems() throws {
    let a = Matrix(rows: [[0, 1], [1, 0]])
    let factor = try SymmetricIndefiniteFactorization(a)
    #expect(factor.solve([3, 5]) == [5, 3])
    #expect(factor.inertia == (1, 1))
  }
}
