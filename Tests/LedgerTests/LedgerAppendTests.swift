import Foundation
import Ledger
import Testing
import TradeSeries

/// One statement more, in a folder and in a store.
@Suite struct LedgerAppendTests {
  static let cells = [
    "id": "s2", "reporter": "BY", "partner": "CN", "indicator": "exports", "period": "2022", "kind": "level",
    "figure": "1,234 million", "unit": "CNY", "known_on": "2023-02-01", "source": "book", "note": "said \"so\"",
  ]
  static let row = #"s2,BY,CN,exports,,,2022,level,"1,234 million",CNY,,,2023-02-01,book,,"said ""so""""#

  @Test(arguments: ["\n", "\r\n"], [true, false])
  func aRowIsAddedAndTheOthersStayAsTheyAre(_ lineEnd: String, _ isEnded: Bool) throws {
    let fixture = try LedgerFixture()
    var text = LedgerFixture.valid["statements.csv", default: ""].replacingOccurrences(of: "\n", with: lineEnd)
    if !isEnded { text.removeLast() }
    try fixture.write([UInt8](text.utf8), to: "statements.csv")
    let location = LedgerLocation(fixture.folder.path)
    let statement = try location.append(statement: Self.cells)
    let bytes = try Data(contentsOf: fixture.folder.appending(path: "statements.csv"))
    #expect(String(decoding: bytes, as: UTF8.self) == text + (isEnded ? "" : lineEnd) + Self.row + lineEnd)
    #expect(try location.read().statements.last == statement)
    #expect(statement.figure.description == "1234 million")
  }

  @Test func theColumnsOfTheFileAreFollowed() throws {
    let fixture = try LedgerFixture()
    let columns = Array(LedgerFile.statements.columns.reversed())
    try fixture.write([UInt8]((columns.joined(separator: ",") + "\n").utf8), to: "statements.csv")
    let statement = try LedgerLocation(fixture.folder.path).append(statement: Self.cells)
    #expect(try LedgerLocation(fixture.folder.path).read().statements == [statement])
  }

  @Test func aStoreTakesTheSame() throws {
    let fixture = try LedgerFixture()
    let store = LedgerStore(fixture.folder.appending(path: "trade.sqlite").path)
    try store.add(LedgerFolder(fixture.folder.path).read())
    let statement = try LedgerLocation(store.path).append(statement: Self.cells)
    #expect(try store.read().statements.map(\.id) == ["s1", "s2"])
    #expect(try store.read().statements.last == statement)
  }

  @Test func whatIsWrongIsLocatedAndNothingIsWritten() throws {
    let fixture = try LedgerFixture()
    let store = LedgerStore(fixture.folder.appending(path: "trade.sqlite").path)
    let before = try LedgerFolder(fixture.folder.path).read()
    try store.add(before)
    var cells = Self.cells
    cells["id"] = "s1"
    cells["figure"] = "1.6 times"
    cells["colour"] = "red"
    let texts = [
      "colour: no column is called so; correct or delete it",
      "id: \"s1\" stands on line LINE too; give one of them another",
      "figure: \"1.6 times\" is no figure: \"times\" is no word of the notation; write it as \"x1.6\" if that is meant",
    ]
    let places = [
      (fixture.folder.path, fixture.folder.path + "/statements.csv:3: ", "2"),
      (store.path, store.path + "/statements:2: ", "1"),
    ]
    for (path, place, line) in places {
      do throws(LedgerError) {
        try LedgerLocation(path).append(statement: cells)
        Issue.record("\(path) took a row that is wrong")
      } catch {
        let expected = texts.map { place + $0.replacingOccurrences(of: "LINE", with: line) }
        #expect(error.problems.map(\.description) == expected)
      }
      #expect(try LedgerLocation(path).read() == before)
    }
  }
}
