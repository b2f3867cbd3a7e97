import Foundation

/// An end other than success: lines for standard error and the exit code of the contract.
struct Failure: Error {
  enum Code: Int32 {
    /// The input has problems.
    case input = 1
    /// Wrong usage.
    case usage = 2
    /// A bug.
    case `internal` = 3
  }

  let code: Code
  let lines: [String]

  init(_ code: Code, _ lines: [String]) { (self.code, self.lines) = (code, lines) }

  /// Writes the lines, control characters as their pictures, and exits.
  func report() -> Never {
    // Where nobody listens, the exit code still tells.
    guard !lines.isEmpty else { exit(code.rawValue) }
    try? FileHandle.standardError.write(contentsOf: Data(lines.map { $0.visible + "\n" }.joined().utf8))
    exit(code.rawValue)
  }
}

extension String {
  /// On one line, with nothing in it that a terminal would obey: control characters as their pictures, such as `␛`.
  var visible: String {
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case ..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? scalar
      case 0x7F: "\u{2421}"
      // These have no picture.
      case 0x80..<0xA0: "\u{FFFD}"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Visible and no longer than a line can bear.
  var brief: String { String(unicodeScalars.prefix(40)).visible + (unicodeScalars.count > 40 ? "…" : "") }
}
