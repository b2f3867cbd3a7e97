import Foundation
import GRDB
import Ledger
import Testing
import TradeSeries

/// Imports, corrections, and the guards of the schema.
@Suite struct LedgerStoreTests {
  let fixture: LedgerFixture
  let store: LedgerStore

  init() throws {
    fixture = try LedgerFixture()
    store = LedgerStore(fixture.folder.appending(path: "trade.sqlite").path)
    try store.add(LedgerFolder(fixture.folder.path).read())
  }

  private func importFolder() throws -> LedgerImport {
    try store.add(LedgerFolder(fixture.folder.path).read())
  }

  @Test func aCorrectionSupersedesAndTakesThePlaceOfTheOld() throws {
    try fixture.append(
      [UInt8]("s2,BY,CN,turnover,,,2022,level,5.79 billion,USD,,,2023-02-01,book,,\n".utf8), to: "statements.csv")
    #expect(try importFolder().added == 1)
    try fixture.write(
      [UInt8](
        LedgerFixture.valid["statements.csv", default: ""].replacingOccurrences(
          of: "over 1 billion", with: "1.1 billion"
        ).utf8),
      to: "statements.csv")
    #expect(try importFolder() == LedgerImport(corrected: 1, unchanged: 16))
    let statements = try store.read().statements
    #expect(statements.map(\.id) == ["s1", "s2"], "an import takes nothing away")
    #expect(statements.map(\.figure.description) == ["1.1 billion", "5.79 billion"])
    #expect(
      try texts("SELECT id || ' ' || figure || ' ' || ifnull(supersedes, '-') FROM statements ORDER BY row")
        == ["s1 over 1 billion -", "s2 5.79 billion -", "s1 1.1 billion 1"])
    #expect(try texts("SELECT figure FROM current_statements ORDER BY place") == ["1.1 billion", "5.79 billion"])
  }

  @Test func correctionsCanBeCorrected() throws {
    for (index, figure) in ["2 billion", "3 billion", "over 1 billion"].enumerated() {
      let text = LedgerFixture.valid["statements.csv", default: ""]
      try fixture.write(
        [UInt8](text.replacingOccurrences(of: "over 1 billion", with: figure).utf8), to: "statements.csv")
      #expect(try importFolder().corrected == 1)
      #expect(try store.read().statements.map(\.figure.description) == [figure])
      #expect(try texts("SELECT count(*) FROM statements") == ["\(index + 2)"])
    }
  }

  @Test func listsAreDescribedAnew() throws {
    try fixture.write(
      [UInt8](LedgerFixture.valid["areas.csv", default: ""].replacingOccurrences(of: "Turkey", with: "Türkiye").utf8),
      to: "areas.csv")
    #expect(try importFolder().corrected == 1)
    #expect(try store.read().areas.map(\.name).contains("Türkiye"))
    #expect(try store.read().areas.count == 5)
  }

  @Test func ratesAreCorrectedByCurrencyAndPeriod() throws {
    try fixture.write(
      [UInt8]("currency,period,per_usd,source\nCNY,2022,6.73,book\nCNY,2023,7.08,book\n".utf8), to: "rates.csv")
    #expect(try importFolder() == LedgerImport(added: 1, corrected: 1, unchanged: 16))
    #expect(try store.read().rates.map(\.perUSDollar.value) == [6.73, 7.08])
    #expect(try texts("SELECT per_usd FROM rates ORDER BY row") == ["6.729", "6.73", "7.08"])
  }

  /// The two ledgers are right each; together they say one thing twice.
  @Test func anImportThatWouldBreakTheStoreLeavesItAsItWas() throws {
    let before = try store.read()
    let text = LedgerFixture.valid["statements.csv", default: ""].replacingOccurrences(of: "s1,", with: "s9,")
    try fixture.write([UInt8](text.utf8), to: "statements.csv")
    try fixture.append([UInt8]("VN,Vietnam,\n".utf8), to: "areas.csv")
    let problem = LedgerProblem(
      file: store.path + "/statements", line: 2, column: "row", fault: .identicalStatement(id: "s1", line: 1))
    #expect(throws: LedgerError.problems([problem])) { try importFolder() }
    #expect(try store.read() == before)
    #expect(try texts("SELECT count(*) FROM areas WHERE code = 'VN'") == ["0"])
  }

  @Test(arguments: [
    "UPDATE statements SET figure = '2 billion'",
    "UPDATE statements SET note = 'x' WHERE id = 's1'",
    "UPDATE targets SET goal = '1'",
    "UPDATE rates SET per_usd = '1'",
    "UPDATE areas SET code = 'XX' WHERE code = 'TR'",
    "UPDATE sources SET id = 'other'",
    "DELETE FROM statements",
    "DELETE FROM targets",
    "DELETE FROM rates",
    "DELETE FROM areas WHERE code = 'TR'",
    "DELETE FROM indicators WHERE code = 'residents'",
    "DELETE FROM products WHERE code = 'dairy'",
    "DELETE FROM sources",
    "INSERT OR REPLACE INTO areas SELECT * FROM areas WHERE code = 'TR'",
    "INSERT OR REPLACE INTO statements SELECT * FROM statements",
    "INSERT OR REPLACE INTO statements (row, place, id\(same)) SELECT 1, 1, 's7'\(same) FROM statements",
    "REPLACE INTO rates (row, place, currency, period, per_usd, source) VALUES (1, 1, 'CNY', '2022', '1', 'book')",
    "INSERT INTO statements (place, id\(same)) SELECT 2, id\(same) FROM statements",
    "INSERT INTO statements (place, supersedes, id\(same)) SELECT 2, 99, id\(same) FROM statements",
    "INSERT INTO statements (place, id\(same)) SELECT 2, 's2', 'XX', partner\(rest) FROM statements",
    "INSERT INTO statements (place, id\(same)) SELECT 2, 's2', NULL, partner\(rest) FROM statements",
    "INSERT INTO statements (place, id\(same)) SELECT NULL, 's2', reporter, partner\(rest) FROM statements",
    "INSERT INTO rates (place, currency, period, per_usd, source) VALUES (2, 'yuan', '2023', '7', 'book')",
    "INSERT INTO rates (place, currency, period, per_usd, source) VALUES (2, 'CNY', 'last', '7', 'book')",
    "INSERT INTO rates (place, currency, period, per_usd, source) VALUES (2, 'CNY', '2022', '7', 'book')",
    "INSERT INTO rates (place, currency, period, per_usd, source) VALUES (2, 'CNY', '2023', '7', 'nobody')",
    "INSERT INTO indicators (code, name, nature, unit_kind) VALUES ('x', 'X', 'river', 'money')",
    "INSERT INTO areas (code, name, parent) VALUES ('X', 'X', 'X')",
    "INSERT INTO areas (code, name, parent) VALUES ('X', 'X', 'nowhere')",
    "INSERT INTO areas (code, name) VALUES ('a/b', 'X')",
    "INSERT INTO areas (code, name) VALUES ('', 'X')",
    "INSERT INTO areas (row, code, name) VALUES ('seven', 'X', 'X')",
  ])
  func theSchemaRefuses(_ sql: String) throws {
    let before = try store.read()
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: store.path).write { try $0.execute(sql: sql) }
    }
    #expect(try store.read() == before)
  }

  /// The columns of a statement behind its id, for the statements above.
  private static let rest = """
    , indicator, product, entity, period, kind, figure, unit, base, origin, known_on, source, locator, note
    """
  private static let same = ", reporter, partner" + rest

  private func texts(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: store.path).read { try String.fetchAll($0, sql: sql) }
  }
}
