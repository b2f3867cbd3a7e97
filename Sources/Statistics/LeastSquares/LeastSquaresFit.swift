import LinearAlgebra

/// A linear regression fitted by least squares.
///
/// Standard errors, and what is made of them, are for errors as stated; `covariance(_:)` gives those that hold for other
/// errors too.
public struct LeastSquaresFit: Sendable {
  /// The regression.
  public let regression: LinearRegression
  /// What the fit takes the errors to be.
  public let errors: ErrorStructure
  /// The estimates of β, in the order of the design's columns: the intercept first, if there is one.
  public let coefficients: Vector
  /// (XᵀV⁻¹X)⁻¹ for errors of covariance σ²·V: the covariance of the estimates for σ² = 1.
  ///
  /// Numbers beyond the range of floating point are infinite or 0.
  public let unscaledCovariance: Matrix
  /// Observed minus fitted values, in units of the response.
  public let residuals: Vector
  /// Number of combinations of the coefficients that the observations determine.
  public let rank: Int
  /// Observations minus `rank`.
  public let degreesOfFreedom: Int
  /// The columns of the design, ascending, that are linear combinations of columns before them; empty at full rank.
  ///
  /// Where equations bind the coefficients and yet leave some open, columns cannot be named and all are listed.
  public let dependentColumns: [Int]
  /// σ, the estimate of the standard deviation of an error of weight 1; `nil` without degrees of freedom.
  public let residualStandardDeviation: Double?
  /// The standard error of each coefficient; `nil` without degrees of freedom.
  public let standardErrors: Vector?
  /// The share of the weighted sum of squares explained, about the mean if there is an intercept and about 0 if not.
  ///
  /// `nil` when that sum is zero: the response is constant, or 0 where there is no intercept.
  public let rSquared: Double?
  /// The weight of each observation in its own fitted value, 0...1; `nil` for errors with a covariance matrix.
  public let leverages: Vector?
  /// Reciprocal condition number of the scaled design, in the one-norm.
  public let reciprocalCondition: Double

  /// The correlations of the estimates for errors as stated.
  let correlation: Matrix
  /// Whether the errors are taken to be independent and of one variance, and no equation binds the coefficients.
  let isOrdinary: Bool
  /// How the coefficients follow from the whitened observations; `nil` for a singular covariance of the errors.
  let estimator: LinearEstimator?

  /// The estimator in units near 1: the change of βⱼ is unitⱼ·(estimator·change of the scaled whitened response)ⱼ.
  struct LinearEstimator: Sendable {
    let matrix: Matrix
    let units: Vector
    /// The whitened design in those units, one column an unknown.
    let design: Matrix
    /// Whitened residuals in the same units.
    let residuals: Vector
  }

  init(
    _ system: WhitenedRegression, _ errors: ErrorStructure, _ plain: PlainLeastSquares, coefficients z: Vector,
    directions: Matrix? = nil
  ) throws(RegressionError) {
    let p = system.regression.coefficientCount
    let freedom = plain.residuals.count - (plain.solution.count - plain.dependentColumns.count)
    let gram = directions.map { ($0 * plain.inverseGram).timesTransposed($0) } ?? plain.inverseGram
    let squares = plain.residuals.dot(plain.residuals)
    let sigma = freedom > 0 ? (squares / Double(freedom)).squareRoot() : nil
    let units = system.units
    regression = system.regression
    self.errors = errors
    coefficients = try finite(Vector(zip(z, units).map { $0 * $1 }))
    let covarianceUnits = units.map { $0 / system.responseUnit * system.scale }
    correlation = correlations(gram)
    unscaledCovariance = Matrix(rowCount: p, columnCount: p) {
      gram[$0, $1] * covarianceUnits[$0] * covarianceUnits[$1]
    }
    residuals = Vector(system.whitening.undo(plain.residuals).map { $0 * system.responseUnit })
    rank = plain.residuals.count - freedom
    degreesOfFreedom = freedom
    let open = !plain.dependentColumns.isEmpty
    dependentColumns = open && directions != nil ? Array(0..<p) : plain.dependentColumns
    residualStandardDeviation = sigma.map { $0 * (system.responseUnit / system.scale) }
    standardErrors = sigma.map { sigma in Vector((0..<p).map { gram[$0, $0].squareRoot() * sigma * units[$0] }) }
    rSquared = system.totalSquares.map { 1 - squares / $0 }
    isOrdinary = errors == .independent && directions == nil
    if case .covariance = errors { leverages = nil } else { leverages = plain.leverages }
    reciprocalCondition = plain.reciprocalCondition
    estimator = LinearEstimator(
      matrix: directions.map { $0 * plain.estimator } ?? plain.estimator, units: units, design: system.design,
      residuals: plain.residuals)
  }

