import LinearAlgebra

/// How much the regressors of a regression depend on one another, by singular values.
///
/// Source: Belsley, Kuh & Welsch (1980), "Regression Diagnostics", chapter 3.
public struct Collinearity: Hashable, Sendable {
  /// By how much the variance of each regressor's coefficient exceeds that of an uncorrelated regressor.
  ///
  /// About the means if there is an intercept, which has none itself; infinite for dependent regressors.
  public let varianceInflationFactors: Vector
  /// Largest over each singular value of the design with columns of length 1, ascending; above 30 is much.
  public let conditionIndices: Vector
  /// The share of a coefficient's variance that comes with each condition index: one row an index, one column a
  /// coefficient.
  public let varianceProportions: Matrix
}

extension LinearRegression {
  /// How much the regressors depend on one another.
  ///
  /// - Complexity: O(n·p²).
  public var collinearity: Collinearity {
    let first = hasIntercept ? 1 : 0
    var scaled = design
    _ = scaled.equilibrateColumns()
    var centered = scaled.block(rows: 0..<observationCount, columns: first..<coefficientCount)
    if hasIntercept { centered.subtractColumnMeans() }
    let unit = SingularColumns(scaled)
    return Collinearity(
      varianceInflationFactors: SingularColumns(centered).inflation,
      conditionIndices: unit.conditionIndices,
      varianceProportions: unit.varianceProportions)
  }
}

/// The singular values of a matrix whose columns have been brought to length 1.
private struct SingularColumns {
  private let decomposition: SingularValueDecomposition
  private let isZero: [Bool]

  init(_ matrix: Matrix) {
    let norms = (0..<matrix.columnCount).map { matrix.column($0).norm }
    isZero = norms.map { $0 == 0 }
    do {
      decomposition = try SingularValueDecomposition(
        Matrix(rowCount: matrix.rowCount, columnCount: matrix.columnCount) {
          norms[$1] > 0 ? matrix[$0, $1] / norms[$1] : 0
        })
    } catch {
      preconditionFailure("singular values of a finite matrix: \(error)")
    }
  }

  var count: Int { decomposition.singularValues.count }

  var conditionIndices: Vector {
    let values = decomposition.singularValues
    return Vector(values.map { $0 > 0 ? values[0] / $0 : .infinity })
  }

  /// v²/σ² for each singular value and column.
  var varianceTerms: Matrix {
    Matrix(rowCount: count, columnCount: isZero.count) { k, j in
      let element = decomposition.vTransposed[k, j]
      guard element != 0 else { return 0 }
      let ratio = element / decomposition.singularValues[k]
      return ratio * ratio
    }
  }

  /// The share of each singular value in a column's terms; infinite ones share alike.
  var varianceProportions: Matrix {
    let terms = varianceTerms
    return Matrix(rowCount: count, columnCount: isZero.count) { k, j in
      let infinite = (0..<count).count { terms[$0, j] == .infinity }
      guard infinite == 0 else { return terms[k, j] == .infinity ? 1 / Double(infinite) : 0 }
      let total = (0..<count).reduce(0) { $0 + terms[$1, j] }
      return total > 0 ? terms[k, j] / total : 0
    }
  }

  var inflation: Vector {
    let terms = varianceTerms
    let isDeficient = decomposition.rank() < isZero.count
    return Vector(
      isZero.indices.map { j in
        isZero[j] ? .infinity : isDeficient && isInvolved(j) ? .infinity : (0..<count).reduce(0) { $0 + terms[$1, j] }
      })
  }

  /// Whether a column is part of a combination that vanishes.
  private func isInvolved(_ j: Int) -> Bool {
    let rank = decomposition.rank()
    let length = (0..<rank).reduce(0) { $0 + decomposition.vTransposed[$1, j] * decomposition.vTransposed[$1, j] }
    return 1 - length > 1e-8
  }
}

extension Matrix {
  fileprivate mutating func subtractColumnMeans() {
    for j in 0..<columnCount {
      var sum = CompensatedSum()
      for i in 0..<rowCount { sum.add(self[i, j]) }
      let mean = sum.value / Double(rowCount)
      for i in 0..<rowCount { self[i, j] -= mean }
    }
  }
}
