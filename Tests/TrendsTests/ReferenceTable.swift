import Foundation
import Testing

/// A table of reference values with a header, below `Tests/Reference`.
struct ReferenceTable {
  let rows: [[String: String]]

  init(_ path: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Reference/" + path), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = try #require(lines.first)
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
  }
}

extension [String: String] {
  /// The text in a column.
  func text(_ column: String) throws -> String { try #require(self[column], "no column \(column)") }

  /// The number in a column.
  func number(_ column: String) throws -> Double {
    try #require(self[column].flatMap(Double.init), "\(self[column] ?? "nothing") in column \(column)")
  }

  /// The numbers in a column, between blanks; `NA` is none.
  func numbers(_ column: String) throws -> [Double?] {
    try text(column).split(separator: " ").map { Double($0) }
  }
}

/// −log₁₀ of the error relative to the larger of the truth and a scale; at most 16.
func digitsOfAgreement(_ value: Double, _ truth: Double, scale: Double = 0) -> Double {
  let size = max(truth.magnitude, scale)
  let error = (value - truth).magnitude / (size > 0 ? size : 1)
  return error == 0 ? 16 : min(16, -log10(error))
}

extension Optional {
  /// The value; its absence fails the test.
  var required: Wrapped { get throws { try #require(self) } }
}
