import Assessment
import Foundation
import Testing

/// The formulas in 50 digits: `Tests/Reference/target-path`.
@Suite struct TargetPathReferenceTests {
  struct Row: CustomStringConvertible {
    let description: String
    let cells: [String]

    func number(_ column: Int) throws -> Double { try #require(Double(cells[column]), "\(description): \(column)") }
    func year(_ column: Int) throws -> Int { try #require(Int(cells[column]), "\(description): \(column)") }
  }

  static let rows: [Row] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/target-path/formulas.csv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(description: cells[0], cells: cells)
    }
  }()

  @Test func theTableIsThere() { #expect(Self.rows.count == 21) }

  @Test(arguments: rows) func agreesInTwelveDigits(_ row: Row) throws {
    try #require(row.cells.count == 13)
    let measure = try TargetPathMeasure(
      from: .init(year: row.year(1), value: row.number(2)), to: .init(year: row.year(3), value: row.number(4)),
      goal: row.number(6), deadline: row.year(5), isCeiling: row.year(7) < 0)
    try expectDigits(measure.observedGrowth, row.number(8))
    try expectDigits(measure.requiredGrowth, row.number(9))
    try expectDigits(try #require(measure.ratio), row.number(10))
    #expect(measure.status.rawValue == row.cells[11])
    try expectDigits(try #require(measure.score), row.number(12))
  }

  /// Relative error below 1e-12; a truth of 0 is met exactly.
  private func expectDigits(_ value: Double, _ truth: Double) {
    #expect(abs(value - truth) <= 1e-12 * abs(truth), "\(value), should be \(truth)")
  }
}
