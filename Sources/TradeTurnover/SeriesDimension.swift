import TradeSeries

/// What the parts of a series differ in.
public enum SeriesDimension: String, CaseIterable, Sendable {
  /// Partners of one parent: countries of the world, provinces of a country.
  case partner
  /// Regions of the reporter.
  case region
  /// Products of one parent.
  case product

  /// The series that a series is a part of; `nil` for one that is no part.
  func whole(of key: SeriesKey, in ledger: StatementLedger) -> SeriesKey? {
    var (reporter, partner, product) = (key.reporter, key.partner, key.product)
    switch self {
    case .partner:
      guard partner != Self.world else { return nil }
      partner = ledger.areas.first { $0.code == key.partner }?.parent ?? Self.world
    case .region:
      guard let parent = ledger.areas.first(where: { $0.code == key.reporter })?.parent, parent != Self.world else {
        return nil
      }
      reporter = parent
    case .product:
      guard !product.isEmpty else { return nil }
      product = ledger.products.first { $0.code == key.product }?.parent ?? ""
    }
    return SeriesKey(
      reporter: reporter, partner: partner, indicator: key.indicator, product: product, entity: key.entity)
  }

  private static let world = "W"
}
