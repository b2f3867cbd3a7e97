import Foundation

/// How hard the rows press the mode of a group against its structural bounds.
///
/// A bound that only just holds may part blocks that are drawn in turns. One that rows press against hard may not: each
/// side would move by the little that the other leaves it.
struct BoundPressure {
  private let theta: [Double]
  /// Gradient of the rows' energy at the mode, and its curvature in each unknown alone.
  private var slopes: [Double]
  private var curvatures: [Double]
  /// How near to its limit a bound holds back anything.
  private static let nearness = 1e-6
  /// A member of a bound with a smaller share in its side says little of the pressure.
  private static let smallShare = 0.05

  init(_ group: LinkedGroup, mode: [Double], wallDeviation: Double) {
    theta = mode
    slopes = Array(repeating: 0, count: mode.count)
    curvatures = slopes
    for row in group.priorRows {
      let value = zip(row.indices, row.coefficients).reduce(0) { $0 + $1.1 * mode[$1.0] }
      add(row.indices, row.coefficients, residual: value - row.target, sigma: row.sigma)
    }
    var gradient = slopes
    for row in group.observations {
      row.expression.addGradient(at: mode, times: 1, to: &gradient)
      let indices = Array(Set(row.expression.indices)).sorted()
      let coefficients = indices.map { gradient[$0] }
      for index in indices { gradient[index] = 0 }
      let value = row.expression.value(at: mode)
      add(indices, coefficients, residual: value - row.target, sigma: row.sigma)
      let violation = row.violation(of: value)
      if violation != 0 { add(indices, coefficients, residual: violation, sigma: wallDeviation) }
    }
  }

  private mutating func add(_ indices: [Int], _ coefficients: [Double], residual: Double, sigma: Double) {
    let precision = 1 / (sigma * sigma)
    for (index, coefficient) in zip(indices, coefficients) {
      slopes[index] += coefficient * residual * precision
      curvatures[index] += coefficient * coefficient * precision
    }
  }

  /// The pressure on a bound, in standard deviations by which the rows would have its parts exceed the whole; 0 where it
  /// holds nothing back.
  func depth(of bound: StructuralBound) -> Double {
    guard bound.excess(at: theta) > -Self.nearness else { return 0 }
    var multiplier = Double.infinity
    var variance = 0.0
    for (members, sign) in [(bound.parts, -1.0), (bound.whole, 1.0)] {
      let total = logSumExp(members, theta)
      for member in members {
        let share = exp(theta[member] - total)
        if curvatures[member] > 0 { variance += share * share / curvatures[member] }
        if share > Self.smallShare { multiplier = min(multiplier, sign * slopes[member] / share) }
      }
    }
    return multiplier > 0 && multiplier < .infinity ? multiplier * variance.squareRoot() : 0
  }
}
