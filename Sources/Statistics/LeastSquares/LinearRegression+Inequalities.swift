import LinearAlgebra

/// A linear regression fitted under linear inequalities.
public struct InequalityConstrainedFit: Sendable {
  /// The fit with the active inequalities as equations.
  ///
  /// Its standard errors hold for that set of active inequalities: they do not know that another sample could have had
  /// another set.
  public let fit: LeastSquaresFit
  /// Ascending indices of the inequalities that bind.
  public let activeSet: [Int]
  /// A multiplier of at least 0 for each inequality, 0 for those that do not bind.
  ///
  /// It is by how much half the weighted sum of squares would fall for each unit by which the bound is relaxed.
  public let multipliers: Vector
}

extension LinearRegression {
  /// Fits the regression under linear inequalities on the coefficients.
  ///
  /// The quadratic programme of Goldfarb & Idnani finds which inequalities bind; the fit is then that of the regression
  /// with those as equations, refined as every other.
  ///
  /// - Parameters:
  ///   - inequalities: on the coefficients, in the order of the design's columns.
  ///   - errors: `.independent` or `.weights`, or a covariance that is well clear of singular.
  /// - Returns: the fit and the inequalities that bind.
  /// - Throws: `RegressionError`; `.dependentRegressors` too, since the shortest of several best fits need not meet the
  ///   inequalities.
  public func fit(
    subjectTo inequalities: LinearInequalities, errors: ErrorStructure = .independent
  ) throws(RegressionError) -> InequalityConstrainedFit {
    guard let system = try whitened(errors) else {
      throw .covarianceTooSingular(rank: 0, observations: observationCount)
    }
    precondition(
      inequalities.unknownCount == coefficientCount,
      "inequalities on \(inequalities.unknownCount) of \(coefficientCount) coefficients")
    let factor = factored(system.design)
    guard factor.rank() == coefficientCount else {
      throw .dependentRegressors(rank: factor.rank(), coefficients: coefficientCount)
    }
    // The unknowns z of the programme are the scaled coefficients in the order of the pivots.
    let order = factor.permutation
    var scaled = LinearInequalities(unknownCount: coefficientCount)
    var scales: [Double] = []
    for k in 0..<inequalities.count {
      let row = inequalities.row(k)
      let units = Vector(order.map { row[$0] * system.units[$0] })
      let scale = scaleToOne(units)
      scales.append(scale)
      scaled.append(Vector(units.map { $0 * scale }), atLeast: inequalities.bounds[k] * scale)
    }
    var rotated = system.response
    factor.applyTransposedQ(to: &rotated)
    let solution: QuadraticProgramSolution
    do throws(QuadraticProgramError) {
      solution = try ConvexQuadraticProgram(
        factor: factor.r, rightSide: Vector(rotated.prefix(coefficientCount)), constraints: scaled
      ).solve()
    } catch {
      switch error {
      case .infeasible(let constraint): throw .infeasible(inequality: constraint)
      case .constraintNotFinite(let constraint): throw .inequalityNotFinite(inequality: constraint)
      case .tooManyIterations(let limit): throw .notConverged(iterations: limit)
      case .singular, .rightSideNotFinite: preconditionFailure("a regular programme: \(error)")
      }
    }
    let active = solution.activeSet
    let equations = LinearEquations(
      coefficients: Matrix(rows: active.map { inequalities.row($0).elements }),
      values: Vector(active.map { inequalities.bounds[$0] }))
    let unit = system.responseUnit / system.scale
    return InequalityConstrainedFit(
      fit: try fit(errors, subjectTo: active.isEmpty ? nil : equations), activeSet: active,
      multipliers: Vector(solution.multipliers.enumerated().map { $0.element * scales[$0.offset] * unit * unit }))
  }
}
