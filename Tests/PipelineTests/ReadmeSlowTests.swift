import Foundation
import Testing
import TradeTurnover

/// The worked example of README.md, typed as its reader types it, gives what README.md prints.
@Suite struct ReadmeSlowTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func exampleGivesThePrintedTables() throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let printed = text.matches(of: /```text\n((?s).*?)\n```/).map { String($0.output.1) }
    try #require(printed.count == 2)
    let contents = try TradeAnalysis().run(typedLedger(in: text), title: "")
    expectAlike(printed[0], contents.render(.targets, as: .table))
    expectAlike(printed[1], contents.render(.adjusted, as: .table).components(separatedBy: "\n\n")[0])
  }

  private func typedLedger(in text: String) throws -> StatementLedger {
    let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let indicators = "indicators.csv"
    try FileManager.default.copyItem(
      at: Self.root.appending(path: "datasets/belarus-asia/\(indicators)"), to: folder.appending(path: indicators))
    for file in text.matches(of: /cat > mine\/(\w+\.csv) <<'END'\n((?s).*?\n)END\n/) {
      try String(file.output.2).write(to: folder.appending(path: file.output.1), atomically: true, encoding: .utf8)
    }
    return try LedgerLocation(folder.path()).read()
  }

  /// The same words in the same order, and numbers within a tenth or one unit: draws differ between processors.
  private func expectAlike(_ printed: String, _ truth: String) {
    let (printed, truth) = (words(printed), words(truth))
    #expect(printed.count == truth.count)
    for (word, other) in zip(printed, truth) where word != other {
      guard let number = Double(word), let otherNumber = Double(other) else {
        Issue.record("\(word): the command prints \(other)")
        continue
      }
      #expect(abs(number - otherNumber) <= max(0.1 * abs(otherNumber), 1), "the command prints another number")
    }
  }

  private func words(_ table: String) -> [Substring] {
    table.split { $0.isWhitespace || $0 == "–" }
  }
}
