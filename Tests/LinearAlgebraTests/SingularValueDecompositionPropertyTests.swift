import LinearAlgebra
import Statistics
import Testing

@Suite struct SingularValueDecompositionPropertyTests {
  /// ‖A − U·Σ·Vᵀ‖ ≤ 8·k·ε·‖A‖ and both factors orthogonal to 8·k·ε, k the smaller side.
  @Test(arguments: [(1, 1), (6, 3), (3, 6), (40, 40), (150, 37)])
  func reconstructsWithOrthogonalFactors(_ m: Int, _ n: Int) throws {
    var generator = PhiloxGenerator(seed: 61, stream: UInt64(1000 * m + n))
    let k = min(m, n)
    let a = generator.matrix(m, n)
    let svd = try SingularValueDecomposition(a)
    let product = svd.u * Matrix(diagonal: svd.singularValues) * svd.vTransposed
    #expect(product.adding(a, scaledBy: -1).frobeniusNorm <= 8 * Double(k) * epsilon * a.frobeniusNorm)
    #expect(svd.u.departureFromOrthogonality <= 8 * Double(k) * epsilon)
    #expect(svd.vTransposed.transposed().departureFromOrthogonality <= 8 * Double(k) * epsilon)
    #expect(
      svd.singularValues.elements == svd.singularValues.sorted(by: >) && svd.singularValues.allSatisfy { $0 >= 0 })
  }

  /// Each singular value is right to a multiple of ε times the largest.
  @Test(arguments: [1e3, 1e12]) func findsTheValuesThatMadeTheMatrix(_ condition: Double) throws {
    var generator = PhiloxGenerator(seed: 62, stream: 0)
    let a = try generator.matrix(40, 15, condition: condition)
    let svd = try SingularValueDecomposition(a)
    #expect(abs(svd.singularValues[0] - 1) <= 64 * epsilon)
    #expect(abs(svd.reciprocalCondition - 1 / condition) <= 64 * epsilon)
    #expect(svd.rank() == 15 && svd.rank(tolerance: 1.2 / condition) == 14)
  }

  /// The shortest solution of a rank-deficient problem lies in the row space and leaves an orthogonal residual.
  @Test func solvesRankDeficientProblems() throws {
    var generator = PhiloxGenerator(seed: 63, stream: 0)
    let (left, right) = (generator.matrix(30, 4), generator.matrix(4, 10))
    let a = left * right
    let b = generator.vector(30)
    let svd = try SingularValueDecomposition(a)
    #expect(svd.rank() == 4)
    let x = try svd.solve(b)
    var residual = a * x
    residual.add(b, scaledBy: -1)
    #expect(a.transposedTimes(residual).norm <= 256 * epsilon * a.frobeniusNorm * b.norm)
    // x = rightᵀ·w for some w: projecting on the rows of `right` gives it back.
    let rows = try QRFactorization(right.transposed()).thinQ()
    var projected = rows * rows.transposedTimes(x)
    projected.add(x, scaledBy: -1)
    #expect(projected.norm <= 256 * epsilon * x.norm)
  }
}
