/// One growth trend of one series: the numbers of a row of `trends.csv`.
public struct TrendEstimate: Hashable, Sendable {
  /// The model.
  public let model: TrendModel
  /// First year used.
  public let first: Int
  /// Last year used.
  public let last: Int
  /// Number of years used.
  public let count: Int
  /// Growth as a fraction a year; of a trend whose growth changes, from the last year but one to the last.
  ///
  /// `nil` only for a test of values that have no growth rate.
  public let growth: Double?
  /// Standard error of the growth, as a fraction; `nil` when the data give none.
  public let standardError: Double?
  /// 80 % interval of the growth; `nil` when the data give none.
  public let interval80: ClosedRange<Double>?
  /// 95 % interval of the growth; `nil` when the data give none.
  public let interval95: ClosedRange<Double>?
  /// Share of the variance explained; `nil` where it has no meaning.
  public let rSquared: Double?
  /// Residual standard deviation, log units; `nil` where it has no meaning.
  public let sigma: Double?
  /// Two-sided p-value of the hypothesis that there is no growth; `nil` where the model tests none.
  public let pValue: Double?
  /// What the model takes for granted.
  public let assumptions: [TrendAssumption]
  /// What could not be had, or how the row is to be read.
  public let notes: [TrendNote]

  /// The same with another growth and standard error.
  func with(growth: Double, standardError: Double?) -> TrendEstimate {
    TrendEstimate(
      model: model, years: first...last, count: count, growth: growth, standardError: standardError,
      interval80: interval80, interval95: interval95, rSquared: rSquared, sigma: sigma, pValue: pValue,
      assumptions: assumptions, notes: notes)
  }

  /// An estimate of given parts; all numbers are finite.
  public init(
    model: TrendModel, years: ClosedRange<Int>, count: Int, growth: Double?, standardError: Double? = nil,
    interval80: ClosedRange<Double>? = nil, interval95: ClosedRange<Double>? = nil, rSquared: Double? = nil,
    sigma: Double? = nil, pValue: Double? = nil, assumptions: [TrendAssumption], notes: [TrendNote] = []
  ) {
    let numbers = [
      growth, standardError, interval80?.lowerBound, interval80?.upperBound, interval95?.lowerBound,
      interval95?.upperBound, rSquared, sigma, pValue,
    ]
    precondition(numbers.allSatisfy { $0?.isFinite ?? true }, "\(model.rawValue): a number is not finite")
    (self.model, self.first, self.last, self.count) = (model, years.lowerBound, years.upperBound, count)
    (self.growth, self.standardError, self.interval80, self.interval95) = (
      growth, standardError, interval80, interval95
    )
    (self.rSquared, self.sigma, self.pValue) = (rSquared, sigma, pValue)
    (self.assumptions, self.notes) = (assumptions, notes)
  }
}
