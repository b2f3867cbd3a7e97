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

  /// Writes the lines and exits.
  func report() -> Never {
    // Where nobody listens, the exit code still tells.
    guard !lines.isEmpty else { exit(code.rawValue) }
    try? FileHandle.standardError.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    exit(code.rawValue)
  }
}

extension String {
  /// Printable and no longer than a line can bear.
  var brief: String {
    let printable = unicodeScalars.prefix(40).map { $0.properties.generalCategory == .control ? " " : String($0) }
    return printable.joined() + (unicodeScalars.count > 40 ? "…" : "")
  }
}
