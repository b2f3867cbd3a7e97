import LinearAlgebra
import Statistics
import Testing

@Suite struct ConstrainedLeastSquaresPropertyTests {
  /// At the minimum C·x = d and the gradient Aᵀ(A·x − b) lies in the rows of C, both up to rounding.
  @Test(arguments: [(20, 8, 3), (20, 8, 0), (5, 8, 3), (5, 8, 8), (120, 60, 25)])
  func equalityConstrainedProblems(_ m: Int, _ n: Int, _ p: Int) throws {
    var generator = PhiloxGenerator(seed: 81, stream: UInt64(m * 10_000 + n * 100 + p))
    let (a, b) = (generator.matrix(m, n), generator.vector(m))
    let (c, d) = (generator.matrix(p, n), generator.vector(p))
    let solution = try EqualityConstrainedLeastSquares(design: a, rightSide: b, constraints: c, values: d)
    let scale = 32 * Double(n) * epsilon / solution.reciprocalCondition
    var gap = c * solution.x
    gap.add(d, scaledBy: -1)
    #expect(gap.norm <= scale * c.frobeniusNorm * solution.x.norm)
    var residual = a * solution.x
    residual.add(b, scaledBy: -1)
    #expect(abs(residual.norm - solution.residualNorm) <= scale * (b.norm + a.frobeniusNorm * solution.x.norm))
    var gradient = a.transposedTimes(residual)
    if p > 0 {
      let rows = try QRFactorization(c.transposed()).thinQ()
      gradient.add(rows * rows.transposedTimes(gradient), scaledBy: -1)
    }
    #expect(gradient.norm <= scale * a.frobeniusNorm * (b.norm + a.frobeniusNorm * solution.x.norm))
  }

  @Test func dependentEquationsAreNamed() throws {
    let a = Matrix.identity(3)
    let c = Matrix(rows: [[1, 1, 0], [2, 2, 0]])
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 1, needed: 2)) {
      try EqualityConstrainedLeastSquares(design: a, rightSide: [1, 2, 3], constraints: c, values: [1, 2])
    }
    // x₃ appears neither in the observations nor in the equation.
    let open = Matrix(rows: [[1, 0, 0], [0, 1, 0]])
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 2, needed: 3)) {
      try EqualityConstrainedLeastSquares(
        design: open, rightSide: [1, 2], constraints: Matrix(rows: [[1, 1, 0]]), values: [1])
    }
  }

  /// With B of full rank the estimate is that of least squares after whitening by B⁻¹, and y is the whitened residual.
  @Test(arguments: [(10, 3), (40, 12), (6, 6)]) func gaussMarkovIsWhitenedLeastSquares(_ m: Int, _ n: Int) throws {
    var generator = PhiloxGenerator(seed: 82, stream: UInt64(m))
    let (a, d) = (generator.matrix(m, n), generator.vector(m))
    let spread = try CholeskyFactorization(generator.positiveDefiniteMatrix(m, condition: 100)).lower
    let model = try GeneralGaussMarkov(design: a, disturbance: spread.matrix, observations: d)
    var whitenedDesign = Matrix(rowCount: m, columnCount: n)
    for j in 0..<n {
      let column = try spread.solve(a.column(j))
      for i in 0..<m { whitenedDesign[i, j] = column[i] }
    }
    let whitened = try spread.solve(d)
    let x = try QRFactorization(whitenedDesign).solve(whitened)
    let scale = 4096 * Double(m) * epsilon / model.reciprocalCondition
    var difference = model.x
    difference.add(x, scaledBy: -1)
    #expect(difference.norm <= scale * x.norm)
    var residual = whitened
    residual.add(whitenedDesign * x, scaledBy: -1)
    residual.add(model.y, scaledBy: -1)
    #expect(residual.norm <= scale * whitened.norm)
  }

  /// A row without disturbance holds exactly.
  @Test func gaussMarkovWithAnExactObservation() throws {
    let a = Matrix(rows: [[1, 0], [0, 1], [1, 1]])
    let b = Matrix(rows: [[1, 0], [0, 1], [0, 0]])
    let model = try GeneralGaussMarkov(design: a, disturbance: b, observations: [1, 2, 6])
    for (value, truth) in zip(model.x, [2.5, 3.5]) { #expect(abs(value - truth) <= 16 * epsilon * truth) }
    for (value, truth) in zip(model.y, [-1.5, -1.5]) { #expect(abs(value - truth) <= 16 * epsilon * 4) }
  }

  @Test func gaussMarkovNamesDependentColumns() throws {
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 1, needed: 2)) {
      try GeneralGaussMarkov(
        design: Matrix(rows: [[1, 2], [2, 4], [3, 6]]), disturbance: .identity(3), observations: [1, 2, 3])
    }
  }
}
