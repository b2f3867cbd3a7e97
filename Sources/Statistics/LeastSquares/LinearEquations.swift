import LinearAlgebra

/// Linear equations C·x = d that a solution has to meet exactly.
public struct LinearEquations: Hashable, Sendable {
  /// C: one row an equation, one column an unknown.
  public let coefficients: Matrix
  /// d: the right side of each equation.
  public let values: Vector

  /// The equations of given coefficients and right sides.
  public init(coefficients: Matrix, values: Vector) {
    precondition(coefficients.rowCount == values.count, "\(coefficients.rowCount) equations of \(values.count) values")
    (self.coefficients, self.values) = (coefficients, values)
  }

  /// Number of equations.
  public var count: Int { values.count }
}
