import TabularText
import Testing

private enum Column: String, CaseIterable, Sendable {
  case code
  case name
  case parent
}

@Suite struct TableReaderTests {
  @Test func mapsColumnsInAnyOrder() throws {
    let table = read("\u{FEFF}parent,code,name\r\n,BY,Belarus\r\nBY,BY-MI,\"Minsk\nregion\"\r\n\r\nW,TR,Turkey")
    #expect(table.faults.isEmpty)
    #expect(table.rows.map { $0[.code] } == ["BY", "BY-MI", "TR"])
    #expect(table.rows.map { $0[.name] } == ["Belarus", "Minsk\nregion", "Turkey"])
    #expect(table.rows.map { $0[.parent] } == ["", "BY", "W"])
    #expect(table.rows.map(\.line) == [2, 3, 6])
  }

  @Test func tellsBlankRows() {
    let table = read("code,name,parent\n,,\n , ,\na,,\n")
    #expect(table.rows.map(\.isBlank) == [true, true, false])
  }

  @Test func aHeaderAloneIsATable() {
    let table = read("code,name,parent")
    #expect(table.faults.isEmpty)
    #expect(table.rows.isEmpty)
  }
}

@Suite struct TableReaderFaultTests {
  @Test(
    arguments: [
      ("", [.noHeader], ["1:1"]),
      ("\n\n", [.noHeader], ["1:1"]),
      ("code,name\na,b\n", [.lackingColumn("parent")], ["1:1"]),
      ("code,name,name,parent\n", [.repeatedColumn("name")], ["1:11"]),
      ("code,nam,parent\n", [.unknownColumn("nam"), .lackingColumn("name")], ["1:6", "1:1"]),
      ("\u{FEFF}code,\"nam\",parent,name\n", [.unknownColumn("nam")], ["1:6"]),
      (
        "code,name,parent\na,b\nc,d,e,f\ng,h,i\n",
        [.fieldCount(expected: 3, found: 2), .fieldCount(expected: 3, found: 4)], ["2:1", "3:1"]
      ),
      (
        "code,name,parent\na,\"b\nc,d,e\nf,g\"h,i\n",
        [.textAfterQuote(text: TextLocation(line: 4, column: 5)), .strayQuote], ["2:3", "4:4"]
      ),
      ("code,name,parent\na,\"b,c\nd,e,f\n", [.unclosedQuote], ["2:3"]),
    ] as [(String, [TabularTextError.Fault], [String])])
  func locates(_ text: String, _ faults: [TabularTextError.Fault], _ places: [String]) {
    let table = read(text)
    #expect(table.faults.map(\.fault) == faults)
    #expect(table.faults.map { "\($0.location.line):\($0.location.column)" } == places)
  }

  @Test func rowsBesideARefusedOneAreRead() {
    let table = read("code,name,parent\na,b,c\nd,e\"\nf,g,h\n")
    #expect(table.rows.map { $0[.code] } == ["a", "f"])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test func aLackingColumnIsNilInEveryRow() {
    #expect(read("code,name\na,b\n").rows.map { $0[.parent] } == [nil])
  }

  @Test func badBytesAreLocatedAndOnlyTheirRecordIsLeftOut() {
    let table = read(Array("code,name,parent\na,\"b\nx".utf8) + [0xE9] + Array("\",c\nd,e,f\n".utf8))
    #expect(table.faults == [TabularTextError(.invalidUTF8(byte: 0xE9), at: TextLocation(line: 3, column: 2))])
    #expect(table.rows.map { $0[.code] } == ["d"])
  }

  @Test func aHeaderThatCannotBeReadEndsTheReading() {
    let table = read([0x63, 0xFF, 0x0A, 0x61, 0xFF])
    #expect(table.faults == [TabularTextError(.invalidUTF8(byte: 0xFF), at: TextLocation(line: 1, column: 2))])
  }

  @Test func givesUpOnWhatIsNoTable() {
    let text = "code,name,parent\n" + String(repeating: "a,\"b\n", count: 200_000)
    let table = read(text)
    #expect(table.faults.count == TableReader<Column>.faultLimit + 1)
    #expect(table.faults.last?.fault == .tooManyFaults(limit: 20))
    #expect(table.faults.last?.location.line == 21)
  }
}

private func read(_ text: String) -> TableReader<Column>.Table { read([UInt8](text.utf8)) }

private func read(_ bytes: [UInt8]) -> TableReader<Column>.Table {
  bytes.withUnsafeBytes { TableReader<Column>().read($0) }
}
