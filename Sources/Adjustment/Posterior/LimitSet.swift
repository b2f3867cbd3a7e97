import Foundation

/// Functions of `[θ, φ]` that are to be at most a limit each, stored one after another.
struct LimitSet {
  private var starts = [0]
  private var indices: [Int] = []
  private var coefficients: [Double] = []
  /// For a limit that is curved in `[θ, φ]`, the place of its expression; −1 for a linear one.
  private var curvedPlaces: [Int] = []
  private var curved: [(expression: Expression, sign: Double)] = []
  private var limits: [Double] = []

  /// Number of limits.
  var count: Int { limits.count }

  /// Adds the limit `sign · expression ≤ limit`.
  mutating func append(_ expression: Expression, sign: Double, limit: Double) {
    if case .logs(let terms) = expression, expression.isLinear {
      for term in terms {
        indices.append(term.indices[0])
        coefficients.append(sign * term.coefficient)
      }
      curvedPlaces.append(-1)
    } else {
      curvedPlaces.append(curved.count)
      curved.append((expression, sign))
    }
    starts.append(indices.count)
    limits.append(limit)
  }

  /// Excess of one function over its limit; allowed where not positive.
  func excess(_ number: Int, at values: [Double]) -> Double {
    let place = curvedPlaces[number]
    if place >= 0 { return curved[place].sign * curved[place].expression.value(at: values) - limits[number] }
    var value = -limits[number]
    for k in starts[number]..<starts[number + 1] { value += coefficients[k] * values[indices[k]] }
    return value
  }

  /// Adds the gradient of one function to `gradient`.
  func addGradient(_ number: Int, at values: [Double], to gradient: inout [Double]) {
    let place = curvedPlaces[number]
    if place >= 0 {
      curved[place].expression.addGradient(at: values, times: curved[place].sign, to: &gradient)
    } else {
      for k in starts[number]..<starts[number + 1] { gradient[indices[k]] += coefficients[k] }
    }
  }
}
