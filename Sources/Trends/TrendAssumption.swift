/// What a trend model takes for granted, by the names in `trends.csv`.
public enum TrendAssumption: String, CaseIterable, Hashable, Sendable {
  /// The adjustment model's own rows and priors.
  case adjustmentModel = "adjustment_model"
  /// Growth is the same fraction in every year.
  case constantGrowth = "constant_growth"
  /// Log growth changes by the same amount every year.
  case linearGrowth = "linear_growth"
  /// The values change by the same amount every year.
  case constantChange = "constant_change"
  /// The change of the values changes by the same amount every year.
  case linearChange = "linear_change"
  /// Only the first and the last year count.
  case endPointsOnly = "end_points_only"
  /// The trend goes one way, in whatever shape.
  case monotoneTrend = "monotone_trend"
  /// Growth moves by small normal steps from year to year.
  case smoothGrowth = "smooth_growth"
  /// The trend is what was to be expected two years before.
  case forecastTrend = "forecast_trend"
  /// The weight of smoothness is set beforehand, not estimated.
  case fixedSmoothing = "fixed_smoothing"
  /// Horizon and lags are set beforehand.
  case fixedHorizon = "fixed_horizon"
  /// Deviations from the trend are independent from year to year.
  case independentErrors = "independent_errors"
  /// Deviations from the trend are independent and of one distribution, of any shape.
  case exchangeableErrors = "exchangeable_errors"
  /// Deviations from the trend follow a first-order autoregression.
  case autoregressiveErrors = "ar1_errors"
  /// Deviations from the trend are stationary: correlated over time, of whatever variances.
  case stationaryErrors = "stationary_errors"
  /// Ranks about the trend may be autocorrelated.
  case autocorrelatedRanks = "autocorrelated_ranks"
  /// Deviations from the trend are normal.
  case normalErrors = "normal_errors"
  /// Deviations from the trend have one variance.
  case equalVariance = "equal_variance"
  /// Deviations have the covariance of the adjusted figures, times a factor.
  case posteriorCovariance = "posterior_covariance"
  /// Growth is the same in every year between two breaks.
  case constantGrowthBetweenBreaks = "constant_growth_between_breaks"
  /// Number and dates of the breaks are taken as estimated: the interval leaves out their own uncertainty.
  case breaksKnown = "breaks_known"
  /// The level moves by independent steps from year to year, all of one variance.
  case randomWalkLevel = "random_walk_level"
  /// The growth moves by independent steps from year to year, all of one variance.
  case randomWalkSlope = "random_walk_slope"
  /// The ratios of the variances are taken as estimated: the interval leaves out their own uncertainty.
  case varianceRatiosKnown = "variance_ratios_known"
}
