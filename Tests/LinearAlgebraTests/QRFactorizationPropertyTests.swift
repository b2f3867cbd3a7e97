import LinearAlgebra
import Statistics
import Testing

@Suite struct QRFactorizationPropertyTests {
  /// The bound of Higham (2002), theorem 19.4, is a modest constant times m·n·ε; 4·n·ε holds here with room.
  @Test(arguments: [(1, 1), (5, 3), (40, 40), (200, 30), (317, 129)])
  func reconstructsWithOrthogonalFactor(_ m: Int, _ n: Int) throws {
    var generator = PhiloxGenerator(seed: 11, stream: UInt64(1000 * m + n))
    for condition in [1e0, 1e6, 1e15] {
      let a = try generator.matrix(m, n, condition: condition)
      let qr = try QRFactorization(a)
      let q = qr.thinQ()
      let residual = (q * qr.r.matrix).adding(a, scaledBy: -1).frobeniusNorm
      #expect(residual <= 4 * Double(n) * epsilon * a.frobeniusNorm)
      #expect(q.departureFromOrthogonality <= 4 * Double(n) * epsilon)
    }
  }

  @Test func reflectorsAgreeWithTheExplicitFactor() throws {
    var generator = PhiloxGenerator(seed: 12, stream: 0)
    let a = generator.matrix(30, 8)
    let qr = try QRFactorization(a)
    let b = generator.vector(30)
    var rotated = b
    qr.applyTransposedQ(to: &rotated)
    let explicit = qr.thinQ().transposedTimes(b)
    for i in 0..<8 { #expect(abs(rotated[i] - explicit[i]) <= 64 * epsilon * b.norm) }
    var columns = Matrix(rowCount: 30, columnCount: 1, columnMajor: b.elements)
    qr.applyTransposedQ(to: &columns)
    #expect(columns.column(0) == rotated)
    qr.applyQ(to: &rotated)
    rotated.add(b, scaledBy: -1)
    #expect(rotated.norm <= 64 * epsilon * b.norm)
  }

  /// At the minimum the residual is orthogonal to the columns: ‖Aᵀr‖ is of the size of rounding.
  @Test(arguments: [(20, 20), (60, 7), (300, 80)])
  func leastSquaresResidualIsOrthogonal(_ m: Int, _ n: Int) throws {
    var generator = PhiloxGenerator(seed: 13, stream: UInt64(m))
    let a = generator.matrix(m, n)
    let b = generator.vector(m)
    let x = try QRFactorization(a).solve(b)
    var residual = a * x
    residual.add(b, scaledBy: -1)
    #expect(a.transposedTimes(residual).norm <= 8 * Double(n) * epsilon * a.frobeniusNorm * b.norm)
  }

  /// The estimate of the condition is a lower bound of it and seldom more than ten times too small.
  @Test(arguments: [1e2, 1e6, 1e10]) func conditionIsEstimated(_ condition: Double) throws {
    var generator = PhiloxGenerator(seed: 14, stream: 0)
    let n = 25
    let estimate = 1 / (try QRFactorization(generator.matrix(60, n, condition: condition)).reciprocalCondition)
    // The one-norm condition is between cond₂/n and n·cond₂.
    #expect(estimate >= condition / Double(10 * n) && estimate <= Double(n) * condition)
  }
}
