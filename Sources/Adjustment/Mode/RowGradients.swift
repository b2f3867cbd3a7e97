/// Values and gradients of all rows of a group at a point, stored one after another: prior rows, observations, bounds.
///
/// Of a bound the value is its excess.
struct RowGradients {
  /// Starts of the rows in ``indices``, one more than there are rows.
  let starts: [Int]
  /// The unknowns of each row, each once.
  let indices: [Int]
  private(set) var coefficients: [Double]
  private(set) var values: [Double]
  /// Places of the observations among the rows, and of the bounds.
  let observations: Range<Int>
  let bounds: Range<Int>
  private let group: LinkedGroup
  private var scratch: [Double]
  /// Of each row, whether its gradient is the same everywhere.
  private let isLinear: [Bool]

  /// The rows at a point.
  init(_ group: LinkedGroup, at theta: [Double]) {
    self.group = group
    var (starts, indices) = ([0], [Int]())
    func append(_ unknowns: [Int]) {
      indices += unknowns.uniqued()
      starts.append(indices.count)
    }
    for row in group.priorRows { append(row.indices) }
    for row in group.observations { append(row.expression.indices) }
    for bound in group.bounds { append(bound.parts + bound.whole) }
    observations = group.priorRows.count..<(group.priorRows.count + group.observations.count)
    bounds = observations.upperBound..<(observations.upperBound + group.bounds.count)
    (self.starts, self.indices) = (starts, indices)
    coefficients = Array(repeating: 0, count: indices.count)
    values = Array(repeating: 0, count: starts.count - 1)
    scratch = Array(repeating: 0, count: group.count)
    isLinear =
      group.priorRows.map { _ in true } + group.observations.map(\.expression.isLinear)
      + group.bounds.map { $0.parts.count == 1 && $0.whole.count == 1 }
    for (row, prior) in group.priorRows.enumerated() {
      for (index, coefficient) in zip(prior.indices, prior.coefficients) { scratch[index] += coefficient }
      takeGradient(of: row)
    }
    for row in observations.lowerBound..<values.count where isLinear[row] { takeGradient(of: row, at: theta) }
    linearise(at: theta)
  }

  /// Number of rows.
  var count: Int { values.count }

  /// Where the elements of a row stand.
  func elements(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The product of a row's gradient and a vector.
  func product(of row: Int, with vector: [Double]) -> Double {
    var sum = 0.0
    for k in elements(of: row) { sum += coefficients[k] * vector[indices[k]] }
    return sum
  }

  /// Adds a multiple of a row's gradient to a vector.
  func add(_ factor: Double, timesGradientOf row: Int, to vector: inout [Double]) {
    for k in elements(of: row) { vector[indices[k]] += factor * coefficients[k] }
  }

  /// Moves to another point.
  mutating func linearise(at theta: [Double]) {
    for row in values.indices {
      if isLinear[row] { values[row] = product(of: row, with: theta) } else { takeGradient(of: row, at: theta) }
    }
  }

  /// Value and gradient of an observation or bound.
  private mutating func takeGradient(of row: Int, at theta: [Double]) {
    let expression =
      row < observations.upperBound
      ? group.observations[row - observations.lowerBound].expression : group.bounds[row - bounds.lowerBound].expression
    values[row] = expression.value(at: theta)
    expression.addGradient(at: theta, times: 1, to: &scratch)
    takeGradient(of: row)
  }

  private mutating func takeGradient(of row: Int) {
    for k in elements(of: row) {
      coefficients[k] = scratch[indices[k]]
      scratch[indices[k]] = 0
    }
  }
}
