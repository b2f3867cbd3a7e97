/// A publication that figures were taken from, from the ledger's `sources.csv`.
public struct Source: Hashable, Sendable {
  /// Unique in the ledger.
  public let id: String
  /// Title.
  public let title: String
  /// Publisher; empty when not known.
  public let publisher: String
  /// Date or year of publication as written; empty when not known.
  public let published: String
  /// Address; empty when there is none.
  public let url: String

  /// A source.
  public init(id: String, title: String, publisher: String, published: String, url: String) {
    (self.id, self.title, self.publisher, self.published, self.url) = (id, title, publisher, published, url)
  }
}
