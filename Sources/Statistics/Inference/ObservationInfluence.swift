import LinearAlgebra

/// How much each observation has to do with a fit.
public struct ObservationInfluence: Hashable, Sendable {
  /// The weight h of each observation in its own fitted value; the mean is p/n, and twice that is much.
  public let leverages: Vector
  /// Residuals over σ·√(1 − h), σ from all observations.
  public let standardizedResiduals: Vector
  /// Residuals over σ·√(1 − h), σ from all other observations: Student's t with a degree of freedom less, one by one.
  public let studentizedResiduals: Vector
  /// Cook's distance: how far the coefficients move without the observation, in units of their covariance times p.
  public let cooksDistances: Vector
  /// How far the fitted value moves without the observation, in its own standard errors.
  public let dffits: Vector
}

extension LeastSquaresFit {
  /// Leverage, studentized residuals, Cook's distance and DFFITS of each observation.
  ///
  /// - Throws: `.errorsHaveCovariance`, `.tooFewDegreesOfFreedom` below 2, `.leverageOfOne`, `.perfectFit`, also where all
  ///   residuals but one are 0.
  /// - Complexity: O(n). Source: Belsley, Kuh & Welsch (1980), "Regression Diagnostics"; Cook (1977).
  public func observationInfluence() throws(InferenceError) -> ObservationInfluence {
    guard let estimator, let leverages else { throw .errorsHaveCovariance }
    guard degreesOfFreedom >= 2 else { throw .tooFewDegreesOfFreedom(count: degreesOfFreedom, required: 2) }
    guard !isPerfect else { throw .perfectFit }
    let rest = try remainders(leverages)
    let e = estimator.residuals
    let squares = e.dot(e)
    let freedom = Double(degreesOfFreedom)
    let variance = squares / freedom
    let standardized = e.indices.map { e[$0] / (variance * rest[$0]).squareRoot() }
    var studentized: [Double] = []
    for k in e.indices {
      let without = squares - e[k] * e[k] / rest[k]
      guard without > 16 * .ulpOfOne * squares else { throw .perfectFit }
      studentized.append(e[k] / (without / (freedom - 1) * rest[k]).squareRoot())
    }
    let ratios = e.indices.map { leverages[$0] / rest[$0] }
    return ObservationInfluence(
      leverages: leverages, standardizedResiduals: Vector(standardized), studentizedResiduals: Vector(studentized),
      cooksDistances: Vector(e.indices.map { standardized[$0] * standardized[$0] * ratios[$0] / Double(rank) }),
      dffits: Vector(e.indices.map { studentized[$0] * ratios[$0].squareRoot() }))
  }
}
