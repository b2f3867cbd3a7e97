import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

/// A list of linear inequalities a·x ≥ b, with sparse rows.
public struct LinearInequalities: Hashable, Sendable {
  /// Number of unknowns x.
  public let unknownCount: Int
  private(set) var rowStarts = [0]
  private(set) var indices: [Int] = []
  private(set) var coefficients: [Double] = []
  /// The right sides b.
  public private(set) var bounds: [Double] = []

  /// No inequality yet, on so many unknowns.
  public init(unknownCount: Int) {
    precondition(unknownCount >= 0, "\(unknownCount) unknowns")
    self.unknownCount = unknownCount
  }

  /// Number of inequalities.
  public var count: Int { bounds.count }

  /// Adds the inequality Σ coefficient·x[index] ≥ bound; an index may come more than once.
  public mutating func append(_ terms: some Sequence<(index: Int, coefficient: Double)>, atLeast bound: Double) {
    for (index, coefficient) in terms {
      precondition((0..<unknownCount).contains(index), "unknown \(index) of \(unknownCount)")
      indices.append(index)
      coefficients.append(coefficient)
    }
    rowStarts.append(indices.count)
    bounds.append(bound)
  }

  /// Adds the inequality row·x ≥ bound, for a row of `unknownCount` elements; zeros are left out.
  public mutating func append(_ row: Vector, atLeast bound: Double) {
    precondition(row.count == unknownCount, "\(row.count) coefficients for \(unknownCount) unknowns")
    append(row.enumerated().lazy.filter { $0.element != 0 }.map { ($0.offset, $0.element) }, atLeast: bound)
  }

  /// The coefficients of one inequality, one element an unknown.
  func row(_ index: Int) -> Vector {
    var row = Vector(count: unknownCount)
    for k in rowStarts[index]..<rowStarts[index + 1] { row[indices[k]] += coefficients[k] }
    return row
  }

  /// The left side a·x of one inequality.
  public func value(_ row: Int, at x: Vector) -> Double {
    var sum = 0.0
    for k in rowStarts[row]..<rowStarts[row + 1] { sum += coefficients[k] * x[indices[k]] }
    return sum
  }

  /// Σ |a|·|x|: what the rounding of a·x is proportional to.
  func magnitude(_ row: Int, at x: Vector) -> Double {
    var sum = 0.0
    for k in rowStarts[row]..<rowStarts[row + 1] { sum += (coefficients[k] * x[indices[k]]).magnitude }
    return sum
  }

  /// The Euclidean norm of each row; 1 in place of 0.
  func norms() -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for k in rowStarts[row]..<rowStarts[row + 1] { sum = hypot(sum, coefficients[k]) }
      return sum > 0 ? sum : 1
    }
  }

  /// Index of the first inequality with a NaN, or an infinity, in it.
  var firstNotFinite: Int? {
    (0..<count).first { row in
      !bounds[row].isFinite || !coefficients[rowStarts[row]..<rowStarts[row + 1]].allSatisfy(\.isFinite)
    }
  }
}
