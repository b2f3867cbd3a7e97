/// An average exchange rate over a period, as it was stated.
public struct ExchangeRate: Hashable, Sendable {
  /// ISO 4217 code.
  public let currency: String
  /// The months it is the average of.
  public let period: Period
  /// Units of the currency for one US dollar.
  public let perUSDollar: StatedFigure
  /// Id of the source.
  public let source: String

  /// A rate.
  public init(currency: String, period: Period, perUSDollar: StatedFigure, source: String) {
    (self.currency, self.period, self.perUSDollar, self.source) = (currency, period, perUSDollar, source)
  }
}
