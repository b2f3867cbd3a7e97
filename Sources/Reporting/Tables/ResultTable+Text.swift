import Foundation

extension ResultTable {
  /// RFC 4180 with a header row; numbers read back to the same double, blanks are empty.
  public var csv: String {
    var text = Self.record(columns.map(\.name))
    for row in rows { text += Self.record(row.map(\.csvField)) }
    return text
  }

  /// A JSON array with an object a row, keys sorted; numbers read back to the same double, blanks are null.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let records = rows.map { Record(names: columns.map(\.name), cells: $0) }
    guard let bytes = try? encoder.encode(records) else {
      preconditionFailure("cells are finite by the contract of Cell.number")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private static func record(_ fields: [String]) -> String {
    fields.map { field in
      guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
      return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\n"
  }

  /// A row for `JSONEncoder`: an object whose keys are the columns.
  private struct Record: Encodable {
    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    let names: [String]
    let cells: [Cell]

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      for (name, cell) in zip(names, cells) {
        switch cell {
        case .blank: try object.encodeNil(forKey: Key(name))
        case .text(let text): try object.encode(text, forKey: Key(name))
        case .integer(let number): try object.encode(number, forKey: Key(name))
        case .number(let number): try object.encode(number, forKey: Key(name))
        }
      }
    }
  }
}

extension ResultTable.Cell {
  fileprivate var csvField: String {
    switch self {
    case .blank: ""
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    }
  }
}
