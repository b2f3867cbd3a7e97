/// The trend models, by their names in `trends.csv`, in the order of tables.
public enum TrendModel: String, CaseIterable, Hashable, Sendable, Comparable {
  /// The adjustment's own posterior of the yearly growth.
  case posterior
  /// A straight line through the logarithms by least squares.
  case logLinear = "loglinear"
  /// The same, with the growth whose mean is right.
  case biasAdjusted = "loglinear_bias_adjusted"
  /// The same by generalised least squares, weighted by the covariance of the adjusted figures.
  case weighted = "loglinear_weighted"
  /// The same with AR(1) errors by exact maximum likelihood.
  case autoregressive = "loglinear_ar1"
  /// The same by least squares with Newey and West's errors.
  case neweyWest = "loglinear_newey_west"
  /// The same by least squares with equally weighted cosines.
  case equalWeightedCosine = "loglinear_ewc"
  /// A parabola through the logarithms.
  case logQuadratic = "logquadratic"
  /// A straight line through the values.
  case linear
  /// A parabola through the values.
  case quadratic
  /// Compound growth between the end points.
  case compound
  /// Theil's and Sen's median growth.
  case theilSen = "theil_sen"
  /// Mann and Kendall's test.
  case mannKendall = "mann_kendall"
  /// The same with Hamed and Rao's variance.
  case mannKendallHamedRao = "mann_kendall_hamed_rao"
  /// The same on pre-whitened values.
  case mannKendallPreWhitened = "mann_kendall_prewhitened"
  /// The same on values pre-whitened free of trend.
  case mannKendallTrendFree = "mann_kendall_trend_free"
  /// Hodrick and Prescott's filter.
  case hodrickPrescott = "hodrick_prescott"
  /// Hamilton's filter.
  case hamilton
  /// A level that is a random walk, under an irregular.
  case localLevel = "local_level"
  /// A level and a slope that are random walks, under an irregular.
  case localLinear = "local_linear"
  /// A level that adds up a slope that is a random walk, under an irregular.
  case smoothTrend = "smooth_trend"
  /// Straight lines through the logarithms, with breaks where tests find them.
  case piecewise

  /// The models that are fitted to the values of a series: all but the posterior's.
  public static let ofSeries = allCases.filter { $0 != .posterior }

  /// Whether the model works on logarithms, so that 0 and negative values rule it out.
  public var needsPositiveValues: Bool {
    switch self {
    case .posterior, .linear, .quadratic, .mannKendall, .mannKendallHamedRao, .mannKendallPreWhitened,
      .mannKendallTrendFree:
      false
    case .logLinear, .biasAdjusted, .weighted, .autoregressive, .neweyWest, .equalWeightedCosine, .logQuadratic,
      .compound, .theilSen, .hodrickPrescott,
      .hamilton, .localLevel, .localLinear, .smoothTrend, .piecewise:
      true
    }
  }

  /// By the order of tables.
  public static func < (left: TrendModel, right: TrendModel) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
