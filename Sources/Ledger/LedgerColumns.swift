// The columns of a ledger's files, in their usual order. The raw values are the header.

/// Of `areas.csv` and of `products.csv`.
enum HierarchyColumn: String, CaseIterable, Sendable {
  case code, name, parent
}

enum IndicatorColumn: String, CaseIterable, Sendable {
  case code, name, nature
  case unitKind = "unit_kind"
}

enum RateColumn: String, CaseIterable, Sendable {
  case currency, period
  case perUSDollar = "per_usd"
  case source
}

enum SourceColumn: String, CaseIterable, Sendable {
  case id, title, publisher, published, url
}

enum StatementColumn: String, CaseIterable, Sendable {
  case id, reporter, partner, indicator, product, entity, period, kind, figure, unit, base, origin
  case knownOn = "known_on"
  case source, locator, note
}

enum TargetColumn: String, CaseIterable, Sendable {
  case id, reporter, partner, indicator, product, entity, goal, unit, base, deadline
  case setOn = "set_on"
  case source, locator, note
}
