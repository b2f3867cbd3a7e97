import LinearAlgebra

/// Durbin and Watson's test of errors that follow one another: the statistic and its exact law.
///
/// Source: Durbin & Watson (1971), "Testing for serial correlation in least squares regression III".
public struct DurbinWatsonTest: Hashable, Sendable {
  /// d, the sum of squared changes of the residuals over their sum of squares: near 2 where nothing follows.
  public let statistic: Double
  /// The probability of a d at most as large for normal, independent errors: small where errors follow their
  /// predecessors.
  public let probabilityBelow: Double
  /// The probability of a larger d: small where errors alternate.
  public let probabilityAbove: Double

  /// The probability of a d as far out on either side.
  public var twoSidedPValue: Double { min(1, 2 * min(probabilityBelow, probabilityAbove)) }
}

extension LeastSquaresFit {
  /// Durbin and Watson's test, with exact probabilities; observations in order of time.
  ///
  /// d is a ratio of quadratic forms in normal errors, so P(D ≤ d) is the probability of a weighted sum of squares below
  /// 0, which Imhof's integral gives; the weights are eigenvalues on the space that the regressors leave.
  ///
  /// - Returns: the statistic and its probabilities.
  /// - Throws: `.notOrdinary`, `.perfectFit`, `.tooFewDegreesOfFreedom` below 2.
  /// - Complexity: O(n³) for the eigenvalues.
  public func durbinWatson() throws(InferenceError) -> DurbinWatsonTest {
    let e = try ordinaryResiduals()
    let n = e.count
    guard degreesOfFreedom >= 2 else { throw .tooFewDegreesOfFreedom(count: degreesOfFreedom, required: 2) }
    let changes = Vector((1..<n).map { e[$0] - e[$0 - 1] })
    let statistic = changes.dot(changes) / e.dot(e)
    let weights = residualSpaceEigenvalues.map { $0 - statistic }
    let below = QuadraticForm(weights: weights)
    return DurbinWatsonTest(
      statistic: statistic, probabilityBelow: below.probabilityBelowZero,
      probabilityAbove: QuadraticForm(weights: weights.map { -$0 }).probabilityBelowZero)
  }

  /// The eigenvalues of QᵀA·Q, where the columns of Q span what the design leaves and eᵀA·e is the sum of squared
  /// changes.
  private var residualSpaceEigenvalues: [Double] {
    let n = regression.observationCount
    var design = regression.design.columns((0..<regression.coefficientCount).filter { !dependentColumns.contains($0) })
    _ = design.equilibrateColumns()
    let factor = factored(design)
    let columns = (rank..<n).map { k in
      var column = Vector(count: n)
      column[k] = 1
      factor.applyQ(to: &column)
      return column
    }
    let changes = Matrix(rowCount: n - 1, columnCount: n - rank) { columns[$1][$0 + 1] - columns[$1][$0] }
    do {
      return try SymmetricEigendecomposition(changes.transposedTimes(changes)).values.elements
    } catch {
      preconditionFailure("eigenvalues of finite changes: \(error)")
    }
  }
}
