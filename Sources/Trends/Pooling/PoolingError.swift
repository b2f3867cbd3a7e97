import LinearAlgebra

/// Why estimates cannot be pooled.
public enum PoolingError: Error, Hashable, Sendable {
  /// Fewer units than the method needs.
  case tooFewUnits(count: Int, required: Int)
  /// The estimate of a unit, counted from 0, is not finite, or its variance is not a finite number above 0.
  case unusableUnit(Int)
  /// No unit has more years than coefficients, so nothing tells how much values deviate from their trends.
  case noDegreesOfFreedom
  /// Every unit meets its trend to rounding: there is no error to weigh them by.
  case noVariance
  /// The variances of the units are so far apart that their weights are lost to rounding.
  case numerical(LinearAlgebraError)
}
