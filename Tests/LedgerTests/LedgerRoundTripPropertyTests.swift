import Foundation
import Ledger
import Testing
import TradeSeries

/// A ledger is the same thing in memory, in a folder and in a store.
@Suite struct LedgerRoundTripPropertyTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func folderAndStoreReadBack(seed: UInt64) throws {
    var random = RandomLedger(seed: seed)
    let ledger = try random.ledger(statementCount: 100)
    let fixture = try LedgerFixture()
    try LedgerFolder(fixture.folder.path).write(ledger)
    let fromFolder = try LedgerLocation(fixture.folder.path).read()
    #expect(fromFolder == ledger, "seed \(seed)")

    let store = LedgerStore(fixture.folder.appending(path: "trade.sqlite").path)
    let count = try store.add(fromFolder)
    #expect(count == LedgerImport(added: 100 + 5 + 21 + 5 + 3 + 2 + 1))
    #expect(try LedgerLocation(store.path).read() == ledger, "seed \(seed)")
    #expect(try store.add(ledger) == LedgerImport(unchanged: count.added))
    #expect(try store.read() == ledger, "seed \(seed)")
  }

  @Test func writingTwiceGivesTheSameBytes() throws {
    var random = RandomLedger(seed: 11)
    let ledger = try random.ledger(statementCount: 50)
    let fixture = try LedgerFixture()
    let folder = LedgerFolder(fixture.folder.path)
    try folder.write(ledger)
    let files = try LedgerFile.allCases.map { try Data(contentsOf: URL(filePath: folder.path(of: $0))) }
    try folder.write(try folder.read())
    #expect(try LedgerFile.allCases.map { try Data(contentsOf: URL(filePath: folder.path(of: $0))) } == files)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 7, "nothing is left over")
  }

  @Test func aFolderThatCannotBeWrittenIsAProblem() throws {
    var random = RandomLedger(seed: 12)
    let ledger = try random.ledger(statementCount: 1)
    let problem = LedgerProblem(
      file: "/no/such/folder/areas.csv", line: 1, column: "file", fault: .unwritableFile(errno: ENOENT))
    #expect(throws: LedgerError.problems([problem])) { try LedgerFolder("/no/such/folder").write(ledger) }
  }
}
