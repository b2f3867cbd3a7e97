/// The form of an exponential-smoothing model: error, trend and season of Hyndman, Koehler, Ord & Snyder (2008).
struct ETSForm: Hashable, Sendable {
  /// Errors of the values, relative to the forecast, or of the logarithms: then trend and season are factors.
  ///
  /// Reference: Taylor (2003), International Journal of Forecasting 19, 715–725, on growth by factors that dies down.
  enum Error: Hashable, Sendable { case additive, relative, logarithmic }
  enum Trend: Int32, Hashable, Sendable { case none, additive, damped }
  enum Season: Int32, Hashable, Sendable { case none, additive, multiplicative }

  let error: Error
  let trend: Trend
  let season: Season

  /// Number of smoothing parameters, damping included.
  var smoothingCount: Int {
    1 + (trend == .none ? 0 : 1) + (trend == .damped ? 1 : 0) + (season == .none ? 0 : 1)
  }

  /// Number of free initial states.
  func stateCount(season length: Int) -> Int {
    1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : length - 1)
  }

  /// Number of estimated quantities, the error's variance among them.
  func parameterCount(season length: Int) -> Int { smoothingCount + stateCount(season: length) + 1 }

  /// Simple exponential smoothing.
  static let plainest = ETSForm(error: .additive, trend: .none, season: .none)

  /// What automatic smoothing adds to Akaike's criterion, whose differences grow with the length of the series: logarithms of
  /// a series that may have a season must fit clearly better, growth by a constant factor is seldom kept up, and a walk by
  /// factors is only for series that jump.
  func handicap(season: Int) -> Double {
    error == .logarithmic ? 3 * Double(season - 1) + (trend == .damped ? 0 : 15) : 0
  }

  /// The forms that automatic smoothing weighs against each other.
  ///
  /// Where the series may have a season there are forms with one and without; those known to be unstable (additive error
  /// with multiplicative season) are left out, as are relative errors and logarithms where a value is not positive.
  static func candidates(isSeasonal: Bool, isPositive: Bool) -> [ETSForm] {
    var forms: [ETSForm] = []
    for error in isPositive ? [Error.additive, .relative, .logarithmic] : [.additive] {
      for trend in [Trend.none, .additive, .damped] {
        forms.append(ETSForm(error: error, trend: trend, season: .none))
        if isSeasonal { forms.append(ETSForm(error: error, trend: trend, season: .additive)) }
        if isSeasonal && error == .relative {
          forms.append(ETSForm(error: error, trend: trend, season: .multiplicative))
        }
      }
    }
    return forms
  }
}

/// One set of smoothing parameters and initial states.
struct ETSSolution {
  var level = 0.0
  var trend = 0.0
  var season = 0.0
  var damping = 0.0
  /// Initial level, slope, and all seasonal terms.
  var initialLevel = 0.0
  var initialSlope = 0.0
  var initialTerms: [Double] = []
  /// `n log Σe²`, with `2 Σ log |forecast|` for relative errors: −2 log-likelihood but for a constant.
  var cost = Double.infinity
}
