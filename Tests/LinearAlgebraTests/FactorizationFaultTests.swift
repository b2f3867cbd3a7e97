import LinearAlgebra
import Testing

@Suite struct FactorizationFaultTests {
  static func spoiled(_ value: Double) -> Matrix {
    var a = Matrix.identity(6)
    a[4, 2] = value
    return a
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func notFiniteIsNamed(_ value: Double) {
    let a = Self.spoiled(value)
    let expected = LinearAlgebraError.notFinite(row: 4, column: 2)
    #expect(throws: expected) { try QRFactorization(a) }
    #expect(throws: expected) { try CholeskyFactorization(a) }
    #expect(throws: expected) { try TriangularMatrix(a, .lower) }
    #expect(throws: expected) { try a.checkFinite() }
    #expect(throws: expected) { try PivotedQRFactorization(a) }
    #expect(throws: expected) { try SymmetricIndefiniteFactorization(a) }
    #expect(throws: expected) { try SingularValueDecomposition(a) }
    #expect(throws: expected) { try SymmetricEigendecomposition(a) }
    let zero = Vector(count: 6)
    #expect(throws: expected) {
      try EqualityConstrainedLeastSquares(
        design: a, rightSide: zero, constraints: Matrix(rowCount: 0, columnCount: 6), values: [])
    }
    #expect(throws: expected) {
      try EqualityConstrainedLeastSquares(design: .identity(6), rightSide: zero, constraints: a, values: zero)
    }
    #expect(throws: expected) { try GeneralGaussMarkov(design: a, disturbance: .identity(6), observations: zero) }
    #expect(throws: expected) { try GeneralGaussMarkov(design: .identity(6), disturbance: a, observations: zero) }
  }

  @Test func theOtherTriangleIsNotRead() throws {
    let a = Self.spoiled(.nan).transposed()
    #expect(try CholeskyFactorization(a).lower.matrix == .identity(6))
    #expect(try TriangularMatrix(a, .lower).matrix == .identity(6))
  }

  @Test func indefiniteNamesTheMinor() {
    let a = Matrix(diagonal: [1, 2, -1, 3])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: 3)) { try CholeskyFactorization(a) }
  }

  @Test func singularBlockIsNamed() {
    let a = Matrix(diagonal: [1, 0, 2])
    #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try SymmetricIndefiniteFactorization(a) }
  }

  @Test func singularNamesThePivot() throws {
    let qr = try QRFactorization(Matrix(rows: [[1, 0], [0, 0], [1, 0]]))
    #expect(qr.reciprocalCondition == 0)
    #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try qr.solve([1, 2, 3]) }
    #expect(throws: LinearAlgebraError.notFinite(row: 2, column: 0)) { try qr.solve([1, 2, .nan]) }
  }

  @Test func emptyMatricesAreLegal() throws {
    let empty = Matrix(rowCount: 0, columnCount: 0)
    #expect(try CholeskyFactorization(empty).logDeterminant == 0)
    #expect(try QRFactorization(Matrix(rowCount: 3, columnCount: 0)).solve([1, 2, 3]).isEmpty)
    #expect(try SingularValueDecomposition(empty).rank() == 0)
    #expect(try SymmetricEigendecomposition(empty).values.isEmpty)
    #expect(try SymmetricIndefiniteFactorization(empty).inertia == (0, 0))
    #expect(try PivotedQRFactorization(empty).rank() == 0)
    #expect(empty.oneNorm == 0 && empty.frobeniusNorm == 0)
  }
}
