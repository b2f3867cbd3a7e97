import Foundation
import Statistics

/// The mean of units that differ, with the variance between them by Paule & Mandel, and each unit drawn to the mean.
///
/// b[i] ~ N(θ[i], v[i]), θ[i] ~ N(μ, τ²). τ² solves Σ (b[i] − b̄)²/(v[i] + τ²) = N − 1, b̄ the mean weighted by
/// 1/(v[i] + τ²); it is 0 when even τ² = 0 leaves less. Sources: Paule & Mandel (1982); DerSimonian & Kacker (2007).
public struct EmpiricalBayesPooling: Hashable, Sendable {
  /// τ², the variance between units.
  public let varianceBetween: Double
  /// The 95 % interval of τ² by the profile of the sum of squares (Viechtbauer 2007).
  public let varianceBetween95: ClosedRange<Double>
  /// Cochran's Q at τ² = 0.
  public let heterogeneity: Double
  /// p-value of Q: that all units have one mean.
  public let heterogeneityPValue: Double
  /// μ with t intervals of N − 1 degrees of freedom, the variance not below what the units' spread says (Knapp &
  /// Hartung 2003, as modified by Röver, Knapp & Friede 2015).
  public let mean: PooledQuantity
  /// Standard error of μ at the estimated τ², without that correction.
  public let plainDeviation: Double
  /// A further unit: the interval of its θ.
  public let newUnit: PooledQuantity
  /// θ of each unit, drawn to the mean by the factor v/(v + τ²); normal intervals that take τ² as known.
  public let units: [PooledQuantity]

  /// Pools two or more units.
  ///
  /// - Throws: `.tooFewUnits`, `.unusableUnit`.
  /// - Complexity: O(n), some hundred passes.
  public init(_ estimates: [UnitEstimate]) throws(PoolingError) {
    let estimates = try estimates.checked()
    let freedom = Double(estimates.count - 1)
    let chi = ChiSquared(degreesOfFreedom: freedom)
    heterogeneity = estimates.weightedMean(between: 0).squares
    heterogeneityPValue = chi.survival(heterogeneity)
    let between = estimates.varianceBetween(squares: freedom)
    varianceBetween = between
    let low = estimates.varianceBetween(squares: chi.upperQuantile(0.025))
    varianceBetween95 = low...max(low, estimates.varianceBetween(squares: chi.quantile(0.025)))
    let center = estimates.weightedMean(between: between)
    let plain = center.variance.squareRoot()
    plainDeviation = plain
    let t = StudentT(degreesOfFreedom: freedom)
    let corrected = plain * max(1, center.squares / freedom).squareRoot()
    mean = PooledQuantity(value: center.mean, deviation: corrected, upperQuantile: t.upperQuantile)
    newUnit = PooledQuantity(
      value: center.mean, deviation: (corrected * corrected + between).squareRoot(), upperQuantile: t.upperQuantile)
    units = estimates.map { unit in
      let drawn = unit.variance / (unit.variance + between)
      let variance = (1 - drawn) * unit.variance + drawn * drawn * center.variance
      return PooledQuantity(
        value: drawn * center.mean + (1 - drawn) * unit.value, deviation: variance.squareRoot(),
        upperQuantile: StandardNormal().upperQuantile)
    }
  }
}
