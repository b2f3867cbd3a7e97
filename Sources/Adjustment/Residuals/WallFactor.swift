import Foundation
import Statistics

/// A normal quantity held by a soft interval: its density times `exp(−½ (violation / deviation)²)`.
///
/// Goals, in order: no overflow or lost digits however far outside the normal lies; exactness; few operations.
struct WallFactor {
  /// The quantity is to be at least this.
  var lower: Double?
  /// The quantity is to be at most this.
  var upper: Double?
  /// Violation that costs as much as one σ.
  let deviation: Double

  /// Mass, mean and variance of a weighted normal.
  struct Moments {
    let logMass: Double
    let mean: Double
    let variance: Double
  }

  /// Moments of the normal of given mean and variance under the factor; the mass is that of the product itself.
  ///
  /// Inside the walls the normal is cut off; outside each it is a product of two normals, cut off too.
  func moments(mean: Double, variance: Double) -> Moments {
    var pieces = [Self.piece(logWeight: 0, mean, variance, from: lower, to: upper)]
    let wall = deviation * deviation
    for (bound, isLower) in [(lower, true), (upper, false)] {
      guard let bound else { continue }
      let joint = variance + wall
      let distance = mean - bound
      pieces.append(
        Self.piece(
          logWeight: -0.5 * distance * distance / joint + 0.5 * log(wall / joint),
          (mean * wall + bound * variance) / joint, variance * wall / joint, from: isLower ? nil : bound,
          to: isLower ? bound : nil))
    }
    return Self.mixture(pieces)
  }

  private static func mixture(_ pieces: [Moments]) -> Moments {
    let top = pieces.reduce(-Double.infinity) { max($0, $1.logMass) }
    let weights = pieces.map { exp($0.logMass - top) }
    let total = weights.reduce(0, +)
    let mean = zip(weights, pieces).reduce(0) { $0 + $1.0 * $1.1.mean } / total
    let variance = zip(weights, pieces).reduce(0) { sum, pair in
      let offset = pair.1.mean - mean
      return sum + pair.0 * (pair.1.variance + offset * offset)
    }
    return Moments(logMass: top + log(total), mean: mean, variance: variance / total)
  }

  /// A normal cut off at either end.
  private static func piece(
    logWeight: Double, _ mean: Double, _ variance: Double, from lower: Double?, to upper: Double?
  ) -> Moments {
    let deviation = variance.squareRoot()
    let (low, high) = (lower.map { ($0 - mean) / deviation }, upper.map { ($0 - mean) / deviation })
    let standard: Moments
    switch (low, high) {
    case (nil, nil): standard = Moments(logMass: 0, mean: 0, variance: 1)
    case (nil, let high?): standard = below(high)
    case (let low?, nil): standard = mirrored(below(-low))
    case (let low?, let high?): standard = low + high > 0 ? mirrored(between(-high, -low)) : between(low, high)
    }
    return Moments(
      logMass: logWeight + standard.logMass, mean: mean + deviation * standard.mean,
      variance: variance * standard.variance)
  }

  private static func mirrored(_ moments: Moments) -> Moments {
    Moments(logMass: moments.logMass, mean: -moments.mean, variance: moments.variance)
  }

  /// The standard normal below a value; far out, by the series of Mills' ratio.
  private static func below(_ high: Double) -> Moments {
    let normal = StandardNormal()
    let logMass = normal.logCDF(high)
    guard high > -50 else {
      let t = 1 / (high * high)
      return Moments(logMass: logMass, mean: high * (1 + t - 2 * t * t), variance: t * (1 - 6 * t))
    }
    let ratio = exp(normal.logDensity(high) - logMass)
    return Moments(logMass: logMass, mean: -ratio, variance: max(1 - high * ratio - ratio * ratio, 0))
  }

  /// The standard normal between two values whose middle is not positive.
  private static func between(_ low: Double, _ high: Double) -> Moments {
    let normal = StandardNormal()
    let width = high - low
    guard width > 1e-4 else {
      let middle = (low + high) / 2
      return Moments(
        logMass: normal.logDensity(middle) + log(max(width, .leastNormalMagnitude)), mean: middle,
        variance: width * width / 12)
    }
    let (upper, lower) = (normal.logCDF(high), normal.logCDF(low))
    let rest = -expm1(lower - upper)
    // What lies below the lower end is nothing: one end alone.
    guard rest < 1 - 1e-15, rest > 0 else { return below(high) }
    let logMass = upper + log(rest)
    let (atLow, atHigh) = (exp(normal.logDensity(low) - logMass), exp(normal.logDensity(high) - logMass))
    let mean = atLow - atHigh
    return Moments(
      logMass: logMass, mean: mean, variance: max(1 + low * atLow - high * atHigh - mean * mean, width * width * 1e-6))
  }
}
