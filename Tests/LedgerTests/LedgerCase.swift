import Testing

/// A change to the valid ledger and the lines it must lead to, in a text that shows both side by side.
///
/// ```text
/// case a partner that is a letter off
/// + statements.csv s2,BY,TX,…      add a row
/// ~ statements.csv s2,BY           add text without a line end
/// = areas.csv                      replace the file by the `|` lines that follow
/// | code,name,parent
/// - rates.csv                      take the file away
/// / rates.csv                      put a folder in its place
/// ! statements.csv:3: partner: …   an expected line; none when the change is right
/// ```
///
/// `\xE9`, `\r`, `\n` and `\t` in rows are the bytes they name; a row of `\s` is a space.
struct LedgerCase: CustomTestStringConvertible, Sendable {
  enum Change: Sendable {
    case append(String, [UInt8])
    case replace(String, [UInt8])
    case remove(String)
    case folder(String)
  }

  var name: String
  var changes: [Change] = []
  var expected: [String] = []

  var testDescription: String { name }

  /// The cases of a text.
  static func cases(in text: String) -> [LedgerCase] {
    var cases: [LedgerCase] = []
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      let rest = words.count > 1 ? String(words[1]) : ""
      if words[0] == "case" {
        cases.append(LedgerCase(name: rest))
        continue
      }
      guard !cases.isEmpty else { preconditionFailure("a line before the first case: \(line)") }
      cases[cases.count - 1].add(String(words[0]), rest)
    }
    return cases
  }

  private mutating func add(_ sign: String, _ rest: String) {
    let words = rest.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch sign {
    case "+": changes.append(.append(words[0], Self.bytes(words[1]) + [0x0A]))
    case "~": changes.append(.append(words[0], Self.bytes(words[1])))
    case "=": changes.append(.replace(rest, []))
    case "|":
      guard case .replace(let file, let bytes)? = changes.popLast() else { preconditionFailure("no file: | \(rest)") }
      changes.append(.replace(file, bytes + Self.bytes(rest) + [0x0A]))
    case "-": changes.append(.remove(rest))
    case "/": changes.append(.folder(rest))
    case "!": expected.append(rest)
    default: preconditionFailure("unknown sign: \(sign) \(rest)")
    }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let code = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch code {
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "s"): bytes.append(0x20)
      case UInt8(ascii: "x"):
        guard let number = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          preconditionFailure("\\x needs two hexadecimal digits: \(text)")
        }
        bytes.append(number)
        rest = rest.dropFirst(2)
      default: preconditionFailure("unknown escape in \(text)")
      }
    }
    return bytes
  }

  /// The valid ledger with the changes made.
  func fixture() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    for change in changes {
      switch change {
      case .append(let file, let bytes): try fixture.append(bytes, to: file)
      case .replace(let file, let bytes): try fixture.write(bytes, to: file)
      case .remove(let file): try fixture.remove(file)
      case .folder(let file): try fixture.putFolder(inPlaceOf: file)
      }
    }
    return fixture
  }
}
