import LinearAlgebra

/// The Gaussian that a block's rows make when linearised: a centre and a square root of its covariance.
struct LocalGaussian {
  /// Centre in φ, in the order of the block's unknowns.
  let center: [Double]
  /// A matrix `L` with `L Lᵀ` the covariance, upper triangular.
  let root: TriangularMatrix
  /// The inverse of ``root``, which whitens.
  let factor: TriangularMatrix

  /// Linearised at `values`; exact for a quadratic block.
  ///
  /// - Throws: `.singular(pivot:)` or `.notFinite(row:column:)` where the rows do not tie the block down.
  init(
    _ block: SamplingBlock, at values: [Double], _ coordinates: SamplingCoordinates
  ) throws(LinearAlgebraError) {
    var design: [[Double]] = []
    var residuals: [Double] = []
    let phi = block.unknowns.map { values[coordinates.count + $0] }
    let n = phi.count
    var values = phi + phi + [Double](repeating: 0, count: block.places.sums.count)
    let states = block.compiled.coordinates.refresh(&values)
    var gradient = [Double](repeating: 0, count: values.count)
    func take(_ residual: Double) {
      block.compiled.coordinates.pullBack(&gradient, states)
      design.append(Array(gradient[n..<(2 * n)]))
      residuals.append(residual)
      for index in gradient.indices { gradient[index] = 0 }
    }
    for row in 0..<block.rows.count {
      take(block.rows.addScaledGradient(ofRow: row, at: values, to: &gradient))
    }
    for row in block.curvedRows {
      let scale = row.activePrecision(at: values).squareRoot()
      guard scale > 0 else { continue }
      row.expression.addGradient(at: values, times: scale, to: &gradient)
      take(row.isCentered ? (row.expression.value(at: values) - row.target) * scale : 0)
    }
    let factorization = try QRFactorization(Matrix(rows: design))
    let step = try factorization.solve(Vector(residuals))
    center = phi.enumerated().map { $1 - step[$0] }
    factor = factorization.r
    root = try factor.inverse()
  }
}
