import Foundation
import Ledger
import Testing

/// Runs every text case.
@Suite struct CaseTests {
  static let files: [URL] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    let all = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return all.filter { $0.pathExtension == "case" }.sorted { $0.path < $1.path }
  }()

  @Test func thereAreCases() { #expect(Self.files.count >= 12) }

  @Test(arguments: files.map(\.lastPathComponent)) func holds(_ name: String) throws {
    let file = try #require(Self.files.first { $0.lastPathComponent == name })
    let textCase = try TextCase(file)
    try #require(!textCase.expectations.isEmpty)
    let errors = textCase.expectations.filter { $0.hasPrefix("error ") }.map { String($0.dropFirst(6)) }
    guard errors.isEmpty else {
      let problems = #expect(throws: LedgerError.self) { try textCase.ledger() }?.problems.map(\.description) ?? []
      for error in errors {
        #expect(problems.contains { $0.contains(error) }, "\(error): not in \(problems)")
      }
      return
    }
    let run = try CaseRun(textCase)
    for expectation in textCase.expectations { try run.check(expectation) }
  }
}
