import Foundation
import Testing
import TradeTurnover

/// The worked example of README.md does what it says.
@Suite struct ReadmeSlowTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let example = root.appending(path: "examples/five-statements")

  let text: String

  init() throws {
    text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// The files that a reader types are those of the example, so that its code lists fit.
  @Test(arguments: ["areas", "sources", "statements", "targets"]) func typedFileIsTheExample(_ name: String) throws {
    let start = try #require(text.range(of: "cat > mine/\(name).csv <<'END'\n")).upperBound
    let end = try #require(text.range(of: "\nEND\n", range: start..<text.endIndex)).lowerBound
    let file = try String(contentsOf: Self.example.appending(path: "\(name).csv"), encoding: .utf8)
    #expect(text[start..<end] + "\n" == file)
  }

  @Test func printedTablesAreWhatTheCommandPrints() throws {
    let ledger = try LedgerLocation(Self.example.path()).read()
    let contents = try TradeAnalysis().run(ledger, title: "")
    let blocks = text.components(separatedBy: "```text\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
    try #require(blocks.count == 2)
    let figures = contents.render(.adjusted, as: .table).components(separatedBy: "\n\n")[0]
    expectAlike(blocks[0], contents.render(.targets, as: .table))
    expectAlike(blocks[1], figures)
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
