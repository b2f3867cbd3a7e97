import LinearAlgebra

/// The mean of coefficient vectors that differ between units, and each unit's vector drawn to it.
///
/// b[i] ~ N(β[i], V[i]), β[i] ~ N(β, Δ): Δ̂ is the covariance of the b[i] less the mean of the V[i], or without the
/// subtraction when that is not positive semidefinite; β̂ weighs each unit by (Δ̂ + V[i])⁻¹.
/// Source: Swamy (1970), "Efficient inference in a random coefficient regression model".
public struct SwamyPooling: Sendable {
  /// The coefficients of one unit's regression with their covariance matrix, positive definite.
  public struct Unit: Sendable {
    /// The coefficients.
    public let coefficients: Vector
    /// Their covariance, s²·(XᵀX)⁻¹.
    public let covariance: Matrix

    /// A unit of given parts, of one order.
    public init(coefficients: Vector, covariance: Matrix) {
      precondition(
        covariance.rowCount == coefficients.count && covariance.columnCount == coefficients.count,
        "a covariance of \(covariance.rowCount) rows for \(coefficients.count) coefficients")
      (self.coefficients, self.covariance) = (coefficients, covariance)
    }
  }

  /// β̂.
  public let mean: Vector
  /// Covariance matrix of β̂.
  public let covariance: Matrix
  /// Δ̂.
  public let covarianceBetween: Matrix
  /// Whether the mean of the V[i] was subtracted in Δ̂.
  public let isSubtracted: Bool
  /// The best linear unbiased predictor of each β[i].
  public let units: [Vector]

  /// Pools two or more units of one number of coefficients.
  ///
  /// - Throws: `.tooFewUnits`, `.numerical`.
  /// - Complexity: O(n·k³) for n units of k coefficients.
  public init(_ units: [Unit]) throws(PoolingError) {
    guard units.count >= 2 else { throw .tooFewUnits(count: units.count, required: 2) }
    let (count, order) = (Double(units.count), units[0].coefficients.count)
    precondition(units.allSatisfy { $0.coefficients.count == order }, "units with different numbers of coefficients")
    let plain = (0..<order).map { k in units.reduce(0) { $0 + $1.coefficients[k] } / count }
    let spread = Matrix(rowCount: order, columnCount: order) { i, j in
      units.reduce(0) { $0 + ($1.coefficients[i] - plain[i]) * ($1.coefficients[j] - plain[j]) } / (count - 1)
    }
    let less = Matrix(rowCount: order, columnCount: order) { i, j in
      spread[i, j] - units.reduce(0) { $0 + $1.covariance[i, j] } / count
    }
    do throws(LinearAlgebraError) {
      isSubtracted = try SymmetricEigendecomposition(less).values.allSatisfy { $0 >= 0 }
      let between = isSubtracted ? less : spread
      covarianceBetween = between
      var information = Matrix(rowCount: order, columnCount: order)
      var sum = Vector(count: order)
      let factors = try units.map { unit throws(LinearAlgebraError) in
        try CholeskyFactorization(
          Matrix(rowCount: order, columnCount: order) { between[$0, $1] + unit.covariance[$0, $1] })
      }
      for (unit, factor) in zip(units, factors) {
        for column in 0..<order {
          var basis = Vector(count: order)
          basis[column] = 1
          let weights = factor.solve(basis)
          for row in 0..<order { information[row, column] += weights[row] }
        }
        sum.add(factor.solve(unit.coefficients), scaledBy: 1)
      }
      let whole = try CholeskyFactorization(information)
      let mean = whole.solve(sum)
      self.mean = mean
      let columns = (0..<order).map { column in
        var basis = Vector(count: order)
        basis[column] = 1
        return whole.solve(basis)
      }
      covariance = Matrix(rowCount: order, columnCount: order) { columns[$1][$0] }
      // β + Δ·(Δ + V)⁻¹·(b − β) needs no inverse of Δ, which may be singular.
      self.units = zip(units, factors).map { unit, factor in
        var deviation = unit.coefficients
        deviation.add(mean, scaledBy: -1)
        let weighted = factor.solve(deviation)
        return Vector(
          (0..<order).map { row in
            mean[row] + (0..<order).reduce(0) { $0 + between[row, $1] * weighted[$1] }
          })
      }
    } catch {
      throw .numerical(error)
    }
  }
}
