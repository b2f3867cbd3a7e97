import LinearAlgebra
import Statistics
import Testing

@Suite struct ConvexQuadraticProgramTests {
  static func solve(
    _ rightSide: Vector, _ rows: [(Vector, Double)], limit: Int? = nil
  ) throws -> QuadraticProgramSolution {
    var constraints = LinearInequalities(unknownCount: rightSide.count)
    for (row, bound) in rows { constraints.append(row, atLeast: bound) }
    let factor = try TriangularMatrix(.identity(rightSide.count), .upper)
    return try ConvexQuadraticProgram(factor: factor, rightSide: rightSide, constraints: constraints)
      .solve(iterationLimit: limit)
  }

  @Test func nothingActive() throws {
    let solution = try Self.solve([1, 2], [([1, 0], 0)])
    #expect(solution.x == [1, 2] && solution.activeSet.isEmpty && solution.multipliers == [0])
  }

  @Test func projectsOnACorner() throws {
    let solution = try Self.solve([-1, -2], [([1, 0], 0), ([0, 1], 0), ([1, 1], -9)])
    #expect(solution.x == [0, 0] && solution.multipliers == [1, 2, 0] && solution.activeSet == [0, 1])
  }

  /// y ≥ 3 comes first, being violated most; x ≥ 2 and y ≥ 2 + x then leave it without a multiplier.
  @Test func dropsAConstraintOnTheWay() throws {
    let solution = try Self.solve([0, 0], [([0, 1], 3), ([1, 0], 2), ([-1, 1], 2)])
    #expect(solution.activeSet == [1, 2] && solution.iterationCount == 4)
    for (value, truth) in zip(solution.x, [2.0, 4]) { #expect(abs(value - truth) <= 8 * .ulpOfOne) }
    for (value, truth) in zip(solution.multipliers, [0.0, 6, 4]) { #expect(abs(value - truth) <= 32 * .ulpOfOne) }
  }

  @Test func equalityAsTwoInequalities() throws {
    let solution = try Self.solve([5, 0], [([1, 0], 1), ([-1, 0], -1), ([1, 0], 1)])
    #expect(solution.x == [1, 0] && solution.activeSet == [1])
  }

  @Test func contradictionIsInfeasible() throws {
    #expect(throws: QuadraticProgramError.infeasible(constraint: 1)) {
      try Self.solve([0, 0], [([1, 0], 2), ([-1, 0], -1)])
    }
    #expect(throws: QuadraticProgramError.infeasible(constraint: 0)) { try Self.solve([0, 0], [([0, 0], 1)]) }
  }

  @Test func limitIsReported() throws {
    #expect(throws: QuadraticProgramError.tooManyIterations(limit: 1)) {
      try Self.solve([-1, -2], [([1, 0], 0), ([0, 1], 0)], limit: 1)
    }
  }

  @Test func faultsOfTheDataAreNamed() throws {
    #expect(throws: QuadraticProgramError.rightSideNotFinite(index: 1)) { try Self.solve([0, .nan], []) }
    #expect(throws: QuadraticProgramError.constraintNotFinite(constraint: 0)) {
      try Self.solve([0, 0], [([.infinity, 0], 1)])
    }
    let singular = try TriangularMatrix(Matrix(diagonal: [1, 0]), .upper)
    #expect(throws: QuadraticProgramError.singular(pivot: 1)) {
      try ConvexQuadraticProgram(
        factor: singular, rightSide: [0, 0], constraints: LinearInequalities(unknownCount: 2))
    }
  }
}
