import Foundation
import Statistics

/// The mean of units that differ and each unit drawn to it, with the variance between units not estimated but averaged
/// over its posterior.
///
/// b[i] ~ N(θ[i], v[i]), θ[i] ~ N(μ, τ²), μ flat, and s²/(s² + τ²) uniform on 0...1 with s² the harmonic mean of the
/// v[i]: the weight that a unit of typical precision keeps for the mean is as likely to be any as any other. That prior
/// is proper, has nothing to be tuned and follows the unit of measurement (Daniels 1999; Spiegelhalter, Abrams & Myles
/// 2004, section 5.7.3). Given τ everything is normal; the one integral is a trapezoid sum over log τ², which converges
/// faster than any power of the step because the integrand is analytic and falls off exponentially at both ends.
public struct HierarchicalPooling: Hashable, Sendable {
  /// Median of τ, the standard deviation between units.
  public let deviationBetween: Double
  /// Central 95 % interval of τ.
  public let deviationBetween95: ClosedRange<Double>
  /// μ: posterior mean, standard deviation and central intervals.
  public let mean: PooledQuantity
  /// θ of a further unit.
  public let newUnit: PooledQuantity
  /// θ of each unit.
  public let units: [PooledQuantity]

  /// Pools two or more units.
  ///
  /// - Throws: `.tooFewUnits`, `.unusableUnit`.
  /// - Complexity: O(n) for each of about a thousand values of τ, and as much for each interval.
  public init(_ estimates: [UnitEstimate]) throws(PoolingError) {
    let estimates = try estimates.checked()
    let nodes = Self.nodes(estimates)
    let centers = nodes.map { estimates.weightedMean(between: $0.between) }
    let weights = nodes.map(\.weight)
    func mixture(_ part: (Int) -> (mean: Double, variance: Double)) -> NormalMixture {
      NormalMixture(weights: weights, parts: nodes.indices.map(part))
    }
    mean = mixture { (centers[$0].mean, centers[$0].variance) }.summary
    newUnit = mixture { (centers[$0].mean, centers[$0].variance + nodes[$0].between) }.summary
    units = estimates.map { unit in
      mixture { k in
        let drawn = unit.variance / (unit.variance + nodes[k].between)
        return (
          drawn * centers[k].mean + (1 - drawn) * unit.value,
          (1 - drawn) * unit.variance + drawn * drawn * centers[k].variance
        )
      }.summary
    }
    func quantile(_ probability: Double) -> Double { Self.quantile(probability, of: nodes).squareRoot() }
    deviationBetween = quantile(0.5)
    deviationBetween95 = quantile(0.025)...quantile(0.975)
  }

  /// Values of τ² on a grid of logarithms and their posterior weights, which sum to 1.
  private static func nodes(_ estimates: [UnitEstimate]) -> [(between: Double, weight: Double)] {
    let count = Double(estimates.count)
    let harmonic = count / estimates.reduce(0) { $0 + 1 / $1.variance }
    let mean = estimates.reduce(0) { $0 + $1.value } / count
    let spread = estimates.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    let largest = max(estimates.map(\.variance).max() ?? harmonic, spread, harmonic)
    // Beyond these the integrand is below 1e-19 of what it was, even times τ² for two units, where it falls off slowest.
    let (low, high) = (log(harmonic) - 45, log(largest) + 90)
    // A quarter of the width of the narrowest peak that so many units can make.
    let step = min(0.05, 0.25 * (2 / count).squareRoot())
    let logs = (0...Int((high - low) / step)).map { low + Double($0) * step }
    let densities = logs.map { logBetween in
      let between = exp(logBetween)
      let center = estimates.weightedMean(between: between)
      let likelihood = estimates.reduce(log(center.variance) - center.squares) { $0 - log($1.variance + between) } / 2
      // Of the uniform weight w = s²/(s² + τ²): dw = w·(1 − w)·d log τ².
      return likelihood + logBetween + log(harmonic) - 2 * log(harmonic + between)
    }
    let top = densities.max() ?? 0
    let total = densities.reduce(0) { $0 + exp($1 - top) }
    return zip(logs, densities).map { (exp($0), exp($1 - top) / total) }.filter { $0.1 > 0 }
  }

  /// A quantile of τ²: the integral up to each node by cubics through four nodes, between nodes by Hermite's cubic.
  private static func quantile(_ probability: Double, of nodes: [(between: Double, weight: Double)]) -> Double {
    func weight(_ place: Int) -> Double { nodes.indices.contains(place) ? nodes[place].weight : 0 }
    var sum = 0.0
    for place in 0..<(nodes.count - 1) {
      let gain = (13 * (weight(place) + weight(place + 1)) - weight(place - 1) - weight(place + 2)) / 24
      guard sum + gain < probability else {
        let (slope, endSlope) = (weight(place), weight(place + 1))
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
          let x = (low + high) / 2
          let cubic = sum + x * (slope + x * (3 * gain - 2 * slope - endSlope + x * (slope + endSlope - 2 * gain)))
          if cubic < probability { low = x } else { high = x }
        }
        return nodes[place].between * pow(nodes[place + 1].between / nodes[place].between, low)
      }
      sum += gain
    }
    return nodes[nodes.count - 1].between
  }
}

/// A mixture of normal distributions.
private struct NormalMixture {
  private let mean: Double
  private let deviation: Double
  /// The parts that carry weight in a probability, with their deviations.
  private let parts: [(weight: Double, mean: Double, deviation: Double)]

  init(weights: [Double], parts: [(mean: Double, variance: Double)]) {
    let mean = zip(weights, parts).reduce(0) { $0 + $1.0 * $1.1.mean }
    let variance = zip(weights, parts).reduce(0) {
      $0 + $1.0 * ($1.1.variance + ($1.1.mean - mean) * ($1.1.mean - mean))
    }
    (self.mean, deviation) = (mean, variance.squareRoot())
    self.parts = zip(weights, parts).filter { $0.0 > 1e-17 }.map { ($0, $1.mean, $1.variance.squareRoot()) }
  }

  var summary: PooledQuantity {
    func interval(_ mass: Double) -> ClosedRange<Double> {
      let low = quantile((1 - mass) / 2)
      return low...max(low, quantile((1 + mass) / 2))
    }
    return PooledQuantity(value: mean, deviation: deviation, interval80: interval(0.8), interval95: interval(0.95))
  }

  /// By Newton's steps from one deviation beside the mean, halving where they would leave the bounds found so far.
  private func quantile(_ probability: Double) -> Double {
    let normal = StandardNormal()
    var (low, high) = (-Double.infinity, Double.infinity)
    var x = mean + (probability < 0.5 ? -deviation : deviation)
    for _ in 0..<100 {
      var (below, density) = (0.0, 0.0)
      for part in parts {
        let z = (x - part.mean) / part.deviation
        below += part.weight * normal.cdf(z)
        density += part.weight * normal.density(z) / part.deviation
      }
      if below < probability { low = x } else { high = x }
      let next = x + (probability - below) / density
      let previous = x
      if next > low, next < high {
        x = min(max(next, x - 4 * deviation), x + 4 * deviation)
      } else if low.isFinite, high.isFinite {
        x = low + (high - low) / 2
      } else {
        x += below < probability ? deviation : -deviation
      }
      if abs(x - previous) <= 4 * .ulpOfOne * max(abs(x), deviation) { break }
    }
    return x
  }
}
