import LinearAlgebra

/// A linear regression y = X·β + e with independent errors of one variance, fitted by least squares.
///
/// Goals, in order: digits of the coefficients on ill-conditioned data; honest errors; speed. The columns are scaled by
/// powers of two, factored by QR with column pivoting, and the solution is refined with residuals computed in twice the
/// working precision, together with the residual vector (Björck 1967, "Iterative refinement of linear least squares
/// solutions I"). For all of NIST's reference sets this gives every digit that the design matrix itself carries.
public struct OrdinaryLeastSquares: Sendable {
  /// The estimates of β; the intercept first, if there is one.
  public let coefficients: Vector
  /// The covariance matrix of the estimates, s²·(XᵀX)⁻¹.
  public let covariance: Matrix
  /// Observed minus fitted values.
  public let residuals: Vector
  /// Observations minus coefficients.
  public let degreesOfFreedom: Int
  /// s, the estimate of the standard deviation of an error.
  public let residualStandardDeviation: Double
  /// The share of the sum of squares explained, about the mean if there is an intercept and about 0 if not.
  ///
  /// `nil` when that sum is zero.
  public let rSquared: Double?
  /// Reciprocal condition number of X after scaling, in the one-norm.
  public let reciprocalCondition: Double

  /// Fits the regression.
  ///
  /// - Parameters:
  ///   - regressors: one row an observation, one column a regressor, without the column of ones.
  ///   - response: y, one element an observation.
  ///   - hasIntercept: whether a column of ones comes before the regressors.
  /// - Throws: `RegressionError`. A poor fit is not an error.
  /// - Complexity: O(n·p²) for n observations of p coefficients.
  public init(
    regressors: Matrix, response: Vector, hasIntercept: Bool = true
  ) throws(RegressionError) {
    let n = response.count
    let offset = hasIntercept ? 1 : 0
    let p = regressors.columnCount + offset
    precondition(regressors.rowCount == n, "\(regressors.rowCount) rows of regressors for \(n) responses")
    guard n > p else { throw .tooFewObservations(count: n, coefficients: p) }
    if let k = response.firstIndex(where: { !$0.isFinite }) { throw .responseNotFinite(observation: k) }
    for j in 0..<regressors.columnCount {
      for i in 0..<n where !regressors[i, j].isFinite { throw .regressorNotFinite(observation: i, regressor: j) }
    }

    var design = Matrix(rowCount: n, columnCount: p) { $1 < offset ? 1 : regressors[$0, $1 - offset] }
    let scales = design.equilibrateColumns()
    let factor: PivotedQRFactorization
    let inverseGram: Matrix
    do throws(LinearAlgebraError) {
      factor = try PivotedQRFactorization(design)
      inverseGram = try factor.inverseGram()
    } catch {
      guard case .rankDeficient(let rank, _) = error else { preconditionFailure("finite data: \(error)") }
      throw .dependentRegressors(rank: rank, coefficients: p)
    }
    let solution = RefinedLeastSquares(design: design, factor: factor, response: response)
    coefficients = Vector(zip(solution.x, scales).map { $0 * $1 })
    residuals = solution.residuals
    degreesOfFreedom = n - p
    let unexplained = residuals.dot(residuals)
    let variance = unexplained / Double(n - p)
    residualStandardDeviation = variance.squareRoot()
    reciprocalCondition = factor.reciprocalCondition
    covariance = Matrix(rowCount: p, columnCount: p) { inverseGram[$0, $1] * scales[$0] * scales[$1] * variance }

    let center = hasIntercept ? response.reduce(0, +) / Double(n) : 0
    let total = response.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    rSquared = total > 0 ? 1 - unexplained / total : nil
  }

  /// The standard error of each coefficient.
  public var standardErrors: Vector { Vector((0..<coefficients.count).map { covariance[$0, $0].squareRoot() }) }

  /// The interval of Student's t that covers a coefficient with a probability, such as 0.95.
  public func confidenceInterval(ofCoefficient index: Int, level: Double) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "level \(level) is not within 0 and 1")
    let t = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2)
    let half = t * covariance[index, index].squareRoot()
    return (coefficients[index] - half)...(coefficients[index] + half)
  }
}

extension Matrix {
  /// Multiplies each column by the power of two that brings its largest element into 1..<2; returns the powers.
  ///
  /// Powers of two change no digit. A column of zeros, or next to it, is left as it is.
  fileprivate mutating func equilibrateColumns() -> [Double] {
    (0..<columnCount).map { j in
      let largest = (0..<rowCount).reduce(0) { max($0, self[$1, j].magnitude) }
      guard largest.isNormal else { return 1 }
      let scale = Double(sign: .plus, exponent: -max(largest.exponent, -1000), significand: 1)
      for i in 0..<rowCount { self[i, j] *= scale }
      return scale
    }
  }
}
