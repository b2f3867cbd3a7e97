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
        case .list, .record: writer.append(cell.text)
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

  /// A row or record for `JSONEncoder`: an object whose keys are the names.
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
      for (name, cell) in zip(names, cells) { try object.encode(Value(cell: cell), forKey: Key(name)) }
    }
  }

  /// A cell for `JSONEncoder`.
  private struct Value: Encodable {
    let cell: Cell

    func encode(to encoder: any Encoder) throws {
      var single = encoder.singleValueContainer()
      switch cell {
      case .blank: try single.encodeNil()
      case .text(let text): try single.encode(text)
      case .integer(let number): try single.encode(number)
      case .number(let number): try single.encode(number)
      case .list(let cells, _): try single.encode(cells.map(Value.init))
      case .record(let fields, _): try single.encode(Record(names: fields.map(\.name), cells: fields.map(\.cell)))
      }
    }
  }
}

extension ResultTable.Cell {
  /// The cell as one text; numbers as in CSV.
  fileprivate var text: String {
    switch self {
    case .blank: ""
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number):
      {
        var writer = RecordWriter()
        writer.append(number)
        return String(decoding: writer.takeBytes(), as: UTF8.self)
      }()
    case .list(let cells, let separator): cells.map(\.text).joined(separator: separator)
    case .record(let fields, let separator): fields.map(\.cell.text).joined(separator: separator)
    }
  }
}
