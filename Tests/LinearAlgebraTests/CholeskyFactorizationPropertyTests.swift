import LinearAlgebra
import Statistics
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct CholeskyFactorizationPropertyTests {
  /// ‖A − L·Lᵀ‖ ≤ 4·n·ε·‖A‖ (Higham 2002, theorem 10.3, has n·(n+1)·ε for the element-wise bound).
  @Test(arguments: [1, 4, 33, 150]) func reconstructs(_ n: Int) throws {
    var generator = PhiloxGenerator(seed: 21, stream: UInt64(n))
    for condition in [1e0, 1e6, 1e12] {
      let a = try generator.positiveDefiniteMatrix(n, condition: condition)
      let lower = try CholeskyFactorization(a).lower.matrix
      let residual = lower.timesTransposed(lower).adding(a, scaledBy: -1).frobeniusNorm
      #expect(residual <= 4 * Double(n) * epsilon * a.frobeniusNorm)
    }
  }

  @Test func solvesOneAndManyRightSides() throws {
    var generator = PhiloxGenerator(seed: 22, stream: 0)
    let n = 40
    let a = try generator.positiveDefiniteMatrix(n, condition: 1e4)
    let factor = try CholeskyFactorization(a)
    let b = generator.vector(n)
    let x = factor.solve(b)
    var residual = a * x
    residual.add(b, scaledBy: -1)
    #expect(residual.norm <= 8 * Double(n) * epsilon * a.frobeniusNorm * x.norm)
    let many = factor.solve(Matrix.identity(n))
    let inverse = factor.inverse()
    #expect(many.adding(inverse, scaledBy: -1).frobeniusNorm <= Double(n) * 1e4 * epsilon * inverse.frobeniusNorm)
    #expect(inverse == inverse.transposed())
  }

  @Test func logDeterminantIsTheSumOfLogEigenvalues() throws {
    // Diagonal 2ⁱ rotated by a reflector has the determinant of its diagonal.
    var generator = PhiloxGenerator(seed: 23, stream: 0)
    let n = 12
    let q = try QRFactorization(generator.matrix(n, n)).thinQ()
    let d = Matrix(diagonal: Vector((0..<n).map { pow(2, Double($0)) }))
    let a = (q * d).timesTransposed(q)
    let expected = Double(n * (n - 1) / 2) * log(2)
    #expect(abs(try CholeskyFactorization(a).logDeterminant - expected) <= 2048 * Double(n) * epsilon)
  }

  @Test(arguments: [1e2, 1e6, 1e10]) func conditionIsEstimated(_ condition: Double) throws {
    var generator = PhiloxGenerator(seed: 24, stream: 0)
    let n = 25
    let factor = try CholeskyFactorization(generator.positiveDefiniteMatrix(n, condition: condition))
    let estimate = 1 / factor.reciprocalCondition
    #expect(estimate >= condition / Double(10 * n) && estimate <= Double(n) * condition)
  }
}
