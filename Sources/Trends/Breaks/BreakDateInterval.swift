import Foundation
import LinearAlgebra
import Statistics

extension BreakAnalysis {
  /// How the regressors behave about a break, for the distribution of its estimated date.
  public enum RegressorBehaviour: Hashable, Sendable {
    /// They vary about a mean within each segment.
    case stationary
    /// They are functions of time, such as a trend: at a break they are what they are there (Bai 1997, section 4).
    case trending
  }

  /// The interval that covers the date of a break with a probability.
  ///
  /// The jump and its noise may differ in size between the two segments. Source: Bai (1997), "Estimation of a change
  /// point in multiple regression models", proposition 3 and appendix B.
  ///
  /// - Parameters:
  ///   - index: which break of the partition, from 0.
  ///   - partition: the partition.
  ///   - mass: the probability, such as 0.95.
  ///   - regressors: how they behave.
  /// - Returns: numbers of observations before the break, not cut to the sample; `nil` where the segments do not differ
  ///   or have no noise, or the distribution is so lopsided that the estimate is outside its own interval.
  /// - Throws: `.numerical` when a segment's regression cannot be solved.
  public func dateInterval(
    ofBreak index: Int, in partition: BreakPartition, mass: Double, regressors: RegressorBehaviour
  ) throws(TrendError) -> ClosedRange<Int>? {
    let (left, right) = (partition.segments[index], partition.segments[index + 1])
    let (before, after) = (try regression(of: left).coefficients, try regression(of: right).coefficients)
    let change = (0..<width).map { after[$0] - before[$0] }
    let noise = [(left, before), (right, after)].map { segment, coefficients in
      segment.reduce(0) { sum, row in
        let residual = response[row] - product(row, coefficients.elements)
        return sum + residual * residual
      } / Double(segment.count)
    }
    let jumps: [Double]
    switch regressors {
    case .stationary:
      jumps = [left, right].map { segment in
        segment.reduce(0) { $0 + pow(product($1, change), 2) } / Double(segment.count)
      }
    case .trending:
      jumps = [Double](repeating: pow(product(left.upperBound - 1, change), 2), count: 2)
    }
    guard noise.allSatisfy({ $0 > rounding / Double(count) }), jumps.allSatisfy({ $0 > 0 }) else { return nil }
    let distribution = BreakDateDistribution(
      jumpRatio: jumps[1] / jumps[0], noiseRatio: (noise[1] / noise[0]).squareRoot())
    let tail = (1 - mass) / 2
    guard let low = distribution.quantile(tail), let high = distribution.quantile(1 - tail) else { return nil }
    let unit = noise[0] / jumps[0]
    let (down, up) = ((high * unit).rounded(.up), (low * unit).rounded(.down))
    // An interval a million times the sample says no more than one that is ten times as long.
    guard max(down.magnitude, up.magnitude) < 1e15 else { return nil }
    let place = partition.breaks[index]
    return (place - Int(down))...(place - Int(up))
  }

  private func product(_ row: Int, _ coefficients: [Double]) -> Double {
    coefficients.indices.reduce(0) { $0 + design[row, $1] * coefficients[$1] }
  }
}

/// The distribution of the place of the maximum of a two-sided Brownian motion with drift: Bai (1997), appendix B.
struct BreakDateDistribution {
  /// ξ: drift after over drift before.
  let jumpRatio: Double
  /// φ₂/φ₁: deviation of the motion after over that before.
  let noiseRatio: Double

  private var phi: Double { jumpRatio * noiseRatio * noiseRatio }

  func cdf(_ x: Double) -> Double {
    let normal = StandardNormal()
    let (size, xi, phi) = (x.magnitude, jumpRatio, phi)
    let root = size.squareRoot()
    if x < 0 {
      let ratio = xi / phi
      let tail = log(max(size / 2 - 2 + pow(phi + 2 * xi, 2) / ((phi + xi) * xi), .leastNormalMagnitude))
      return -exp(log(root) - size / 8 - log(2 * .pi) / 2)
        - (phi / xi * (phi + 2 * xi) / (phi + xi))
        * exp(ratio * (1 + ratio) * size / 2 + normal.logCDF(-(0.5 + ratio) * root))
        + exp(tail + normal.logCDF(-root / 2))
    }
    let ratio = xi * xi / phi
    let tail = log(
      max(pow(2 * phi + xi, 2) / ((phi + xi) * phi) - 2 + ratio * size / 2, .leastNormalMagnitude))
    let first = size > 0 ? exp(log(root) - ratio * size / 8 - log(2 * .pi) / 2) : 0
    return 1 + ratio.squareRoot() * first
      + (xi / phi * (2 * phi + xi) / (phi + xi))
      * exp((phi + xi) * size / 2 + normal.logCDF(-(phi + xi / 2) / phi.squareRoot() * root))
      - exp(tail + normal.logCDF(-ratio.squareRoot() * root / 2))
  }

  /// The value below which lies a probability; `nil` when it lies on the other side of 0 than it should.
  func quantile(_ probability: Double) -> Double? {
    let side = probability < 0.5 ? -1.0 : 1.0
    func below(_ size: Double) -> Bool { (cdf(side * size) - probability) * side < 0 }
    guard below(0) else { return nil }
    var (low, high) = (0.0, 1.0)
    while below(high) {
      (low, high) = (high, 2 * high)
      guard high < 1e12 else { return nil }
    }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if below(middle) { low = middle } else { high = middle }
    }
    return side * high
  }
}