  /// For errors of singular covariance.
  init(_ system: SingularRegression, _ errors: ErrorStructure) throws(RegressionError) {
    regression = system.regression
    self.errors = errors
    coefficients = try finite(system.coefficients)
    unscaledCovariance = system.unscaledCovariance
    correlation = correlations(unscaledCovariance)
    residuals = system.residuals
    rank = system.regression.observationCount - system.degreesOfFreedom
    degreesOfFreedom = system.degreesOfFreedom
    dependentColumns = []
    let sigma = degreesOfFreedom > 0 ? (system.squares / Double(degreesOfFreedom)).squareRoot() : nil
    residualStandardDeviation = sigma
    let gram = unscaledCovariance
    standardErrors = sigma.map { sigma in Vector((0..<gram.rowCount).map { gram[$0, $0].squareRoot() * sigma }) }
    rSquared = system.totalSquares.map { 1 - system.squares / $0 }
    leverages = nil
    reciprocalCondition = system.reciprocalCondition
    (isOrdinary, estimator) = (false, nil)
  }
}

extension LeastSquaresFit {
  /// The covariance matrix of the estimates, σ²·(XᵀV⁻¹X)⁻¹; `nil` without degrees of freedom.
  ///
  /// Numbers beyond the range of floating point are infinite or 0; `standardErrors` are not.
  public var covariance: Matrix? {
    residualStandardDeviation.map { sigma in
      Matrix(rowCount: unscaledCovariance.rowCount, columnCount: unscaledCovariance.columnCount) {
        unscaledCovariance[$0, $1] * sigma * sigma
      }
    }
  }

  /// The fitted values, X·β.
  public var fittedValues: Vector { Vector(zip(regression.response, residuals).map { $0 - $1 }) }

  /// R² corrected for degrees of freedom; `nil` where there is no R² or no degree of freedom.
  public var adjustedRSquared: Double? {
    guard let rSquared, degreesOfFreedom > 0 else { return nil }
    let total = Double(regression.observationCount - (regression.hasIntercept ? 1 : 0))
    return 1 - (1 - rSquared) * total / Double(degreesOfFreedom)
  }

  /// The interval of Student's t that covers a coefficient with a probability such as 0.95.
  ///
  /// `nil` without degrees of freedom.
  public func confidenceInterval(ofCoefficient index: Int, level: Double) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "level \(level) is not within 0 and 1")
    guard let standardErrors else { return nil }
    let t = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
    let half = t * standardErrors[index]
    return (coefficients[index] - half)...(coefficients[index] + half)
  }
}

/// Coefficients that floating point can hold.
private func finite(_ coefficients: Vector) throws(RegressionError) -> Vector {
  if let k = coefficients.firstIndex(where: { !$0.isFinite }) { throw .coefficientOutOfRange(coefficient: k) }
  return coefficients
}

/// A covariance over the standard deviations; 0 beside a deviation of 0, 1 on the diagonal.
func correlations(_ covariance: Matrix) -> Matrix {
  let deviations = (0..<covariance.rowCount).map { max(0, covariance[$0, $0]).squareRoot() }
  return Matrix(rowCount: covariance.rowCount, columnCount: covariance.rowCount) { i, j in
    guard i != j else { return 1 }
    return deviations[i] > 0 && deviations[j] > 0 ? covariance[i, j] / deviations[i] / deviations[j] : 0
  }
}
