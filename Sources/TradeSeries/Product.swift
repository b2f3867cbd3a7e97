/// A product or product group of the ledger's `products.csv`.
public struct Product: Hashable, Sendable {
  /// Code such as `sawn_timber`.
  public let code: String
  /// Name in English.
  public let name: String
  /// Code of the group it belongs to; `nil` directly under all products.
  public let parent: String?

  /// A product; the ledger checks that the parent exists and that no product is its own ancestor.
  public init(code: String, name: String, parent: String?) {
    (self.code, self.name, self.parent) = (code, name, parent)
  }
}
