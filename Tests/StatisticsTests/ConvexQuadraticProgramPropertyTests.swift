import LinearAlgebra
import Statistics
import Testing

/// A programme as dense data, for the slow and obviously right solutions to compare with.
struct DenseProgram {
  let factor: TriangularMatrix
  let rightSide: Vector
  let rows: [Vector]
  let bounds: [Double]

  var constraints: LinearInequalities {
    var result = LinearInequalities(unknownCount: factor.order)
    for (row, bound) in zip(rows, bounds) { result.append(row, atLeast: bound) }
    return result
  }

  func solve() throws(QuadraticProgramError) -> QuadraticProgramSolution {
    try ConvexQuadraticProgram(factor: factor, rightSide: rightSide, constraints: constraints).solve()
  }

  func objective(_ x: Vector) -> Double {
    var residual = factor * x
    residual.add(rightSide, scaledBy: -1)
    return residual.dot(residual) / 2
  }

  func worstViolation(_ x: Vector) -> Double {
    zip(rows, bounds).reduce(0) { max($0, $1.1 - $1.0.dot(x)) }
  }

  /// The least objective over the equality-constrained minima of every subset of rows that are feasible.
  func bruteForceMinimum() throws -> (x: Vector, objective: Double)? {
    let n = factor.order
    var best: (x: Vector, objective: Double)?
    for subset in 0..<(1 << rows.count) where subset.nonzeroBitCount <= n {
      let chosen = rows.indices.filter { subset >> $0 & 1 == 1 }
      let k = chosen.count
      // min ½‖Rx − c‖² with A·x = b: H·x − Aᵀu = g, by Cholesky of H and of A·H⁻¹·Aᵀ.
      let h = try CholeskyFactorization(factor.matrix.gram())
      var x = h.solve(factor.matrix.transposedTimes(rightSide))
      if k > 0 {
        let a = Matrix(rowCount: k, columnCount: n) { rows[chosen[$0]][$1] }
        let spread = h.solve(a.transposed())
        guard let schur = try? CholeskyFactorization(a * spread), schur.reciprocalCondition > 1e-10 else { continue }
        var gap = Vector(chosen.map { bounds[$0] })
        gap.add(a * x, scaledBy: -1)
        x.add(spread * schur.solve(gap), scaledBy: 1)
      }
      guard worstViolation(x) < 1e-9 else { continue }
      let value = objective(x)
      if value < best?.objective ?? .infinity { best = (x, value) }
    }
    return best
  }

  /// Expects the conditions of Karush, Kuhn & Tucker, in units of rounding of unknowns of size 1 or more.
  func expectOptimal(_ solution: QuadraticProgramSolution, sourceLocation: SourceLocation = #_sourceLocation) {
    let x = solution.x
    for (row, bound) in zip(rows, bounds) {
      let scale = zip(row, x).reduce(bound.magnitude + row.norm) { $0 + ($1.0 * $1.1).magnitude }
      #expect(bound - row.dot(x) <= 256 * .ulpOfOne * scale, sourceLocation: sourceLocation)
    }
    #expect(solution.multipliers.allSatisfy { $0 >= 0 }, sourceLocation: sourceLocation)
    #expect(
      solution.multipliers.indices.allSatisfy { solution.multipliers[$0] == 0 || solution.activeSet.contains($0) },
      sourceLocation: sourceLocation)
    for k in solution.activeSet {
      let scale = zip(rows[k], x).reduce(bounds[k].magnitude + rows[k].norm) { $0 + ($1.0 * $1.1).magnitude }
      #expect((bounds[k] - rows[k].dot(x)).magnitude <= 256 * .ulpOfOne * scale, sourceLocation: sourceLocation)
    }
    var residual = factor * x
    residual.add(rightSide, scaledBy: -1)
    var gradient = factor.matrix.transposedTimes(residual)
    var scale = factor.matrix.frobeniusNorm * (factor.matrix.frobeniusNorm * x.norm + rightSide.norm)
    for k in solution.activeSet {
      gradient.add(rows[k], scaledBy: -solution.multipliers[k])
      scale += solution.multipliers[k] * rows[k].norm
    }
    let n = Double(factor.order)
    #expect(gradient.norm <= 8 * n * .ulpOfOne * scale, sourceLocation: sourceLocation)
  }
}

