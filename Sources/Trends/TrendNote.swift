/// What could not be had of a trend, or how it is to be read.
public enum TrendNote: Hashable, Sendable {
  /// As many coefficients as years: a growth, and nothing to judge it by.
  case noDegreesOfFreedom
  /// So few degrees of freedom that the interval is mostly Student's t; `t95` is its 97.5 % quantile.
  case fewDegreesOfFreedom(Int, t95: Double)
  /// The model meets every value to rounding, so that errors and interval have no width to speak of.
  case perfectFit
  /// An end of the interval of this probability mass is beyond the largest number.
  case intervalBeyondNumbers(mass: Double)
  /// Years inside the span without a value.
  case missingYears(Int)
}
