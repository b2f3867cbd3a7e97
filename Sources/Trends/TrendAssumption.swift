/// What a trend model takes for granted, by the names in `trends.csv`.
public enum TrendAssumption: String, CaseIterable, Hashable, Sendable {
  /// Growth is the same in every year.
  case constantGrowth = "constant_growth"
  /// Deviations from the trend are independent from year to year.
  case independentErrors = "independent_errors"
  /// Deviations from the trend are normal.
  case normalErrors = "normal_errors"
  /// Deviations from the trend have one variance.
  case equalVariance = "equal_variance"
  /// The adjustment model's own priors and rows.
  case adjustmentModel = "adjustment_model"
}
