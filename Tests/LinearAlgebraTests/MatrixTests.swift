import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  let a = Matrix(rows: [[1, 2, 3], [4, 5, 6]])

  @Test func elementsLieByColumns() {
    #expect(a.columnMajorElements == [1, 4, 2, 5, 3, 6])
    #expect(a == Matrix(rowCount: 2, columnCount: 3, columnMajor: [1, 4, 2, 5, 3, 6]))
    #expect(a[1, 2] == 6 && a.row(1) == [4, 5, 6] && a.column(2) == [3, 6])
    #expect(a.transposed() == Matrix(rows: [[1, 4], [2, 5], [3, 6]]))
    #expect(a.block(rows: 0..<2, columns: 1..<3) == Matrix(rows: [[2, 3], [5, 6]]))
  }

  @Test func aCopyIsIndependent() {
    var b = a
    b[0, 0] = 9
    b.withUnsafeMutableColumnMajorBuffer { $0[1] = 8 }
    #expect(a[0, 0] == 1 && a[1, 0] == 4 && b[0, 0] == 9 && b[1, 0] == 8)
  }

  @Test func productsOfSmallIntegersAreExact() {
    #expect(a * [1, 1, 1] == [6, 15])
    #expect(a.transposedTimes([1, 2] as Vector) == [9, 12, 15])
    #expect(a * a.transposed() == Matrix(rows: [[14, 32], [32, 77]]))
    #expect(a.timesTransposed(a) == Matrix(rows: [[14, 32], [32, 77]]))
    #expect(a.transposedTimes(a) == a.gram())
    #expect(a.gram() == Matrix(rows: [[17, 22, 27], [22, 29, 36], [27, 36, 45]]))
    #expect(a.adding(a, scaledBy: -1) == Matrix(rowCount: 2, columnCount: 3))
  }

  @Test func norms() {
    let b = Matrix(rows: [[1, -2], [-3, 4]])
    #expect(b.oneNorm == 6 && b.infinityNorm == 7)
    #expect(abs(b.frobeniusNorm - 30.0.squareRoot()) < 1e-15)
  }

  @Test func triangularSystemsOfSmallIntegersAreExact() throws {
    let full = Matrix(rows: [[2, 1, 3], [7, 4, 5], [9, 8, 8]])
    for triangle in [TriangularMatrix.Triangle.lower, .upper] {
      let t = try TriangularMatrix(full, triangle)
      #expect(try t.solve(t * [1, -2, 3]) == [1, -2, 3])
      var x = t.matrix.transposedTimes([1, -2, 3] as Vector)
      t.solveTransposedInPlace(&x)
      #expect(x == [1, -2, 3])
      #expect(t.matrix * (try t.inverse().matrix) == .identity(3))
    }
  }

  @Test func rotationsEliminate() {
    let (rotation, r) = GivensRotation.eliminating(4, by: 3)
    #expect(abs(r - 5) <= 4 * epsilon && abs(rotation.c - 0.6) <= epsilon && abs(rotation.s - 0.8) <= epsilon)
    var columns = Matrix(rows: [[3, 9, 4], [0, 9, 0]])
    columns.rotateColumns(0, 2, by: rotation)
    #expect(columns[0, 0] == r && abs(columns[0, 2]) <= 4 * epsilon && columns.column(1) == [9, 9])
    var rows = Matrix(rows: [[9, 3], [9, 4]])
    rows.rotateRows(0, 1, columns: 1..<2, by: rotation)
    #expect(rows[0, 1] == r && abs(rows[1, 1]) <= 4 * epsilon && rows.column(0) == [9, 9])
    var vector: Vector = [3, 4]
    vector.rotate(0, 1, by: rotation)
    #expect(abs(vector[0] - 5) <= 4 * epsilon && abs(vector[1]) <= 4 * epsilon)
  }

  @Test func blocksAreAddedAndSolved() {
    let upper = Matrix(rows: [[2, 1, 7], [0, 4, 7], [0, 0, 7]])
    var sum: Vector = [1, 1, 1]
    upper.addColumns(0..<2, weightedBy: [1, 2, .nan], to: &sum)
    #expect(sum == [5, 9, 1])
    var b: Vector = [4, 8, 5]
    upper.solveLeadingUpperTriangle(order: 2, &b)
    #expect(b == [1, 2, 5])
    b = [2, 9, 5]
    upper.solveLeadingUpperTriangle(order: 2, transposed: true, &b)
    #expect(b == [1, 2, 5])
  }

  /// Only confirms the count in use: other tests are inside OpenBLAS at the same time.
  @Test func threadsAreReported() {
    let count = BLASThreads.count
    BLASThreads.setCount(count)
    #expect(BLASThreads.count == count && count >= 1)
    #expect(BLASLibrary.configuration.contains("OpenBLAS"))
  }
}
