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
  /// So few years cannot give an interval of this probability mass.
  case massNotReached(mass: Double)
  /// At this probability mass the data do not tell the trend's level from 0, and its growth is unbounded.
  case levelNotToldFromZero(mass: Double)
  /// The end points were taken as exact: nothing is known of their uncertainty.
  case endPointsTakenAsExact
  /// The last years of a filter move when years are added.
  case endPoint
  /// The filter describes; it gives no interval.
  case filterWithoutInterval
  /// Deviations are so many times what the uncertainty of the figures explains.
  case dispersion(Double)
  /// Estimated correlation of deviations one year apart.
  case autocorrelation(Double, isAtBoundary: Bool)
  /// A test with Kendall's S; the growth beside it is Theil's and Sen's, where the values have one.
  case test(s: Int, hasGrowth: Bool)
  /// The likelihood is greatest with this variance at 0: the part does not move at all.
  case varianceAtBoundary(StructuralVariance)
  /// One year more than unknowns: no ratio of the variances is likelier than another, and the straight line was taken.
  case varianceRatiosUnknown
  /// The model has no slope: the growth is that of its level between first and last year, and has no error.
  case growthOfLevel
  /// No break in the trend; `pValue` is that of the test of one, `nil` where the fit is perfect.
  case noBreak(pValue: Double?)
  /// The trend breaks after these years; `pValue` is that of the test of the first break.
  case breaks(after: [Int], pValue: Double?)
}
