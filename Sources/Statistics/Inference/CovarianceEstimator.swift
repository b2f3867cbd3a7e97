/// How the covariance of least-squares coefficients is estimated.
public enum CovarianceEstimator: Hashable, Sendable {
  /// For errors as the fit takes them to be.
  case classical
  /// For independent errors of unequal variances.
  case heteroskedastic(HeteroskedasticityCorrection)
  /// For errors that are correlated over time and of unequal variances, by Bartlett's weights 1 − j/b of the lags j < b.
  ///
  /// The observations stand in order of time, equally spaced. `isAdjusted` multiplies by n/(n − p).
  ///
  /// Source: Newey & West (1987), "A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent
  /// covariance matrix".
  case neweyWest(BartlettBandwidth, isAdjusted: Bool)
  /// For the same errors, by the lowest cosine frequencies, as many as `terms`; Student's t with so many degrees of
  /// freedom then judges the coefficients, which stays near its level in short samples.
  ///
  /// `nil` is ⌊0.4·n^⅔⌋. Source: Lazarus, Lewis, Stock & Watson (2018), "HAR inference: recommendations for practice".
  case equalWeightedCosine(terms: Int?)
}

/// What the squared residuals are divided by, for a leverage h of the observation.
public enum HeteroskedasticityCorrection: String, CaseIterable, Hashable, Sendable {
  /// 1: White (1980).
  case hc0
  /// (n − p)/n: Hinkley (1977).
  case hc1
  /// 1 − h: exact where the errors have one variance after all; Horn, Horn & Duncan (1975).
  case hc2
  /// (1 − h)²: close to the jackknife, the best choice in small samples; MacKinnon & White (1985).
  case hc3
}

/// The bandwidth b of Bartlett's weights 1 − j/b.
public enum BartlettBandwidth: Hashable, Sendable {
  /// So many lags, b = lags + 1; with no lag the estimator is `hc0`.
  case lags(Int)
  /// By first-order autoregressions of the regressors times residuals.
  ///
  /// Source: Andrews (1991), "Heteroskedasticity and autocorrelation consistent covariance matrix estimation", (6.2),
  /// (6.4), without prewhitening, the intercept left out.
  case andrews
  /// By the autocovariances of the sum of regressors times residuals.
  ///
  /// Source: Newey & West (1994), "Automatic lag selection in covariance matrix estimation", without prewhitening, the
  /// intercept left out, and at most n. The products depend on where a regressor's 0 lies; a trend is best centred.
  case neweyWest
}
