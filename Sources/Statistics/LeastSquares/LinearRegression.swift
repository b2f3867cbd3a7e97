import LinearAlgebra

/// A linear regression y = X·β + e, to be fitted by least squares.
///
/// Goals, in order: digits of the coefficients on ill-conditioned data; an answer, with its limits named, wherever there
/// is one; speed. Columns and response are scaled by powers of two, factored by QR with column pivoting, and the
/// solution is refined with residuals computed in twice the working precision; the normal equations are never formed.
/// For all of NIST's reference sets this gives every digit that the design matrix itself carries.
public struct LinearRegression: Hashable, Sendable {
  /// X, n×p: one row an observation, one column a coefficient; the column of ones first, if there is an intercept.
  public let design: Matrix
  /// y, one element an observation.
  public let response: Vector
  /// Whether the first column of the design is the intercept's.
  public let hasIntercept: Bool

  /// The regression of a response on regressors.
  ///
  /// - Parameters:
  ///   - regressors: one row an observation, one column a regressor, without the column of ones.
  ///   - response: y, one element an observation.
  ///   - hasIntercept: whether a column of ones comes before the regressors.
  /// - Throws: `.noObservations`, `.noCoefficients`, `.regressorNotFinite`, `.responseNotFinite`.
  public init(regressors: Matrix, response: Vector, hasIntercept: Bool = true) throws(RegressionError) {
    let n = response.count
    let offset = hasIntercept ? 1 : 0
    precondition(regressors.rowCount == n, "\(regressors.rowCount) rows of regressors for \(n) responses")
    guard n > 0 else { throw .noObservations }
    guard regressors.columnCount + offset > 0 else { throw .noCoefficients }
    if let k = response.firstIndex(where: { !$0.isFinite }) { throw .responseNotFinite(observation: k) }
    for j in 0..<regressors.columnCount {
      for i in 0..<n where !regressors[i, j].isFinite { throw .regressorNotFinite(observation: i, regressor: j) }
    }
    design = Matrix(rowCount: n, columnCount: regressors.columnCount + offset) {
      $1 < offset ? 1 : regressors[$0, $1 - offset]
    }
    self.response = response
    self.hasIntercept = hasIntercept
  }

  /// Number of observations, n.
  public var observationCount: Int { response.count }
  /// Number of coefficients, p.
  public var coefficientCount: Int { design.columnCount }

  /// Fits the regression.
  ///
  /// Dependent columns, and more coefficients than observations, are no error: the coefficients are then the shortest
  /// of those that fit best, and the fit names the columns.
  ///
  /// - Parameters:
  ///   - errors: what is known of the errors.
  ///   - equations: what the coefficients must meet exactly, if anything.
  /// - Returns: the fit.
  /// - Throws: `RegressionError`. A poor fit is not an error.
  /// - Complexity: O(n·p²), and O(n³) for errors with a covariance matrix.
  public func fit(
    _ errors: ErrorStructure = .independent, subjectTo equations: LinearEquations? = nil
  ) throws(RegressionError) -> LeastSquaresFit {
    if let equations { try check(equations) }
    if let system = try whitened(errors) { return try fit(system, errors, equations) }
    guard case .covariance(let matrix) = errors else { preconditionFailure("only a covariance can be singular") }
    let covariance = try ErrorCovariance(matrix, observations: observationCount)
    return try LeastSquaresFit(SingularRegression(self, root: covariance.squareRoot(), equations), errors)
  }

  /// The regression with independent errors of one variance; `nil` where their covariance is singular or nearly so.
  func whitened(_ errors: ErrorStructure) throws(RegressionError) -> WhitenedRegression? {
    switch errors {
    case .independent:
      return WhitenedRegression(self, .none, scale: 1)
    case .weights(let weights):
      precondition(weights.count == observationCount, "\(weights.count) weights of \(observationCount) observations")
      if let k = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) { throw .weightNotPositive(observation: k) }
      let roots = weights.map { $0.squareRoot() }
      let scale = scaleToOne(roots)
      return WhitenedRegression(self, .multipliers(Vector(roots.map { $0 * scale })), scale: scale)
    case .covariance(let matrix):
      let covariance = try ErrorCovariance(matrix, observations: observationCount)
      return covariance.choleskyFactor.map { WhitenedRegression(self, .inverse($0.lower), scale: $0.scale) }
    }
  }

  private func check(_ equations: LinearEquations) throws(RegressionError) {
    precondition(
      equations.coefficients.columnCount == coefficientCount,
      "\(equations.coefficients.columnCount) coefficients in the equations of \(coefficientCount)")
    for k in 0..<equations.count {
      guard equations.values[k].isFinite, equations.coefficients.row(k).allSatisfy(\.isFinite) else {
        throw .equationNotFinite(equation: k)
      }
    }
  }
}
