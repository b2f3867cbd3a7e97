import LinearAlgebra

/// The minimum of a convex quadratic programme.
public struct QuadraticProgramSolution: Hashable, Sendable {
  /// The unknowns at the minimum.
  public let x: Vector
  /// A multiplier of at least 0 for each inequality, 0 for those that are not active: H·x − g = Σ multiplier·a.
  public let multipliers: Vector
  /// Ascending indices of the inequalities that hold the minimum; linearly independent.
  public let activeSet: [Int]
  /// Number of steps: inequalities added to and dropped from the active set.
  public let iterationCount: Int
}
