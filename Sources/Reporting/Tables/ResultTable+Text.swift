import Foundation
import TabularText

extension ResultTable {
  /// RFC 4180 with a header row; numbers read back to the same double, blanks are empty.
  public var csv: String {
    var writer = RecordWriter()
    writer.appendRecord(columns.map(\.name))
    for row in rows {
      for cell in row {
        switch cell {
        case .blank: writer.append("")
        case .text(let text): writer.append(text)
        case .integer(let number): writer.append(number)
        case .number(let number): writer.append(number)
        }
      }
      writer.endRecord()
    }
    return String(decoding: writer.takeBytes(), as: UTF8.self)
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
