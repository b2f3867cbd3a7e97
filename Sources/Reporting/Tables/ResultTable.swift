/// A result as a tidy table for machines: named, typed columns and one record a row.
///
/// Shape: every row has one cell for each column, in order.
public struct ResultTable: Hashable, Sendable {
  /// A named column.
  public struct Column: Hashable, Sendable {
    /// What its cells hold, in the words of Table Schema.
    public enum Kind: String, Sendable {
      case string, integer, number, date
    }

    /// Name in the header row.
    public let name: String
    /// What its cells hold.
    public let kind: Kind
    /// What it means, in a few words.
    public let meaning: String
    /// The only values its cells can have; empty when any.
    public let allowedValues: [String]

    /// A column of given parts.
    public init(_ name: String, _ kind: Kind = .string, _ meaning: String, allowedValues: [String] = []) {
      (self.name, self.kind, self.meaning, self.allowedValues) = (name, kind, meaning, allowedValues)
    }
  }

  /// One value.
  public enum Cell: Hashable, Sendable {
    /// No value.
    case blank
    /// Text, a code or a date.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A finite number.
    case number(Double)
    /// Several values: an array in JSON, one text with a separator elsewhere.
    case list([Cell], separator: String)
    /// Named values: an object in JSON, one text with a separator elsewhere.
    case record([Field], separator: String)

    static func optional(_ number: Double?) -> Cell { number.map(Cell.number) ?? .blank }
    static func optional(_ number: Int?) -> Cell { number.map(Cell.integer) ?? .blank }
    static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .blank }
  }

  /// A value of a record, with its name.
  public struct Field: Hashable, Sendable {
    /// Name.
    public let name: String
    /// Value.
    public let cell: Cell

    /// A value under a name.
    public init(_ name: String, _ cell: Cell) { (self.name, self.cell) = (name, cell) }
  }

  /// The columns.
  public let columns: [Column]
  /// The records.
  public let rows: [[Cell]]

  /// A table of given columns and rows; a row of another length is a bug of the caller.
  public init(columns: [Column], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has one cell a column")
    (self.columns, self.rows) = (columns, rows)
  }

  /// The five columns that every result starts with.
  static let keyColumns = [
    Column("reporter", .string, "area whose trade it is"),
    Column("partner", .string, "the other area; W is the world"),
    Column("indicator", .string, "what is measured"),
    Column("product", .string, "product group; blank for all products"),
    Column("entity", .string, "enterprise, exchange or park; blank for the whole economy"),
  ]
}
