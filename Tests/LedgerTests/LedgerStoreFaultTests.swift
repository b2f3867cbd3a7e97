import Foundation
import GRDB
import SeededRandom
import Testing
import TradeSeries

@testable import Ledger

/// What can happen to a file.
@Suite struct LedgerStoreFaultTests {
  let fixture: LedgerFixture
  let store: LedgerStore
  let ledger: StatementLedger

  init() throws {
    fixture = try LedgerFixture()
    var random = RandomLedger(seed: 3)
    ledger = try random.ledger(statementCount: 300)
    var store = LedgerStore(fixture.folder.appending(path: "trade.sqlite").path)
    store.patience = 0.05
    try store.add(ledger)
    self.store = store
  }

  private func fault(_ fault: LedgerFault) -> LedgerError {
    .problems([LedgerProblem(file: store.path, line: 1, column: "file", fault: fault)])
  }

  @Test func aStoreThatIsNotThere() throws {
    try FileManager.default.removeItem(atPath: store.path)
    #expect(throws: fault(.missing)) { try store.read() }
    #expect(!FileManager.default.fileExists(atPath: store.path), "reading makes no file")
  }

  @Test func aFileThatIsNoDatabase() throws {
    try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: store.path))
    #expect(throws: fault(.store(.notADatabase))) { try store.read() }
    #expect(throws: fault(.store(.notADatabase))) { try store.add(ledger) }
    #expect(try Data(contentsOf: URL(filePath: store.path)) == Data(repeating: 0x41, count: 5000))
  }

  @Test func aDatabaseOfSomethingElse() throws {
    try FileManager.default.removeItem(atPath: store.path)
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "CREATE TABLE music (title TEXT)") }
    #expect(throws: fault(.store(.notALedger))) { try store.read() }
    #expect(throws: fault(.store(.notALedger))) { try store.add(ledger) }
  }

  @Test func anEmptyFileIsNoLedgerYetAndBecomesOne() throws {
    try Data().write(to: URL(filePath: store.path))
    #expect(throws: fault(.store(.notALedger))) { try store.read() }
    try store.add(ledger)
    #expect(try store.read() == ledger)
  }

  @Test func aStoreOfALaterVersion() throws {
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "PRAGMA user_version = 7") }
    #expect(throws: fault(.store(.laterVersion(7, known: 1)))) { try store.read() }
    #expect(throws: fault(.store(.laterVersion(7, known: 1)))) { try store.add(ledger) }
  }

  @Test func aFolderInPlaceOfAStore() {
    let folder = LedgerStore(fixture.folder.path)
    let problem = LedgerProblem(file: folder.path, line: 1, column: "file", fault: .store(.notADatabase))
    #expect(throws: LedgerError.problems([problem])) { try folder.add(ledger) }
  }

  @Test(arguments: ["/no/such/folder/trade.sqlite", ""]) func aStoreThatCannotBeMade(_ path: String) {
    let problem = LedgerProblem(file: path, line: 1, column: "file", fault: .store(.cannotOpen))
    #expect(throws: LedgerError.problems([problem])) { try LedgerStore(path).add(ledger) }
  }

  @Test func aLockedStore() throws {
    let other = try DatabaseQueue(path: store.path)
    try other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      #expect(throws: fault(.store(.locked))) { try store.read() }
      #expect(throws: fault(.store(.locked))) { try store.add(ledger) }
      try database.execute(sql: "COMMIT")
    }
    #expect(try store.read() == ledger)
  }

  @Test func aFullDisk() throws {
    var small = store
    small.pageLimit = try DatabaseQueue(path: store.path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") }
    var random = RandomLedger(seed: 4)
    #expect(throws: fault(.store(.diskFull))) { try small.add(random.ledger(statementCount: 2000)) }
    #expect(try store.read() == ledger, "nothing was written")
  }

  @Test func aTornFile() throws {
    let whole = try Data(contentsOf: URL(filePath: store.path))
    for part in [whole.count / 2, whole.count - 4096, 4096, 50] {
      try whole.prefix(part).write(to: URL(filePath: store.path))
      #expect(throws: fault(.store(.damaged))) { try store.read() }
    }
  }

  /// A page that no reading of the statements touches; the next import would.
  @Test func anOverwrittenIndex() throws {
    let queue = try DatabaseQueue(path: store.path)
    let rootPage = "SELECT rootpage FROM sqlite_schema WHERE name = 'statements_by_key'"
    let page = try #require(try queue.read { try Int.fetchOne($0, sql: rootPage) })
    let size = try #require(try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_size") })
    var bytes = try Data(contentsOf: URL(filePath: store.path))
    bytes.replaceSubrange((page - 1) * size..<page * size, with: Data(repeating: 0, count: size))
    try bytes.write(to: URL(filePath: store.path))
    #expect(throws: fault(.store(.damaged))) { try store.read() }
  }

  /// Whatever a single byte does to the file, the store is read as it was, or refused.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func anOverwrittenByte(seed: UInt64) throws {
    let whole = try Data(contentsOf: URL(filePath: store.path))
    var random = SplitMix64(seed: seed)
    for _ in 0..<30 {
      var damaged = whole
      let place = Int.random(in: 0..<whole.count, using: &random)
      damaged[place] = UInt8.random(in: 0...255, using: &random)
      try damaged.write(to: URL(filePath: store.path))
      do throws(LedgerError) { _ = try store.read() } catch { #expect(!error.problems.isEmpty) }
    }
  }

  /// The image of a machine that stopped in the middle of an import: pages overwritten, the journal beside them.
  @Test func anImportCutShortIsUndoneByTheNextReader() throws {
    let copy = LedgerStore(fixture.folder.appending(path: "copy.sqlite").path)
    try DatabaseQueue(path: store.path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = 2")
      try database.execute(sql: "BEGIN IMMEDIATE")
      for number in 0..<500 {
        try database.execute(sql: "INSERT INTO areas (code, name) VALUES (?, ?)", arguments: ["X\(number)", "An area"])
      }
      for suffix in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: store.path + suffix, toPath: copy.path + suffix)
      }
      try database.execute(sql: "ROLLBACK")
    }
    let journal = try Data(contentsOf: URL(filePath: copy.path + "-journal"))
    try #require(journal.count > 4096)
    #expect(try Data(contentsOf: URL(filePath: copy.path)) != Data(contentsOf: URL(filePath: store.path)))
    #expect(try copy.read() == ledger)
  }

  /// The schema lets a text through that no figure is; the reader does not.
  @Test func aRowThatOnlyTheReaderRefuses() throws {
    try DatabaseQueue(path: store.path).write { database in
      try database.execute(sql: "INSERT INTO sources (id, title) VALUES ('second', 'Another book')")
      try database.execute(
        sql:
          "INSERT INTO rates (place, currency, period, per_usd, source) VALUES (99, 'CNY', '2031', 'a lot', 'second')")
    }
    #expect(
      lines() == [
        "trade.sqlite/rates:22: per_usd: \"a lot\" is no figure: \"a lot\" is no word of the notation; "
          + "write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%"
      ])
  }

  @Test(
    arguments: [
      (.notADatabase, "this is no SQLite database; name a ledger folder or a store made by import"),
      (.notALedger, "this SQLite database is no ledger; name a store made by import"),
      (
        .laterVersion(7, known: 1),
        "the store has schema version 7, this program knows 1; use the program that wrote it"
      ),
      (.locked, "another process holds the store; try again when it is done"),
      (.damaged, "the store is torn or overwritten; make it anew from the ledger folder, or take the last copy"),
      (.diskFull, "there is no room to write the store, nothing was written; free some space"),
      (.readOnly, "the store must not be written; check its permissions and its folder's"),
      (.cannotOpen, "the store can be neither opened nor made; check that its folder exists, and its permissions"),
      (.refused(code: 1), "SQLite refused with result code 1, nothing was written; check the store"),
    ] as [(StoreFault, String)])
  func saysWhatIsWrongAndHowToMendIt(_ fault: StoreFault, _ text: String) {
    let problem = LedgerProblem(file: "trade.sqlite", line: 1, column: "file", fault: .store(fault))
    #expect(problem.description == "trade.sqlite:1: file: " + text)
  }

  private func lines() -> [String] {
    do throws(LedgerError) {
      _ = try store.read()
      return []
    } catch {
      return error.problems.map { $0.description.replacingOccurrences(of: fixture.folder.path + "/", with: "") }
    }
  }
}
