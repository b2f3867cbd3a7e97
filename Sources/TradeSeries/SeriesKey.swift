/// The ordered dimension values that name one series.
public struct SeriesKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Area whose trade it is.
  public let reporter: String
  /// The other area; `W` for the world.
  public let partner: String
  /// Code of the indicator.
  public let indicator: String
  /// Code of the product; empty for all products.
  public let product: String
  /// Enterprise, exchange or park; empty for the whole economy.
  public let entity: String

  /// A key; the ledger checks its codes.
  public init(reporter: String, partner: String, indicator: String, product: String = "", entity: String = "") {
    (self.reporter, self.partner, self.indicator) = (reporter, partner, indicator)
    (self.product, self.entity) = (product, entity)
  }

  /// The same key with another indicator.
  public func with(indicator: String) -> SeriesKey {
    SeriesKey(reporter: reporter, partner: partner, indicator: indicator, product: product, entity: entity)
  }

  /// The same key with another indicator and product.
  public func with(indicator: String, product: String) -> SeriesKey {
    SeriesKey(reporter: reporter, partner: partner, indicator: indicator, product: product, entity: entity)
  }

  /// The five values in order.
  public var fields: [String] { [reporter, partner, indicator, product, entity] }

  /// The values joined by `/`, trailing empty ones left out: `BY/TR/turnover`, `BY/CN/transactions//BUTB`.
  public var description: String {
    var named = fields[...]
    while named.last?.isEmpty == true { named = named.dropLast() }
    return named.joined(separator: "/")
  }

  /// Dimension by dimension, in order.
  public static func < (left: SeriesKey, right: SeriesKey) -> Bool {
    left.fields.lexicographicallyPrecedes(right.fields)
  }
}
