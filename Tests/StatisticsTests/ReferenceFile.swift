import Foundation
import Testing

/// A comma-separated table of reference values with a header, found from the place of this file.
struct ReferenceFile {
  let columns: [String]
  let rows: [[String]]

  /// Reads the file at a path from the root of the package, such as `datasets/reference/nist/longley.csv`.
  init(_ path: String, from source: String = #filePath) throws {
    let root = URL(filePath: source).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    columns = try #require(lines.first).map(String.init)
    rows = lines.dropFirst().map { $0.map(String.init) }
  }

  /// The numbers of one column.
  func numbers(_ column: String) throws -> [Double] {
    let place = try #require(columns.firstIndex(of: column), "no column \(column)")
    return try rows.map { try #require(Double($0[place]), "\($0[place]) in column \(column)") }
  }
}

/// −log₁₀ of the relative error, of the absolute one for a truth of 0; at most 16.
func digitsOfAgreement(_ value: Double, _ truth: Double) -> Double {
  let error = truth == 0 ? value.magnitude : ((value - truth) / truth).magnitude
  return error == 0 ? 16 : min(16, -log10(error))
}