@Suite struct ConvexQuadraticProgramPropertyTests {
  static func factor(_ n: Int, _ generator: inout PhiloxGenerator) throws -> TriangularMatrix {
    let stacked = Matrix(rowCount: 2 * n + 1, columnCount: n) { _, _ in generator.normal() }
    return try QRFactorization(stacked).r
  }

  static func vector(_ n: Int, _ generator: inout PhiloxGenerator) -> Vector {
    Vector((0..<n).map { _ in generator.normal() })
  }

  @Test(arguments: 0..<300) func smallProblemsAgreeWithEnumeration(_ seed: Int) throws {
    var generator = PhiloxGenerator(seed: 31, stream: UInt64(seed))
    let n = Int.random(in: 1...4, using: &generator)
    let m = Int.random(in: 1...8, using: &generator)
    let program = DenseProgram(
      factor: try Self.factor(n, &generator), rightSide: Self.vector(n, &generator),
      rows: (0..<m).map { _ in Self.vector(n, &generator) }, bounds: (0..<m).map { _ in generator.normal() })
    try Self.expectAgreement(program)
  }

  /// Whole coefficients of −1, 0, 1 and whole bounds make duplicates, dependent rows and degenerate corners.
  @Test(arguments: 0..<600) func degenerateProblemsAgreeWithEnumeration(_ seed: Int) throws {
    var generator = PhiloxGenerator(seed: 32, stream: UInt64(seed))
    let n = Int.random(in: 1...4, using: &generator)
    let m = Int.random(in: 2...10, using: &generator)
    let rows = (0..<m).map { _ in Vector((0..<n).map { _ in Double(Int.random(in: -1...1, using: &generator)) }) }
    let bounds = (0..<m).map { _ in Double(Int.random(in: -2...1, using: &generator)) }
    let factor = seed % 2 == 0 ? try TriangularMatrix(.identity(n), .upper) : try Self.factor(n, &generator)
    let rightSide = Vector((0..<n).map { _ in Double(Int.random(in: -2...2, using: &generator)) })
    try Self.expectAgreement(DenseProgram(factor: factor, rightSide: rightSide, rows: rows, bounds: bounds))
  }

  static func expectAgreement(_ program: DenseProgram) throws {
    let truth = try program.bruteForceMinimum()
    guard let truth else {
      let error = #expect(throws: QuadraticProgramError.self) { try program.solve() }
      #expect(program.rows.indices.map(QuadraticProgramError.infeasible).contains(error))
      return
    }
    let solution = try program.solve()
    program.expectOptimal(solution)
    #expect((program.objective(solution.x) - truth.objective).magnitude <= 1e-9 * (1 + truth.objective))
  }

  /// Chains of order relations on badly scaled unknowns, each relation stated twice: the shape of the adjustment.
  @Test(arguments: [(60, 200), (200, 900), (400, 2000)]) func largeProblemsMeetTheConditions(
    _ n: Int, _ m: Int
  ) throws {
    var generator = PhiloxGenerator(seed: 33, stream: UInt64(n))
    var stacked = Matrix(rowCount: 3 * n, columnCount: n)
    var observed = Vector(count: 3 * n)
    for i in 0..<n {
      stacked[i, i] = 0.05
      observed[i] = 0.05 * 20
      for k in [i + n, i + 2 * n] {
        let weight = [1 / 0.002, 1 / 0.05, 1 / 0.3][Int.random(in: 0..<3, using: &generator)]
        let other = Int.random(in: 0..<n, using: &generator)
        stacked[k, i] += weight
        if other != i { stacked[k, other] -= weight }
        observed[k] = weight * generator.normal()
      }
    }
    let qr = try QRFactorization(stacked)
    qr.applyTransposedQ(to: &observed)
    var rows: [Vector] = []
    while rows.count < m {
      let (i, j) = (Int.random(in: 0..<n, using: &generator), Int.random(in: 0..<n, using: &generator))
      guard i < j else { continue }
      var row = Vector(count: n)
      (row[i], row[j]) = (1, -1)
      rows += [row, row]
    }
    let program = DenseProgram(
      factor: qr.r, rightSide: Vector(observed.prefix(n)), rows: rows,
      bounds: rows.map { _ in 0 })
    let solution = try program.solve()
    #expect(solution.activeSet.count > n / 4)
    program.expectOptimal(solution)
  }
}
