/// A sparse symmetric matrix of a known pattern, built up element by element.
public struct SparseSymmetricMatrix: Sendable {
  /// Where it may be other than zero.
  public let pattern: SparsePattern
  /// The diagonal, by place in the order of elimination.
  private(set) var diagonal: [Double]
  /// The elements below it, in the places of the factor's.
  private(set) var elements: [Double]

  /// A zero matrix.
  public init(_ pattern: SparsePattern) {
    self.pattern = pattern
    diagonal = Array(repeating: 0, count: pattern.order)
    elements = Array(repeating: 0, count: pattern.rows.count)
  }

  /// Adds to elements (i, j) and (j, i), which are one.
  public mutating func add(_ value: Double, _ row: Int, _ column: Int) { add(value, at: pattern.slot(row, column)) }

  /// Adds to the element of a slot of the pattern.
  public mutating func add(_ value: Double, at slot: Int) {
    if slot < 0 { diagonal[-1 - slot] += value } else { elements[slot] += value }
  }
}
