/// Everything a ledger says: statements, targets, rates and the code lists they use, checked and in ledger order.
public struct StatementLedger: Hashable, Sendable {
  /// The stated figures.
  public var statements: [Statement]
  /// The stated goals.
  public var targets: [Target]
  /// Average exchange rates.
  public var rates: [ExchangeRate]
  /// Countries, regions, provinces.
  public var areas: [Area]
  /// What is measured.
  public var indicators: [Indicator]
  /// Product groups.
  public var products: [Product]
  /// Publications.
  public var sources: [Source]

  /// A ledger of parts that the reader has checked against each other.
  public init(
    statements: [Statement], targets: [Target], rates: [ExchangeRate], areas: [Area], indicators: [Indicator],
    products: [Product], sources: [Source]
  ) {
    (self.statements, self.targets, self.rates) = (statements, targets, rates)
    (self.areas, self.indicators, self.products, self.sources) = (areas, indicators, products, sources)
  }

  /// The latest day on which anything in the ledger became known: the default as-of date.
  ///
  /// `nil` for a ledger without statements and targets.
  public var latestDate: CalendarDate? {
    (statements.map(\.knownOn) + targets.map(\.setOn)).max()
  }

  /// The first day on which anything in the ledger became known.
  ///
  /// `nil` for a ledger without statements and targets.
  public var firstDate: CalendarDate? {
    (statements.map(\.knownOn) + targets.map(\.setOn)).min()
  }

  /// What was known on a day: later statements and targets left out.
  public func known(on date: CalendarDate) -> StatementLedger {
    var known = self
    known.statements.removeAll { $0.knownOn > date }
    known.targets.removeAll { $0.setOn > date }
    return known
  }
}
