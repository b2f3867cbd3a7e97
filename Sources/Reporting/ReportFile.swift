/// One file of a report, in memory.
public struct ReportFile: Hashable, Sendable {
  /// Plain name, without folders.
  public let name: String
  /// Contents, written as UTF-8.
  public let text: String

  /// A file of given name and contents.
  public init(name: String, text: String) { (self.name, self.text) = (name, text) }
}
