import Foundation
import Testing

/// The table of the page on trends, written where `make tables` asks for it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["AGREEMENT"] != nil)) struct TrendAgreementTests {
  @Test func isWritten() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["AGREEMENT"])
    var lines = ["model,held against,series,numbers,least digits,median digits"]
    var seen: [String] = []
    for value in ReferenceCases.values where !seen.contains(value.model + value.tool) {
      seen.append(value.model + value.tool)
      let alike = ReferenceCases.values.filter { $0.model == value.model && $0.tool == value.tool }
      let digits = try alike.map { try $0.comparison().digits }.sorted()
      let rounded = [digits[0], digits[digits.count / 2]].map { String(format: "%.1f", $0) }
      lines.append(
        "`\(value.model)`,\(value.tool),\(Set(alike.map(\.caseName)).count),\(alike.count),"
          + rounded.joined(separator: ","))
    }
    try lines.sorted { ($0.hasPrefix("model") ? 0 : 1, $0) < ($1.hasPrefix("model") ? 0 : 1, $1) }
      .joined(separator: "\n").appending("\n")
      .write(toFile: folder + "/Trends.agreement.csv", atomically: true, encoding: .utf8)
  }
}
