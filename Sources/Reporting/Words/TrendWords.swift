import Trends

extension TrendNote {
  /// For people, and for the column `notes`.
  var words: String {
    let style = NumberWords.terminal
    return switch self {
    case .noDegreesOfFreedom: "no interval: the model meets every year, nothing is left to judge it by"
    case .fewDegreesOfFreedom(let freedom, let t95):
      "\(freedom) \(freedom == 1 ? "degree" : "degrees") of freedom: the 95 % interval reaches "
        + "\(style.fixed(t95, decimals: 1)) standard errors to each side"
    case .perfectFit: "the fit is perfect to rounding: errors and interval have no width to speak of"
    case .intervalBeyondNumbers(let mass):
      "no \(Self.percent(mass)) interval: an end is beyond the largest number"
    case .massNotReached(let mass): "no \(Self.percent(mass)) interval: so few years cannot give one"
    case .levelNotToldFromZero(let mass):
      "no \(Self.percent(mass)) interval: the trend's level is not told from 0, its growth is unbounded"
    case .endPointsTakenAsExact: "no interval: nothing is known of the end points' uncertainty"
    case .endPoint: "the last years of a filter move when years are added"
    case .filterWithoutInterval: "no interval: the errors of overlapping forecasts are not independent"
    case .dispersion(let factor):
      "deviations are \(style.fixed(factor, significant: 3)) times what the figures' own uncertainty explains"
    case .autocorrelation(let rho, let isAtBoundary):
      "autocorrelation \(style.signed(rho, decimals: 2))\(isAtBoundary ? ", the end of its range" : "")"
    case .test(let s, let hasGrowth):
      "a test, Kendall's S \(s); \(hasGrowth ? "the growth is theil_sen's" : "values at or below 0 have no growth")"
    case .varianceAtBoundary(let variance): "the variance of the \(variance.rawValue) is estimated as 0"
    case .varianceRatiosUnknown: "so few years tell nothing of the variances' ratios: the straight line is taken"
    case .growthOfLevel: "a local level has no slope: its growth is that of the level between first and last year"
    case .noBreak(let pValue): "no break" + Self.words(ofTest: pValue)
    case .breaks(let years, let pValue):
      "\(years.count == 1 ? "break" : "breaks") after \(years.map(String.init).joined(separator: ", "))"
        + Self.words(ofTest: pValue)
    }
  }

  private static func percent(_ mass: Double) -> String { "\(Int((mass * 100).rounded())) %" }

  private static func words(ofTest pValue: Double?) -> String {
    pValue.map { " (p = \(NumberWords.terminal.fixed($0, decimals: 3)))" } ?? ""
  }
}

extension TrendAssumption {
  /// For people.
  var words: String {
    switch self {
    case .adjustmentModel: "the adjustment model's rows and priors"
    case .constantGrowth: "growth is the same every year"
    case .linearGrowth: "log growth changes by the same amount every year"
    case .constantChange: "values change by the same amount every year"
    case .linearChange: "the change of the values changes by the same amount every year"
    case .endPointsOnly: "only the first and last year count"
    case .monotoneTrend: "a trend goes one way, in whatever shape"
    case .smoothGrowth: "growth moves by small normal steps"
    case .forecastTrend: "the trend is what was to be expected two years before"
    case .fixedSmoothing: "smoothness set beforehand (lambda 6.25)"
    case .fixedHorizon: "horizon of two years and one lag set beforehand"
    case .independentErrors: "deviations independent"
    case .exchangeableErrors: "deviations independent, of one distribution"
    case .autoregressiveErrors: "deviations a first-order autoregression"
    case .stationaryErrors: "deviations correlated over time and of any variance, alike in all years"
    case .autocorrelatedRanks: "ranks about the trend may be autocorrelated"
    case .normalErrors: "normal"
    case .equalVariance: "of one variance"
    case .constantGrowthBetweenBreaks: "growth is the same every year between breaks"
    case .breaksKnown: "breaks are where they are found"
    case .randomWalkLevel: "the level moves by independent steps"
    case .randomWalkSlope: "growth moves by independent steps"
    case .varianceRatiosKnown: "ratios of variances are as estimated"
    case .posteriorCovariance: "deviations with the covariance of the adjusted figures, times a factor"
    }
  }
}

extension TrendError {
  /// Why there is no trend, for people; names the years, and what still applies.
  var words: String {
    switch self {
    case .tooShort(let count, let required):
      "\(count) \(count == 1 ? "year" : "years") with a value, \(required) needed"
    case .tooLong(let count, let limit): "\(count) years, more than the \(limit) whose pairs are compared"
    case .repeatedYears(let years): "\(Self.list(years)) more than once"
    case .yearsOutOfRange(let years): "\(Self.list(years)) beyond 2^53, where numbers are no longer told apart"
    case .notFinite(let years): "no finite value in \(Self.list(years))"
    case .notPositive(let years):
      "the \(years.count == 1 ? "value" : "values") of \(Self.list(years)) \(years.count == 1 ? "is" : "are") not above 0 "
        + "and \(years.count == 1 ? "has" : "have") no logarithm; "
        + TrendModel.ofSeries.filter { !$0.needsPositiveValues }.map(\.rawValue).joined(separator: ", ") + " need none"
    case .gaps(let years): "years are missing after \(Self.list(years)), and the model needs consecutive ones"
    case .spanTooLong(let years, let limit): "a span of \(years) years, more than the \(limit) it takes"
    case .levelNotPositive(let year): "the trend of the values is not above 0 in \(year), so it has no growth rate"
    case .varianceNotPositive: "the autocorrelations leave the test no variance"
    case .noErrors: "the fit is perfect to rounding: no errors to learn correlations from"
    case .noDraws: "nothing is known of the values' uncertainty, which weighs them"
    case .growthOutOfRange: "the growth is beyond the range of numbers"
    case .numerical(.rankDeficient): "what the model explains the values by does not vary, or not to working precision"
    case .numerical: "rounding errors would decide the answer"
    }
  }

  /// At most five years in words.
  private static func list(_ years: [Int]) -> String {
    years.prefix(5).map(String.init).joined(separator: ", ")
      + (years.count > 5 ? " and \(years.count - 5) more" : "")
  }
}
