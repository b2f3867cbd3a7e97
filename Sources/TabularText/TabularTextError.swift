/// What is wrong with a text of records, and where.
public struct TabularTextError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// A double quote inside a field that does not begin with one.
    case strayQuote
    /// Text between the quote that closes a field and the next comma or line end; the location is the opening quote,
    /// since often it is that field's own closing quote that lacks, lines before.
    case textAfterQuote(text: TextLocation)
    /// A quoted field that the text ends in; the location is its opening quote.
    case unclosedQuote
    /// A carriage return that no line feed follows.
    case loneCarriageReturn
    /// A byte that cannot stand there in UTF-8.
    case invalidUTF8(byte: UInt8)
    /// No record at all, so no header.
    case noHeader
    /// A header without a column that is needed.
    case lackingColumn(String)
    /// A column that the header names twice; the location is the second one.
    case repeatedColumn(String)
    /// A column that the table does not have.
    case unknownColumn(String)
    /// A record with fewer or more fields than the header.
    case fieldCount(expected: Int, found: Int)
    /// So many refused records that the rest of the text was not read.
    case tooManyFaults(limit: Int)
  }

  /// What is wrong.
  public let fault: Fault
  /// Where.
  public let location: TextLocation

  /// A fault at a place.
  public init(_ fault: Fault, at location: TextLocation) {
    (self.fault, self.location) = (fault, location)
  }
}
