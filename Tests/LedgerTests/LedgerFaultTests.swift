import Foundation
import Ledger
import SeededRandom
import Testing

/// Every message beside the ledger that leads to it.
@Suite struct LedgerFaultTests {
  @Test(arguments: LedgerCase.cases(in: files + cells + codes + claims + dates + targets + rates))
  func saysWhatIsWrongAndHowToMendIt(_ ledgerCase: LedgerCase) throws {
    let lines = try ledgerCase.fixture().problemLines()
    #expect(lines == ledgerCase.expected)
  }

  @Test func aFolderThatIsNotThere() {
    let problem = "/no/such/ledger:1: folder: there is nothing at this path; a ledger is a folder with "
    #expect(lines("/no/such/ledger").map { $0.hasPrefix(problem) } == [true])
  }

  @Test func aFileInPlaceOfTheFolder() throws {
    let fixture = try LedgerFixture()
    let path = fixture.folder.appending(path: "areas.csv").path
    #expect(lines(path).map { $0.hasPrefix("\(path):1: folder: this is no folder; ") } == [true])
    #expect(lines(path + "/x").map { $0.contains(":1: folder: there is nothing at this path; ") } == [true])
  }

  @Test func aPathThatTheSystemRefuses() {
    let path = String(repeating: "x", count: 5000)
    #expect(lines(path).map { $0.contains(": folder: the system does not let it be read (error ") } == [true])
  }

  @Test func aPipeIsNotWaitedFor() throws {
    let fixture = try LedgerFixture()
    try fixture.remove("rates.csv")
    try #require(mkfifo(fixture.folder.appending(path: "rates.csv").path, 0o600) == 0)
    #expect(fixture.problemLines() == ["rates.csv:1: file: this is no file; put a CSV file in its place"])
  }

  @Test func tenMegabytesOfNoise() throws {
    var random = SplitMix64(seed: 7)
    let fixture = try LedgerFixture()
    var noise: [UInt8] = []
    while noise.count < 10_000_000 { withUnsafeBytes(of: random.next()) { noise.append(contentsOf: $0) } }
    try fixture.write(noise, to: "statements.csv")
    #expect(
      fixture.problemLines() == [
        "statements.csv:1: row: the byte 0xD7 at byte 1 of the line is not UTF-8; save the file as UTF-8"
      ])
    try fixture.write([UInt8](LedgerFixture.valid["statements.csv", default: ""].utf8) + noise, to: "statements.csv")
    let lines = fixture.problemLines()
    #expect(lines.count == 21)
    #expect(lines.allSatisfy { $0.hasPrefix("statements.csv:") && !$0.unicodeScalars.contains { $0.value < 0x20 } })
  }

  @Test func problemsOfAllFilesComeSorted() throws {
    let fixture = try LedgerFixture()
    for name in ["targets", "areas", "statements", "rates"] {
      try fixture.append([UInt8]("x\ny\n".utf8), to: "\(name).csv")
    }
    let places = fixture.problemLines().map { $0.prefix { $0 != " " } }
    #expect(
      places == [
        "areas.csv:6:", "areas.csv:7:", "rates.csv:3:", "rates.csv:4:", "statements.csv:3:", "statements.csv:4:",
        "targets.csv:3:", "targets.csv:4:",
      ])
  }

  private func lines(_ path: String) -> [String] {
    do throws(LedgerError) {
      _ = try LedgerFolder(path).read()
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}
