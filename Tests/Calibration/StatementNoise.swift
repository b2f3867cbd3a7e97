import Foundation
import Statistics
import TradeSeries

/// How statements blur the truth: draws from exactly the likelihood of the model page, section 3.
///
/// A row's factor is `exp(−½ e²/σ²) · exp(−½ v²/w²)`, e the log of the true quantity over the stated one and v how far e
/// lies outside the bounds that the words put on it. As a density of e it has the same constant whatever the truth, so
/// draws of it make statements of which the row is the likelihood.
public struct StatementNoise {
  /// σ of the row.
  public let sigma: Double
  /// Least e that the words allow.
  public let lower: Double?
  /// Largest e that they allow.
  public let upper: Double?
  /// Log units of violation that cost as much as one σ.
  public static let wall = 0.005

  /// Noise of a qualifier; `width` is the log width of an interval, `rate` the σ of an exchange rate.
  public init(_ qualifier: Qualifier, width: Double = 0, rate: Double = 0) {
    let own: Double
    switch qualifier {
    case .exact: (own, lower, upper) = (0.002, nil, nil)
    case .about: (own, lower, upper) = (0.05, nil, nil)
    case .almost: (own, lower, upper) = (0.05, nil, 0)
    case .over: (own, lower, upper) = (0.08, 0, nil)
    case .atLeast: (own, lower, upper) = (0.15, 0, nil)
    case .upTo: (own, lower, upper) = (0.15, nil, 0)
    case .interval: (own, lower, upper) = (width / 12.0.squareRoot(), -width / 2, width / 2)
    }
    sigma = hypot(own, rate)
  }

  /// A draw of e: of the Gaussian, kept with the probability that the wall leaves.
  public func draw(_ generator: inout PhiloxGenerator) -> Double {
    while true {
      let error = sigma * generator.normal()
      if generator.uniform() < wallWeight(error) { return error }
    }
  }

  /// A draw of the true balance over the stated one, whose row is relative instead of logarithmic.
  ///
  /// Its density in the log of the ratio is that of the row, so against the Gaussian it weighs one over the ratio.
  public func drawRatio(_ generator: inout PhiloxGenerator) -> Double {
    while true {
      let ratio = 1 + sigma * generator.normal()
      guard ratio > 0.25, generator.uniform() < 0.25 / ratio else { continue }
      if generator.uniform() < wallWeight(ratio - 1) { return ratio }
    }
  }

  private func wallWeight(_ error: Double) -> Double {
    var violation = 0.0
    if let lower, error < lower { violation = lower - error }
    if let upper, error > upper { violation = error - upper }
    return exp(-violation * violation / (2 * Self.wall * Self.wall))
  }
}
