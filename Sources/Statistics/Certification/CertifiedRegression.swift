import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

/// A linear regression of NIST's Statistical Reference Datasets, with the results that NIST certifies to 15 digits.
///
/// A work of the US government, in the public domain (itl.nist.gov/div898/strd).
public struct CertifiedRegression: Sendable {
  /// How many digits a fit has in common with the certified values, least of its kind, 0 to 15.
  public struct Agreement: Hashable, Sendable {
    /// Of a coefficient.
    public let coefficients: Double
    /// Of a standard error.
    public let standardErrors: Double
    /// Of the residual standard deviation.
    public let residualStandardDeviation: Double

    /// The least of the three.
    public var least: Double { min(coefficients, standardErrors, residualStandardDeviation) }
  }

  /// What the columns after the response are.
  enum Regressors: Sendable {
    /// Each a regressor.
    case columns
    /// One, whose powers from 1 up to a degree are the regressors.
    case powers(Int)
  }

  /// NIST's name of the set.
  public let name: String
  /// The digits that this library promises.
  public let goal: Double
  private let regressors: Regressors
  private let hasIntercept: Bool
  private let observations: String
  private let coefficients: String
  private let standardErrors: String
  /// The certified residual standard deviation.
  public let residualStandardDeviation: Double

  init(
    name: String, regressors: Regressors, hasIntercept: Bool, goal: Double, observations: String, coefficients: String,
    standardErrors: String, residualStandardDeviation: Double
  ) {
    (self.name, self.regressors, self.hasIntercept, self.goal) = (name, regressors, hasIntercept, goal)
    (self.observations, self.coefficients, self.standardErrors) = (observations, coefficients, standardErrors)
    self.residualStandardDeviation = residualStandardDeviation
  }

  /// The observations: the response first, then the regressors as published.
  public var rows: [[Double]] {
    observations.split(whereSeparator: \.isWhitespace).map { row in row.split(separator: ",").compactMap { Double($0) }
    }
  }

  /// The certified coefficients, the intercept first if there is one.
  public var certifiedCoefficients: [Double] { Self.numbers(coefficients) }

  /// The certified standard errors, in the same order.
  public var certifiedStandardErrors: [Double] { Self.numbers(standardErrors) }

  /// Fits the regression and counts digits.
  ///
  /// - Returns: digits of agreement; none where the set is not fitted at all.
  /// - Complexity: that of the fit.
  public func agreement() -> Agreement {
    let rows = rows
    let x: Matrix
    switch regressors {
    case .columns: x = Matrix(rowCount: rows.count, columnCount: rows[0].count - 1) { rows[$0][$1 + 1] }
    case .powers(let degree): x = Matrix(rowCount: rows.count, columnCount: degree) { pow(rows[$0][1], Double($1 + 1)) }
    }
    let response = Vector(rows.map { $0[0] })
    guard
      let fit = try? LinearRegression(regressors: x, response: response, hasIntercept: hasIntercept).fit(),
      let errors = fit.standardErrors, let deviation = fit.residualStandardDeviation
    else { return Agreement(coefficients: 0, standardErrors: 0, residualStandardDeviation: 0) }
    return Agreement(
      coefficients: Self.leastDigits(fit.coefficients, certifiedCoefficients),
      standardErrors: Self.leastDigits(errors, certifiedStandardErrors),
      residualStandardDeviation: Self.leastDigits([deviation], [residualStandardDeviation]))
  }

  private static func numbers(_ text: String) -> [Double] {
    text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }

  /// −log₁₀ of the largest relative error, of the absolute one for a certified 0; 0 to 15, the digits certified.
  private static func leastDigits(_ values: Vector, _ truths: [Double]) -> Double {
    zip(values, truths).reduce(15) { least, pair in
      let error = pair.1 == 0 ? pair.0.magnitude : ((pair.0 - pair.1) / pair.1).magnitude
      return min(least, max(0, -log10(error)))
    }
  }
}
