import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

extension LeastSquaresFit {
  /// The covariance of the coefficients by an estimator that may ask less of the errors than the fit does.
  ///
  /// - Parameter method: the estimator; those over time and for unequal variances need independent or weighted errors.
  /// - Returns: the coefficients, their standard errors and correlations.
  /// - Throws: `.tooFewDegreesOfFreedom`, `.errorsHaveCovariance`, `.leverageOfOne`, `.perfectFit`, `.outOfRange`.
  /// - Complexity: O(n·p²) times the bandwidth.
  public func covariance(_ method: CovarianceEstimator) throws(InferenceError) -> CoefficientCovariance {
    guard degreesOfFreedom > 0 else { throw .tooFewDegreesOfFreedom(count: degreesOfFreedom, required: 1) }
    if case .classical = method { return classicalCovariance }
    guard let estimator, let leverages else { throw .errorsHaveCovariance }
    let n = regression.observationCount
    let freedom = Double(degreesOfFreedom)
    switch method {
    case .classical:
      return classicalCovariance
    case .heteroskedastic(let correction):
      var factors = Vector(repeating: 1, count: n)
      switch correction {
      case .hc0: break
      case .hc1: factors = Vector(repeating: (Double(n) / freedom).squareRoot(), count: n)
      case .hc2: factors = Vector(try remainders(leverages).map { 1 / $0.squareRoot() })
      case .hc3: factors = Vector(try remainders(leverages).map { 1 / $0 })
      }
      let influences = estimator.influences(times: factors)
      return CoefficientCovariance(
        self, scaled: influences.timesTransposed(influences), units: estimator.units, degreesOfFreedom: freedom)
    case .neweyWest(let choice, let isAdjusted):
      let bandwidth = try bandwidth(choice)
      let influences = estimator.influences(times: Vector(repeating: 1, count: n))
      var sum = influences.bartlettSum(bandwidth: bandwidth)
      if isAdjusted { sum = sum.scaled(by: Double(n) / freedom) }
      return CoefficientCovariance(
        self, scaled: sum, units: estimator.units, degreesOfFreedom: freedom, bandwidth: bandwidth)
    case .equalWeightedCosine(let terms):
      let automatic = Int(0.4 * pow(Double(n), 2.0 / 3))
      let count = terms ?? max(1, automatic)
      guard (1...max(1, n - 1)).contains(count) else { throw .outOfRange(value: count, allowed: 1...max(1, n - 1)) }
      let influences = estimator.influences(times: Vector(repeating: 1, count: n))
      let waves =
        influences
        * Matrix(rowCount: n, columnCount: count) { t, j in
          (2 / Double(count)).squareRoot() * cos(.pi * Double(j + 1) * (Double(t) + 0.5) / Double(n))
        }
      return CoefficientCovariance(
        self, scaled: waves.timesTransposed(waves), units: estimator.units, degreesOfFreedom: Double(count))
    }
  }

  private var classicalCovariance: CoefficientCovariance {
    CoefficientCovariance(
      self, scaled: correlation, units: standardErrors ?? Vector(count: coefficients.count),
      degreesOfFreedom: Double(degreesOfFreedom))
  }

  /// 1 − h of each observation.
  func remainders(_ leverages: Vector) throws(InferenceError) -> [Double] {
    let noise = 16 * Double(leverages.count) * .ulpOfOne
    if let k = leverages.firstIndex(where: { 1 - $0 <= noise }) { throw .leverageOfOne(observation: k) }
    return leverages.map { 1 - $0 }
  }

  /// Whether the residuals are nothing but the rounding of the data.
  public var isPerfect: Bool {
    residuals.maximumNorm <= 8 * .ulpOfOne * regression.response.maximumNorm
  }
}

extension LeastSquaresFit.LinearEstimator {
  /// What each observation's residual, times a factor, adds to the unknowns: one row an unknown.
  func influences(times factors: Vector) -> Matrix {
    Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount) {
      matrix[$0, $1] * (residuals[$1] * factors[$1])
    }
  }
}

extension Matrix {
  fileprivate func scaled(by factor: Double) -> Matrix {
    Matrix(rowCount: rowCount, columnCount: columnCount) { self[$0, $1] * factor }
  }

  /// Σⱼ w(j)·Σₜ (uₜuₜ₋ⱼᵀ + uₜ₋ⱼuₜᵀ) over the columns u, with w(j) = 1 − j/b, j = 0 once.
  fileprivate func bartlettSum(bandwidth: Double) -> Matrix {
    let n = columnCount
    var sum = timesTransposed(self)
    var lag = 1
    while lag < n, Double(lag) < bandwidth {
      let weight = 1 - Double(lag) / bandwidth
      let late = block(rows: 0..<rowCount, columns: lag..<n)
      let early = block(rows: 0..<rowCount, columns: 0..<(n - lag))
      let product = late.timesTransposed(early)
      for j in 0..<rowCount {
        for i in 0..<rowCount { sum[i, j] += weight * (product[i, j] + product[j, i]) }
      }
      lag += 1
    }
    return sum
  }
}
