import LinearAlgebra

/// A 2×2 lower triangle L that stands for the covariance matrix L·Lᵀ of (level, slope).
///
/// Covariances are changed by rotations of roots only, never by subtraction: they stay positive semidefinite, and
/// variances of 0 are no special case.
struct LowerRoot: Hashable, Sendable {
  /// Element (1, 1), at least 0.
  private(set) var level = 0.0
  /// Element (2, 1).
  private(set) var slopeOfLevel = 0.0
  /// Element (2, 2), at least 0.
  private(set) var slope = 0.0

  static let zero = LowerRoot()

  /// The root of c·cᵀ + d·dᵀ for columns c and d.
  init(_ columns: SIMD2<Double>...) { for column in columns { add(column) } }

  /// L·Lᵀ.
  var covariance: SquareMatrix2 {
    let cross = level * slopeOfLevel
    return SquareMatrix2(
      SIMD2(level * level, cross), SIMD2(cross, slopeOfLevel * slopeOfLevel + slope * slope))
  }

  var columns: (first: SIMD2<Double>, second: SIMD2<Double>) { (SIMD2(level, slopeOfLevel), SIMD2(0, slope)) }

  /// Adds c·cᵀ to L·Lᵀ by two rotations.
  mutating func add(_ column: SIMD2<Double>) {
    guard column != SIMD2() else { return }
    let (rotation, length) = GivensRotation.eliminating(column.x, by: level)
    let turned = rotation.c * slopeOfLevel + rotation.s * column.y
    let left = rotation.c * column.y - rotation.s * slopeOfLevel
    (level, slopeOfLevel) = length < 0 ? (-length, -turned) : (length, turned)
    slope = GivensRotation.eliminating(left, by: slope).r.magnitude
  }

  /// The root of T·L·Lᵀ·Tᵀ for T that adds the slope to the level.
  func advanced() -> LowerRoot {
    LowerRoot(SIMD2(level + slopeOfLevel, slopeOfLevel), SIMD2(slope, slope))
  }

  /// The root when the first column is multiplied by a factor of 0 or more: what an observation of the level leaves.
  func scalingFirstColumn(by factor: Double) -> LowerRoot {
    var root = self
    root.level *= factor
    root.slopeOfLevel *= factor
    return root
  }
}

/// A 2×2 matrix by its columns: as much algebra as the smoother needs.
struct SquareMatrix2: Hashable, Sendable {
  var first: SIMD2<Double>
  var second: SIMD2<Double>

  init(_ first: SIMD2<Double> = SIMD2(), _ second: SIMD2<Double> = SIMD2()) {
    (self.first, self.second) = (first, second)
  }

  /// The step of a year: the level grows by the slope.
  static let transition = SquareMatrix2(SIMD2(1, 0), SIMD2(1, 1))

  var transposed: SquareMatrix2 { SquareMatrix2(SIMD2(first.x, second.x), SIMD2(first.y, second.y)) }

  static func * (left: SquareMatrix2, right: SIMD2<Double>) -> SIMD2<Double> {
    left.first * right.x + left.second * right.y
  }

  static func * (left: SquareMatrix2, right: SquareMatrix2) -> SquareMatrix2 {
    SquareMatrix2(left * right.first, left * right.second)
  }

  static func + (left: SquareMatrix2, right: SquareMatrix2) -> SquareMatrix2 {
    SquareMatrix2(left.first + right.first, left.second + right.second)
  }

  static func - (left: SquareMatrix2, right: SquareMatrix2) -> SquareMatrix2 {
    SquareMatrix2(left.first - right.first, left.second - right.second)
  }
}
