import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

extension LeastSquaresFit {
  /// Breusch and Godfrey's test of errors that are correlated up to a lag; observations in order of time.
  ///
  /// - Parameter order: the largest lag, at least 1.
  /// - Returns: n·R² of the residuals on the regressors and the lagged residuals, 0 before the first; χ² of `order`.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.outOfRange`.
  /// - Complexity: O(n·(p + order)²). Source: Breusch (1978), Godfrey (1978).
  public func breuschGodfrey(order: Int) throws(InferenceError) -> SpecificationTest {
    let e = try ordinaryResiduals()
    let n = e.count
    guard (1...(max(1, n - rank - 1))).contains(order) else {
      throw .outOfRange(value: order, allowed: 1...max(1, n - rank - 1))
    }
    let p = regression.coefficientCount
    let auxiliary = plainFit(
      Matrix(rowCount: n, columnCount: p + order) { t, j in
        j < p ? regression.design[t, j] : t > j - p ? e[t - (j - p) - 1] : 0
      }, e)
    let share = 1 - auxiliary.residuals.dot(auxiliary.residuals) / e.dot(e)
    return SpecificationTest(max(0, share) * Double(n), .chiSquared(degreesOfFreedom: order))
  }

  /// Breusch and Pagan's test of variances that change with the regressors.
  ///
  /// - Parameter isStudentized: Koenker's n·R², which does not need normal errors; otherwise half the explained sum of
  ///   squares of e²/σ².
  /// - Returns: χ² with a degree of freedom for each regressor beside the intercept, which this test has in any case.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.nothingToExplain`.
  /// - Complexity: O(n·p²). Source: Breusch & Pagan (1979), Koenker (1981).
  public func breuschPagan(isStudentized: Bool = true) throws(InferenceError) -> SpecificationTest {
    try varianceTest(regression.design, isStudentized: isStudentized)
  }

  /// White's test of variances that change with the regressors, their squares and products.
  ///
  /// - Returns: n·R² of the squared residuals; χ² with a degree for each independent column beside the intercept.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.nothingToExplain`, `.tooFewDegreesOfFreedom`.
  /// - Complexity: O(n·p⁴). Source: White (1980).
  public func white() throws(InferenceError) -> SpecificationTest {
    let design = regression.design
    let p = regression.coefficientCount
    // Columns near 1 in size: squares keep the range.
    let scales = (0..<p).map { scaleToOne(design.column($0)) }
    let pairs = (0..<p).flatMap { i in (i..<p).map { (i, $0) } }
    return try varianceTest(
      Matrix(rowCount: design.rowCount, columnCount: pairs.count) { t, j in
        let (one, other) = pairs[j]
        return (design[t, one] * scales[one]) * (design[t, other] * scales[other])
      }, isStudentized: true)
  }

  /// Jarque and Bera's test of normal errors by the residuals' skewness and kurtosis.
  ///
  /// - Returns: n/6·(S² + (K − 3)²/4); χ² of 2, which holds in large samples only.
  /// - Throws: `.errorsHaveCovariance`, `.perfectFit`.
  /// - Complexity: O(n). Source: Jarque & Bera (1980).
  public func jarqueBera() throws(InferenceError) -> SpecificationTest {
    guard case .independent = errors else { throw .errorsHaveCovariance }
    guard !isPerfect else { throw .perfectFit }
    let n = Double(residuals.count)
    let scale = scaleToOne(residuals)
    let mean = residuals.reduce(0) { $0 + $1 * scale } / n
    let moments = residuals.reduce(into: (second: 0.0, third: 0.0, fourth: 0.0)) { sums, residual in
      let d = residual * scale - mean
      sums.second += d * d / n
      sums.third += d * d * d / n
      sums.fourth += d * d * d * d / n
    }
    let skewness = moments.third / pow(moments.second, 1.5)
    let excess = moments.fourth / (moments.second * moments.second) - 3
    return SpecificationTest(
      n / 6 * (skewness * skewness + excess * excess / 4), .chiSquared(degreesOfFreedom: 2))
  }

