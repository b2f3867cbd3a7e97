/// What is measured, from the ledger's `indicators.csv`.
public struct Indicator: Hashable, Sendable {
  /// Whether a quantity accumulates over a period or holds at a date.
  public enum Nature: String, CaseIterable, Sendable {
    /// Accumulates over a period.
    case flow
    /// Holds at a date.
    case stock
  }

  /// Code such as `turnover`.
  public let code: String
  /// Name in English.
  public let name: String
  /// Flow or stock.
  public let nature: Nature
  /// Kind of unit: `money`, `count`, `volume`, `mass`.
  public let unitKind: UnitOfMeasure.Kind

  /// An indicator.
  public init(code: String, name: String, nature: Nature, unitKind: UnitOfMeasure.Kind) {
    (self.code, self.name, self.nature, self.unitKind) = (code, name, nature, unitKind)
  }
}
