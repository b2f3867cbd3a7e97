import Foundation

/// A row that is linear in the unknowns: `Σ coefficients · θ[indices] ≈ target`, with σ.
struct LinearRow {
  var indices: [Int]
  var coefficients: [Double]
  var target: Double
  var sigma: Double
  /// Whether its target is the log of a quantity, which depends on the unit of account.
  var isLevel = false
}

/// The log of a sum of quantities, `log Σ exp θ[i]`, times a coefficient; of one quantity, its unknown.
struct LogSumTerm {
  var coefficient: Double
  var indices: [Int]
}

/// What a statement measures, as a function of the unknowns.
enum Expression {
  /// `Σ coefficient · log Σ exp θ[i]`.
  case logs([LogSumTerm])
  /// `(Σ exp θ[plus] − Σ exp θ[minus]) / scale`.
  case difference(plus: [Int], minus: [Int], scale: Double)

  /// The unknowns it depends on, repetitions kept.
  var indices: [Int] {
    switch self {
    case .logs(let terms): terms.flatMap(\.indices)
    case .difference(let plus, let minus, _): plus + minus
    }
  }

  /// Whether it is a linear function.
  var isLinear: Bool {
    switch self {
    case .logs(let terms): terms.allSatisfy { $0.indices.count == 1 }
    case .difference: false
    }
  }

  /// The same with every index mapped.
  func reindexed(_ map: (Int) -> Int) -> Expression {
    switch self {
    case .logs(let terms):
      .logs(terms.map { LogSumTerm(coefficient: $0.coefficient, indices: $0.indices.map(map)) })
    case .difference(let plus, let minus, let scale):
      .difference(plus: plus.map(map), minus: minus.map(map), scale: scale)
    }
  }

  /// Its value at θ.
  func value(at theta: [Double]) -> Double {
    switch self {
    case .logs(let terms):
      var value = 0.0
      for term in terms { value += term.coefficient * logSumExp(term.indices, theta) }
      return value
    case .difference(let plus, let minus, let scale):
      var value = 0.0
      for index in plus { value += exp(theta[index]) }
      for index in minus { value -= exp(theta[index]) }
      return value / scale
    }
  }

  /// Adds `factor` times its gradient at θ to `gradient`.
  func addGradient(at theta: [Double], times factor: Double, to gradient: inout [Double]) {
    switch self {
    case .logs(let terms):
      for term in terms {
        if term.indices.count == 1 {
          gradient[term.indices[0]] += factor * term.coefficient
        } else {
          let total = logSumExp(term.indices, theta)
          for index in term.indices { gradient[index] += factor * term.coefficient * exp(theta[index] - total) }
        }
      }
    case .difference(let plus, let minus, let scale):
      for index in plus { gradient[index] += factor * exp(theta[index]) / scale }
      for index in minus { gradient[index] -= factor * exp(theta[index]) / scale }
    }
  }
}

/// `log Σ exp θ[i]`, without overflow.
func logSumExp(_ indices: [Int], _ theta: [Double]) -> Double {
  if indices.count == 1 { return theta[indices[0]] }
  var top = -Double.infinity
  for index in indices where theta[index] > top { top = theta[index] }
  var sum = 0.0
  for index in indices { sum += exp(theta[index] - top) }
  return top + log(sum)
}

/// One statement as a row: its expression ≈ target with σ, and the walls of a sided figure.
struct ObservationRow {
  /// Position in the ledger's statements.
  let statement: Int
  var expression: Expression
  let target: Double
  var sigma: Double
  /// The expression is to be at least this.
  let lower: Double?
  /// The expression is to be at most this.
  let upper: Double?

  /// Number of its walls.
  var wallCount: Int { (lower == nil ? 0 : 1) + (upper == nil ? 0 : 1) }

  /// How far a value lies outside the walls: negative below the lower, positive above the upper, 0 inside.
  func violation(of value: Double) -> Double {
    if let lower, value < lower { return value - lower }
    if let upper, value > upper { return value - upper }
    return 0
  }
}

/// A hard bound: `log Σ exp θ[parts] ≤ log Σ exp θ[whole]`.
struct StructuralBound {
  var parts: [Int]
  var whole: [Int]

  /// Excess of the parts over the whole; the bound holds where it is not positive.
  func excess(at theta: [Double]) -> Double { logSumExp(parts, theta) - logSumExp(whole, theta) }

  /// The excess as an expression.
  var expression: Expression {
    .logs([LogSumTerm(coefficient: 1, indices: parts), LogSumTerm(coefficient: -1, indices: whole)])
  }
}
