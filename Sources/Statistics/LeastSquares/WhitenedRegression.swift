import LinearAlgebra

/// A regression whose errors have been made independent and of one variance, in units near 1.
///
/// The unknowns z are the coefficients over their units: βⱼ = unitⱼ·zⱼ.
struct WhitenedRegression {
  let regression: LinearRegression
  let whitening: Whitening
  /// Whitened columns, each times a power of two.
  let design: Matrix
  /// Whitened response times a power of two.
  let response: Vector
  /// The unit of each coefficient per unit of z; infinite where floating point does not hold it.
  let units: Vector
  /// The same for a response in units near 1; always finite.
  private let columnUnits: Vector
  /// The unit of a whitened residual.
  let responseUnit: Double
  /// What the whitening has multiplied the errors by beside making them standard.
  let scale: Double

  init(_ regression: LinearRegression, _ whitening: Whitening, scale: Double) {
    (self.regression, self.whitening, self.scale) = (regression, whitening, scale)
    // Scaled before too: whitening could leave the range.
    var design = regression.design
    let before = design.equilibrateColumns()
    let responseBefore = scaleToOne(regression.response)
    design = whitening.apply(design)
    var response = whitening.apply(Vector(regression.response.map { $0 * responseBefore }))
    let after = design.equilibrateColumns()
    let responseAfter = scaleToOne(response)
    for i in response.indices { response[i] *= responseAfter }
    (self.design, self.response) = (design, response)
    responseUnit = 1 / responseBefore / responseAfter
    let unit = responseUnit
    columnUnits = Vector(zip(before, after).map { $0 * $1 })
    units = Vector(columnUnits.map { $0 * unit })
  }

  /// The shape of the coefficients: proportional to the units, none above 1 so that products keep the range.
  var shape: PlainLeastSquares.Shape {
    let largest = columnUnits.maximumNorm
    return PlainLeastSquares.Shape(
      matrix: Matrix(diagonal: Vector(columnUnits.map { $0 / largest })), offset: Vector(count: units.count))
  }

  /// The sum of squares of the response, about the mean if there is an intercept, in units of the scaled response.
  ///
  /// `nil` when the response does not vary at all.
  var totalSquares: Double? {
    let all = regression.response
    guard regression.hasIntercept else {
      return all.allSatisfy { $0 == 0 } ? nil : response.dot(response)
    }
    guard let first = all.first, !all.allSatisfy({ $0 == first }) else { return nil }
    let ones = whitening.apply(Vector(repeating: 1, count: all.count))
    var (inner, square) = (CompensatedSum(), CompensatedSum())
    for i in all.indices {
      inner.add(ones[i], times: response[i])
      square.add(ones[i], times: ones[i])
    }
    let mean = inner.value / square.value
    return all.indices.reduce(0) { sum, i in
      let deviation = response[i] - mean * ones[i]
      return sum + deviation * deviation
    }
  }
}
