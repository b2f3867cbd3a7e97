#if canImport(Glibc)
  import Glibc
#endif

/// A weighted sum of independent squared standard normal numbers.
struct QuadraticForm {
  let weights: [Double]

  /// The probability of a sum below 0, by Imhof's integral, to about 14 decimals.
  ///
  /// ½ − 1/π·∫₀^∞ sin θ(u)/(u·ρ(u)) du with θ = ½·Σ arctan(w·u) and ρ = Π (1 + w²u²)^¼. θ tends to a limit, so nothing
  /// oscillates at infinity and u = exp(π/2·sinh t) turns the integral into one that the trapezium rule sums to full
  /// precision. Source: Imhof (1961), "Computing the distribution of quadratic forms in normal variables"; Takahasi &
  /// Mori (1974) for the rule.
  var probabilityBelowZero: Double {
    let largest = weights.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    let scaled = weights.map { $0 / largest }
    if scaled.allSatisfy({ $0 >= 0 }) { return 0 }
    if scaled.allSatisfy({ $0 <= 0 }) { return 1 }
    func term(_ t: Double) -> Double {
      let u = exp(.pi / 2 * sinh(t))
      var (theta, logRho) = (0.0, 0.0)
      for weight in scaled {
        theta += 0.5 * atan(weight * u)
        logRho += 0.25 * log1p(weight * weight * u * u)
      }
      return sin(theta) * exp(-logRho) * .pi / 2 * cosh(t)
    }
    // u is within 1e-30 of 0 and above 1e30 at the ends, and ρ at least √u.
    var step = 0.5
    var sum = (-9...9).reduce(0) { $0 + term(Double($1) * step) }
    var last = sum * step
    for _ in 0..<8 {
      step /= 2
      let count = Int((4.5 / step).rounded())
      sum += stride(from: 1 - count, through: count - 1, by: 2).reduce(0) { $0 + term(Double($1) * step) }
      let next = sum * step
      if (next - last).magnitude < 1e-15 { break }
      last = next
    }
    return min(1, max(0, 0.5 - sum * step / .pi))
  }
}
