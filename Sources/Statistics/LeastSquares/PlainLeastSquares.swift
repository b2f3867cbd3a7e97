import LinearAlgebra

/// The solution of min ‖b − A·x‖, of which `shape` makes the coefficients, with all that inference asks of it.
///
/// QR with column pivoting, refined (`RefinedLeastSquares`). Where A has dependent columns the solution is the one with
/// the shortest vector of coefficients T·x + t; it is found from the columns that do not depend on those before them.
struct PlainLeastSquares {
  /// x.
  let solution: Vector
  /// b − A·x.
  let residuals: Vector
  /// The matrix E of x = E·b + constant: one row an unknown, one column an observation.
  let estimator: Matrix
  /// E·Eᵀ, which is (AᵀA)⁻¹ for independent columns.
  let inverseGram: Matrix
  /// The diagonal of the projection on the columns of A.
  let leverages: Vector
  /// The unknowns whose columns depend on those before them, ascending.
  let dependentColumns: [Int]
  /// Reciprocal condition number of the independent columns in the one-norm.
  let reciprocalCondition: Double

  /// T and t of the coefficients T·x + t whose length counts where A has dependent columns.
  struct Shape {
    let matrix: Matrix
    let offset: Vector
  }

  /// Solves for finite data of n rows.
  ///
  /// - Complexity: O(n·p²) for p unknowns.
  init(design: Matrix, response: Vector, shape: @autoclosure () -> Shape) {
    let (n, p) = (design.rowCount, design.columnCount)
    // Rows of zeros change no solution and let QR be used for fewer observations than unknowns.
    let padded = n >= p ? design : Matrix(rowCount: p, columnCount: p) { $0 < n ? design[$0, $1] : 0 }
    let right = n >= p ? response : Vector((0..<p).map { $0 < n ? response[$0] : 0 })
    let factor = factored(padded)
    let rank = factor.rank()
    if rank == p {
      let refined = RefinedLeastSquares(design: padded, factor: factor, response: right)
      let columns = FullRankColumns(factor, n)
      solution = refined.x
      residuals = Vector(refined.residuals.prefix(n))
      (estimator, leverages) = (columns.estimator, columns.leverages)
      inverseGram = Self.inverseGram(padded, factor)
      dependentColumns = []
      reciprocalCondition = factor.reciprocalCondition
      return
    }
    let (independent, dependent) = factor.independentColumns(of: padded, rank: rank)
    let basis = padded.columns(independent)
    let basisFactor = factored(basis)
    let fit = RefinedLeastSquares(design: basis, factor: basisFactor, response: right)
    let full = FullRankColumns(basisFactor, n)

    // Each dependent column, as a combination of the independent ones, gives a direction that changes no fit.
    var null = Matrix(rowCount: p, columnCount: dependent.count)
    for (j, column) in dependent.enumerated() {
      let combination = RefinedLeastSquares(design: basis, factor: basisFactor, response: padded.column(column))
      for (k, other) in independent.enumerated() { null[other, j] = -combination.x[k] }
      null[column, j] = 1
    }
    var basic = Vector(count: p)
    for (k, column) in independent.enumerated() { basic[column] = fit.x[k] }
    let projection = NullProjection(null, shape())
    var embedded = Matrix(rowCount: p, columnCount: n)
    for (k, column) in independent.enumerated() {
      for i in 0..<n { embedded[column, i] = full.estimator[k, i] }
    }
    let estimator = projection.matrix * embedded
    solution = projection.shortest(basic)
    residuals = Vector(fit.residuals.prefix(n))
    self.estimator = estimator
    inverseGram = estimator.timesTransposed(estimator)
    leverages = full.leverages
    dependentColumns = dependent
    reciprocalCondition = basisFactor.reciprocalCondition
  }

  /// (AᵀA)⁻¹, each column refined: R⁻¹·R⁻ᵀ alone would lose digits with the square of the condition.
  private static func inverseGram(_ design: Matrix, _ factor: PivotedQRFactorization) -> Matrix {
    let p = design.columnCount
    let nothing = Vector(count: design.rowCount)
    var result = Matrix(rowCount: p, columnCount: p)
    for j in 0..<p {
      var moments = Vector(count: p)
      moments[j] = -1
      let column = RefinedLeastSquares(design: design, factor: factor, response: nothing, moments: moments).x
      for i in j..<p { result[i, j] = column[i] }
    }
    result.mirrorLowerTriangle()
    return result
  }
}

/// The factorisation of finite data, which has no error.
func factored(_ matrix: Matrix) -> PivotedQRFactorization {
  do {
    return try PivotedQRFactorization(matrix)
  } catch {
    preconditionFailure("finite data: \(error)")
  }
}

/// What inference asks of independent columns.
private struct FullRankColumns {
  let estimator: Matrix
  let leverages: Vector

  /// Of a factorised matrix whose rows after the first n are zeros.
  init(_ factor: PivotedQRFactorization, _ n: Int) {
    let p = factor.columnCount
    let inverse: TriangularMatrix
    do throws(LinearAlgebraError) {
      inverse = try factor.r.inverse()
    } catch {
      preconditionFailure("full rank: \(error)")
    }
    let q = factor.thinQ()
    let rows = q.block(rows: 0..<n, columns: 0..<p)
    let pivoted = inverse.matrix.timesTransposed(rows)
    let order = factor.permutation.enumerated().reduce(into: [Int](repeating: 0, count: p)) {
      $0[$1.element] = $1.offset
    }
    estimator = Matrix(rowCount: p, columnCount: n) { pivoted[order[$0], $1] }
    // Rounding can carry the leverage of a point that is fitted whatever its value past 1.
    leverages = Vector(
      (0..<n).map { i in min(1, (0..<p).reduce(0) { $0 + rows[i, $1] * rows[i, $1] }) })
  }
}

/// The projection that takes any solution to the one with the shortest coefficients.
private struct NullProjection {
  let matrix: Matrix
  private let shift: Vector

  /// For the directions `null` that change no fit: x − N·(T·N)⁺·(T·x + t).
  init(_ null: Matrix, _ shape: PlainLeastSquares.Shape) {
    let p = null.rowCount
    do throws(LinearAlgebraError) {
      // Units far apart make tiny products, whose reciprocals would leave the range.
      let product = shape.matrix * null
      let scale = scaleToOne(product.columnMajorElements)
      func scaled(_ vector: Vector) -> Vector { Vector(vector.map { $0 * scale }) }
      let decomposition = try SingularValueDecomposition(
        Matrix(rowCount: product.rowCount, columnCount: product.columnCount) { product[$0, $1] * scale })
      var matrix = Matrix.identity(p)
      for j in 0..<p {
        let change = null * (try decomposition.solve(scaled(shape.matrix.column(j))))
        for i in 0..<p { matrix[i, j] -= change[i] }
      }
      self.matrix = matrix
      shift = null * (try decomposition.solve(scaled(shape.offset)))
    } catch {
      preconditionFailure("finite directions: \(error)")
    }
  }

  func shortest(_ x: Vector) -> Vector {
    var result = matrix * x
    result.add(shift, scaledBy: -1)
    return result
  }
}