  /// Ramsey's RESET, a test of a relation that is not linear, by powers of the fitted values.
  ///
  /// - Parameter powers: whole numbers of at least 2.
  /// - Returns: F of the powers as additional regressors.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.nothingToExplain`, `.tooFewDegreesOfFreedom`, `.outOfRange`.
  /// - Complexity: O(n·(p + powers)²). Source: Ramsey (1969).
  public func reset(powers: [Int] = [2, 3]) throws(InferenceError) -> SpecificationTest {
    let e = try ordinaryResiduals()
    if let power = powers.first(where: { !(2...9).contains($0) }) { throw .outOfRange(value: power, allowed: 2...9) }
    let p = regression.coefficientCount
    let fitted = fittedValues
    let scale = scaleToOne(fitted)
    let larger = plainFit(
      Matrix(rowCount: e.count, columnCount: p + powers.count) { t, j in
        j < p ? regression.design[t, j] : pow(fitted[t] * scale, Double(powers[j - p]))
      }, e)
    return try fTest(restricted: e.dot(e), larger: larger, additional: larger.rank - rank)
  }

  /// Chow's test of coefficients that change from an observation on, known beforehand.
  ///
  /// - Parameter first: the first observation after the break, from 0.
  /// - Returns: F of two regressions against one. Where one of the parts has no more observations than coefficients, it
  ///   is Chow's predictive test, by the other part alone.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.tooFewDegreesOfFreedom`, `.outOfRange`.
  /// - Complexity: O(n·p²). Source: Chow (1960).
  public func chow(breakAt first: Int) throws(InferenceError) -> SpecificationTest {
    let e = try ordinaryResiduals()
    let n = e.count
    guard first >= 1, first < n else { throw .outOfRange(value: first, allowed: 1...max(1, n - 1)) }
    let p = regression.coefficientCount
    // Residuals on the regressors, and on the regressors after the break: the parts have coefficients of their own.
    let parts = plainFit(
      Matrix(rowCount: n, columnCount: 2 * p) { t, j in
        j < p ? regression.design[t, j] : t < first ? 0 : regression.design[t, j - p]
      }, e)
    return try fTest(restricted: e.dot(e), larger: parts, additional: parts.rank - rank)
  }

  // MARK: Auxiliary regressions

  private struct PlainFit {
    let residuals: Vector
    let rank: Int
  }

  /// The residuals in one unit near 1, for tests that do not depend on it.
  func ordinaryResiduals() throws(InferenceError) -> Vector {
    guard isOrdinary, let estimator else { throw .notOrdinary }
    guard !isPerfect else { throw .perfectFit }
    return estimator.residuals
  }

  private func plainFit(_ design: Matrix, _ response: Vector) -> PlainFit {
    var design = design
    _ = design.equilibrateColumns()
    let p = design.columnCount
    let fit = PlainLeastSquares(
      design: design, response: response,
      shape: PlainLeastSquares.Shape(matrix: .identity(p), offset: Vector(count: p)))
    return PlainFit(residuals: fit.residuals, rank: p - fit.dependentColumns.count)
  }

  private func fTest(
    restricted: Double, larger: PlainFit, additional: Int
  ) throws(InferenceError) -> SpecificationTest {
    let freedom = larger.residuals.count - larger.rank
    guard freedom > 0 else { throw .tooFewDegreesOfFreedom(count: freedom, required: 1) }
    guard additional > 0 else { throw .nothingToExplain }
    let unexplained = larger.residuals.dot(larger.residuals)
    guard unexplained > 0 else { throw .perfectFit }
    let statistic = max(0, restricted - unexplained) / Double(additional) / (unexplained / Double(freedom))
    return SpecificationTest(statistic, .fisherF(numerator: additional, denominator: freedom))
  }

  private func varianceTest(_ design: Matrix, isStudentized: Bool) throws(InferenceError) -> SpecificationTest {
    let e = try ordinaryResiduals()
    let n = Double(e.count)
    let variance = e.dot(e) / n
    let squares = Vector(e.map { $0 * $0 / variance - 1 })
    let total = squares.dot(squares)
    // The squares have a mean to be explained about, whether the regression has an intercept or not.
    let hasOnes = regression.hasIntercept
    let auxiliary = plainFit(
      Matrix(rowCount: e.count, columnCount: design.columnCount + (hasOnes ? 0 : 1)) { t, j in
        hasOnes ? design[t, j] : j == 0 ? 1 : design[t, j - 1]
      }, squares)
    let freedom = auxiliary.rank - 1
    guard freedom > 0, total > 0 else { throw .nothingToExplain }
    guard auxiliary.rank < e.count else { throw .tooFewDegreesOfFreedom(count: e.count - auxiliary.rank, required: 1) }
    let explained = max(0, total - auxiliary.residuals.dot(auxiliary.residuals))
    return SpecificationTest(
      isStudentized ? n * explained / total : explained / 2, .chiSquared(degreesOfFreedom: freedom))
  }
}
