import LinearAlgebra
import Statistics
import Testing

@Suite struct BandedCholeskyFactorizationPropertyTests {
  /// A diagonally dominant, hence positive definite, band matrix.
  static func band(_ n: Int, _ k: Int, _ generator: inout PhiloxGenerator) -> SymmetricBandMatrix {
    var a = SymmetricBandMatrix(order: n, bandwidth: k)
    for j in 0..<n {
      for i in j..<min(n, j + k + 1) { a[i, j] = i == j ? 2 * Double(k) + 1 : 2 * generator.uniform() - 1 }
    }
    return a
  }

  @Test(arguments: [(1, 0), (5, 2), (60, 1), (200, 7), (4, 9)]) func agreesWithTheDenseFactor(
    _ n: Int, _ k: Int
  ) throws {
    var generator = PhiloxGenerator(seed: 91, stream: UInt64(100 * n + k))
    let a = Self.band(n, k, &generator)
    let (banded, dense) = (try BandedCholeskyFactorization(a), try CholeskyFactorization(a.dense()))
    #expect(abs(banded.logDeterminant - dense.logDeterminant) <= 8 * Double(n) * epsilon * dense.logDeterminant)
    let b = generator.vector(n)
    let x = banded.solve(b)
    var residual = a * x
    residual.add(b, scaledBy: -1)
    #expect(residual.norm <= 8 * Double(k + 1) * epsilon * a.dense().frobeniusNorm * x.norm)
    #expect(abs(banded.reciprocalCondition / dense.reciprocalCondition - 1) <= 1e-3)
    // ‖L⁻¹b‖² = bᵀA⁻¹b.
    var half = b
    banded.solveLowerInPlace(&half)
    #expect(abs(half.dot(half) - b.dot(x)) <= 64 * epsilon * b.norm * x.norm)
  }

  @Test func faultsAreNamed() {
    var a = SymmetricBandMatrix(order: 4, bandwidth: 1)
    for i in 0..<4 { a[i, i] = 1 }
    a[2, 1] = 2
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: 3)) { try BandedCholeskyFactorization(a) }
    a[1, 2] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 2, column: 1)) { try BandedCholeskyFactorization(a) }
  }
}
