import LinearAlgebra
import Statistics

/// A polynomial in the year, counted from the last one, by least squares: through logarithms or through values.
struct YearPolynomial {
  let series: YearlySeries
  /// The fit; with as many coefficients as years it meets every value and has no errors.
  let fit: LeastSquaresFit

  /// Fits a polynomial of degree 1 or 2 to one response a year.
  ///
  /// - Throws: `.tooShort` with fewer years than coefficients; `.numerical`, `.growthOutOfRange`.
  init(degree: Int, _ series: YearlySeries, response: [Double]) throws(TrendError) {
    guard series.count > degree else { throw .tooShort(count: series.count, required: degree + 1) }
    self.series = series
    let years = series.years.map { Double($0 - series.last) }
    let regressors = Matrix(rowCount: series.count, columnCount: degree) { row, column in
      column == 0 ? years[row] : years[row] * years[row]
    }
    do throws(RegressionError) {
      fit = try LinearRegression(regressors: regressors, response: Vector(response)).fit()
    } catch {
      throw TrendError(error)
    }
    guard fit.dependentColumns.isEmpty else { throw .numerical(.rankDeficient(rank: fit.rank, needed: degree + 1)) }
  }

  /// Weights of the coefficients that give the value so many years after the last.
  func weights(at offset: Double) -> Vector {
    Vector((0..<fit.coefficients.count).map { $0 == 0 ? 1 : $0 == 1 ? offset : offset * offset })
  }

  /// Weights of the coefficients that give the change from the last year but one to the last.
  var lastChange: Vector { fit.coefficients.count == 2 ? [0, 1] : [0, 1, -1] }

  /// A weighted sum of the coefficients.
  func value(_ weights: Vector) -> Double { weights.dot(fit.coefficients) }

  /// Covariance of two weighted sums of the coefficients; `nil` without degrees of freedom.
  func covariance(_ one: Vector, _ other: Vector) -> Double? { fit.covariance.map { one.dot($0 * other) } }

  /// Residual standard deviation; `nil` without degrees of freedom.
  var sigma: Double? { fit.residualStandardDeviation }

  /// `nil` without degrees of freedom, and for a constant response.
  var rSquared: Double? { sigma == nil ? nil : fit.rSquared }

  /// Student's t of the residuals; `nil` without degrees of freedom.
  var studentT: StudentT? { sigma.map { _ in StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom)) } }

  /// A note on a perfect fit; `rounding` is the largest rounding error of a response.
  func notes(rounding: Double) -> [TrendNote] { sigma.map { $0 <= 4 * rounding ? [.perfectFit] : [] } ?? [] }

  /// Half the width of a prediction interval is this times a quantile of Student's t; `nil` without residuals.
  func predictionError(_ weights: Vector) -> Double? {
    guard let sigma, let variance = covariance(weights, weights) else { return nil }
    return (sigma * sigma + max(variance, 0)).squareRoot()
  }
}

extension TrendError {
  /// What a regression on distinct years and finite values can still fail by.
  init(_ error: RegressionError) {
    switch error {
    case .coefficientOutOfRange: self = .growthOutOfRange
    case .covarianceTooSingular(let rank, let observations):
      self = .numerical(.rankDeficient(rank: rank, needed: observations))
    case .dependentRegressors(let rank, let coefficients):
      self = .numerical(.rankDeficient(rank: rank, needed: coefficients))
    default: preconditionFailure("\(error)")
    }
  }
}
