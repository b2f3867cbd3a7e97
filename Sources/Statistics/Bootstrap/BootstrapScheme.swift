/// How observations are drawn anew from a fit.
public enum BootstrapScheme: Hashable, Sendable {
  /// Whole observations, with replacement: for regressors that are themselves random. Efron (1979).
  case pairs
  /// Residuals over √(1 − h), about their mean, with replacement: for errors of one variance. Davison & Hinkley (1997),
  /// algorithm 6.1.
  case residual
  /// Residuals over √(1 − h) times random weights of mean 0 and variance 1: for errors of unequal variances.
  case wild(WildWeights)
  /// Runs of so many successive residuals over √(1 − h), about their mean at each place of a run: for errors that are
  /// correlated over time. Künsch (1989).
  case movingBlock(length: Int)
}

/// The weights of the wild bootstrap.
public enum WildWeights: String, Hashable, Sendable {
  /// ±1 with probability 1/2 each: Davidson & Flachaire (2008).
  case rademacher
  /// ±√½, ±1, ±√1.5 with probability 1/6 each, for few observations: Webb (2014).
  case webb

  /// The values, equally probable.
  var values: [Double] {
    switch self {
    case .rademacher: [-1, 1]
    case .webb: [-1.5.squareRoot(), -1, -0.5.squareRoot(), 0.5.squareRoot(), 1, 1.5.squareRoot()]
    }
  }
}
