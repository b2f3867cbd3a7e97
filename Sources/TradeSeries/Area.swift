/// A country, region, province or city of the ledger's `areas.csv`.
public struct Area: Hashable, Sendable {
  /// ISO 3166-1 alpha-2 or 3166-2; `W` is the world.
  public let code: String
  /// Name in English.
  public let name: String
  /// Code of the area it is a part of; `nil` for a country.
  public let parent: String?

  /// An area; the ledger checks that the parent exists and that no area is its own ancestor.
  public init(code: String, name: String, parent: String?) {
    (self.code, self.name, self.parent) = (code, name, parent)
  }
}
