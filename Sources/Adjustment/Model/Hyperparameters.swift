import Foundation

/// Every number of the adjustment model that is a belief about trade rather than a stated figure.
///
/// Levels enter on the natural-log scale; sizes `V` are billions of US dollars a year.
public struct Hyperparameters: Hashable, Sendable, Codable {
  /// A quantity that follows a power law of the size of a series, kept within limits.
  public struct PowerLaw: Hashable, Sendable, Codable {
    /// Value at V = 1.
    public var factor: Double
    /// Power of V.
    public var exponent: Double
    /// Smallest value.
    public var minimum: Double
    /// Largest value.
    public var maximum: Double

    /// The value at size `V`.
    public func callAsFunction(_ size: Double) -> Double {
      min(max(factor * pow(size, exponent), minimum), maximum)
    }
  }

  /// σ of yearly log growth around its mean, τ(V).
  public var yearlyVolatility = PowerLaw(factor: 0.24, exponent: -0.20, minimum: 0.10, maximum: 0.60)
  /// Concentration of the months' shares, α(V).
  public var seasonalConcentration = PowerLaw(factor: 90, exponent: 0.55, minimum: 5, maximum: 600)
  /// Correlation of the same run's share from one year to the next, ρ.
  public var seasonalCorrelation = 0.1
  /// Mean of the mean yearly log growth, μ0.
  public var growthMean = 0.06
  /// σ of the mean yearly log growth, ω.
  public var growthDeviation = 0.06
  /// σ of the diffuse first level.
  public var levelDeviation = 20.0
  /// Level of a series without a stated one.
  public var defaultLevel = 1e8
  /// σ of a stock's log change over a year, τ_stock.
  public var stockVolatility = 0.15
  /// σ of the log bias of another origin's figures.
  public var originDeviation = 0.25
  /// σ of the log of an exact figure, at least.
  public var exactDeviation = 0.002
  /// σ of the log of an "about" figure, at least.
  public var aboutDeviation = 0.05
  /// σ of the log of an "almost" figure.
  public var almostDeviation = 0.05
  /// σ of the log of an "over" figure.
  public var overDeviation = 0.08
  /// σ of the log of an "at least" or "up to" figure.
  public var looseDeviation = 0.15
  /// Log units of violation that cost as much as one σ: the stiffness of a bound's wall.
  public var wallDeviation = 0.005
  /// Size in billions of a money series without any level.
  public var defaultSize = 0.1
  /// Size of a series that is not money.
  public var physicalSize = 0.05

  /// The defaults of the model page, read off United States and world trade.
  public init() {}
}
