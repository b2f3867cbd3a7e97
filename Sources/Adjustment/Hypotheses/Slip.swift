import TradeSeries

/// What may have gone wrong between a figure and its statement in the ledger.
public enum Slip: Hashable, Sendable {
  /// Stated a thousand times too large.
  case thousandfold
  /// Stated a thousand times too small.
  case thousandth
  /// The amount is in this currency.
  case currency(UnitOfMeasure)
  /// It is the figure of this part of the year, or of the whole year.
  case part(ReferencePeriod)
  /// It is the figure of the same months or day of another year.
  case year(ReferencePeriod)
  /// "59.9 % as against", read as a change by so much, is the ratio itself.
  case index
  /// The ratio is a change by so much: "163 % more" read as 1.63 times.
  case change
  /// It is the figure of this indicator: exports called turnover, or the reverse.
  case indicator(String)
  /// It is from this area's statistics.
  case origin(String)
  /// An error of no named kind, by a factor of up to about e either way.
  case unnamed

  /// A word for files: `thousandfold`, `currency:CNY`, `part:2022-S1`, `origin:TR`.
  public var code: String {
    switch self {
    case .thousandfold: "thousandfold"
    case .thousandth: "thousandth"
    case .currency(let unit): "currency:\(unit.code)"
    case .part(let period): "part:\(period)"
    case .year(let period): "year:\(period)"
    case .index: "index"
    case .change: "change"
    case .indicator(let code): "indicator:\(code)"
    case .origin(let area): "origin:\(area)"
    case .unnamed: "unnamed"
    }
  }
}
