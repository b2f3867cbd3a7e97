import Foundation

/// Log units by which a bound may be missed through rounding.
let boundTolerance = 1e-9

/// Functions of `[θ, φ, sums]` that are to be at most a limit each, stored one after another.
struct LimitSet {
  private enum Kind {
    case linear
    /// The log of a sum minus that of another.
    case logSums
    case general
  }

  private var kinds: [Kind] = []
  private var limits: [Double] = []
  private var starts = [0]
  private var indices: [Int] = []
  private var coefficients: [Double] = []
  /// Of log sums, where the terms of the second begin and the logs of what adds to both; of others unused.
  private var sums: [(split: Int, first: Double, second: Double)] = []
  private var expressions: [(expression: Expression, sign: Double)?] = []
  /// For each limit, the number of what it depends on in its block.
  private(set) var supports: [Int] = []

  /// Number of limits.
  var count: Int { limits.count }

  /// Forgets all limits.
  mutating func removeAll() {
    kinds.removeAll(keepingCapacity: true)
    limits.removeAll(keepingCapacity: true)
    starts.removeLast(starts.count - 1)
    indices.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    expressions.removeAll(keepingCapacity: true)
    supports.removeAll(keepingCapacity: true)
  }

  /// Adds the limit `sign · expression ≤ limit`.
  mutating func append(_ expression: Expression, sign: Double, limit: Double, support: Int) {
    if case .logs(let terms) = expression, expression.isLinear {
      for term in terms { appendTerm(term.indices[0], sign * term.coefficient) }
      close(.linear, limit, support)
    } else {
      close(.general, limit, support, expression: (expression, sign))
    }
  }

  /// Adds the limit `sign · value ≤ limit`.
  mutating func append(place: Int, sign: Double, limit: Double, support: Int) {
    appendTerm(place, sign)
    close(.linear, limit, support)
  }

  /// Adds the limit `first ≤ second` for two values.
  mutating func append(place first: Int, atMost second: Int, support: Int) {
    appendTerm(first, 1)
    appendTerm(second, -1)
    close(.linear, 0, support)
  }

  /// Adds a limit on sums of exponentials, `Σ first + exp firstRest ≤ Σ second + exp secondRest`.
  mutating func append(
    parts: ArraySlice<Int>, rest firstRest: Double, whole: ArraySlice<Int>, rest secondRest: Double, support: Int
  ) {
    let split = indices.count + parts.count
    for place in parts { appendTerm(place, 1) }
    for place in whole { appendTerm(place, -1) }
    close(.logSums, 0, support, sums: (split, firstRest, secondRest))
  }

  private mutating func appendTerm(_ place: Int, _ coefficient: Double) {
    indices.append(place)
    coefficients.append(coefficient)
  }

  private mutating func close(
    _ kind: Kind, _ limit: Double, _ support: Int, sums: (Int, Double, Double) = (0, 0, 0),
    expression: (Expression, Double)? = nil
  ) {
    kinds.append(kind)
    limits.append(limit)
    starts.append(indices.count)
    self.sums.append(sums)
    expressions.append(expression)
    supports.append(support)
  }

  /// Excess of one function over its limit; allowed where not positive.
  func excess(_ number: Int, at values: [Double]) -> Double {
    switch kinds[number] {
    case .linear:
      var value = -limits[number]
      for k in starts[number]..<starts[number + 1] { value += coefficients[k] * values[indices[k]] }
      return value
    case .logSums:
      let (split, first, second) = sums[number]
      return logSum(starts[number]..<split, first, values) - logSum(split..<starts[number + 1], second, values)
    case .general:
      guard let (expression, sign) = expressions[number] else { return 0 }
      return sign * expression.value(at: values) - limits[number]
    }
  }

  /// Adds the gradient of one function to `gradient`.
  func addGradient(_ number: Int, at values: [Double], to gradient: inout [Double]) {
    switch kinds[number] {
    case .linear:
      for k in starts[number]..<starts[number + 1] { gradient[indices[k]] += coefficients[k] }
    case .logSums:
      let (split, first, second) = sums[number]
      for (range, rest) in [(starts[number]..<split, first), (split..<starts[number + 1], second)] {
        let total = logSum(range, rest, values)
        for k in range { gradient[indices[k]] += coefficients[k] * exp(values[indices[k]] - total) }
      }
    case .general:
      guard let (expression, sign) = expressions[number] else { return }
      expression.addGradient(at: values, times: sign, to: &gradient)
    }
  }

  private func logSum(_ range: Range<Int>, _ rest: Double, _ values: [Double]) -> Double {
    var top = rest
    for k in range { top = max(top, values[indices[k]]) }
    guard top > -.infinity else { return top }
    var sum = exp(rest - top)
    for k in range { sum += exp(values[indices[k]] - top) }
    return top + log(sum)
  }
}
