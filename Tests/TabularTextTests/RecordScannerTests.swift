import TabularText
import Testing

/// RFC 4180, sentence by sentence, and what spreadsheets add to it.
@Suite struct RecordScannerTests {
  @Test(
    arguments: [
      ("", []),
      ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\u{FEFF}", []),
      ("\u{FEFF}\"a\"\n", [["a"]]),
      ("\n", [[""]]),
      ("a\n\nb\n", [["a"], [""], ["b"]]),
      (",\n", [["", ""]]),
      ("a,", [["a", ""]]),
      (",,", [["", "", ""]]),
      ("\"a,b\",c\n", [["a,b", "c"]]),
      ("\"a\nb\",c\n", [["a\nb", "c"]]),
      ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
      ("\"a\rb\"\n", [["a\rb"]]),
      ("\"say \"\"yes\"\"\",c\n", [["say \"yes\"", "c"]]),
      ("\"\"\"\"\n", [["\""]]),
      ("\"\"\"\"\"\"\n", [["\"\""]]),
      ("\"\",\"\"\n", [["", ""]]),
      ("\"a\"", [["a"]]),
      (" a , b \n", [[" a ", " b "]]),
      ("é,日本\n", [["é", "日本"]]),
      ("a\u{FEFF},b\n", [["a\u{FEFF}", "b"]]),
    ] as [(String, [[String]])])
  func splits(_ text: String, _ expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test func knowsTheLineOfEachRecord() throws {
    let text: [UInt8] = Array("a\n\"b\n\nc\",d\r\ne\n".utf8)
    try text.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) throws in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      var lines: [Int] = []
      repeat { lines.append(scanner.line) } while try scanner.next(in: buffer, into: &fields)
      #expect(lines == [1, 2, 5, 6])
      #expect(scanner.offset == buffer.count)
      #expect(fields.isEmpty)
    }
  }

  @Test func fieldsAreRangesOfTheBuffer() throws {
    let text: [UInt8] = Array("ab,\"c\"\"d\",\n".utf8)
    try text.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) throws in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      #expect(try scanner.next(in: buffer, into: &fields))
      #expect(fields.map(\.bytes) == [0..<2, 4..<8, 10..<10])
      #expect(fields.map(\.isQuoted) == [false, true, false])
      #expect(fields.map(\.hasDoubledQuotes) == [false, true, false])
    }
  }
}

@Suite struct RecordScannerFaultTests {
  @Test(
    arguments: [
      ("a,b\"c\n", .strayQuote, 1, 4),
      ("x,y\na \"b\",c\n", .strayQuote, 2, 3),
      ("é,b\"\n", .strayQuote, 1, 5),
      ("\u{FEFF}a\"\n", .strayQuote, 1, 2),
      ("x\n\"a\"b,c\n", .textAfterQuote(text: TextLocation(line: 2, column: 4)), 2, 1),
      ("x\ny,\"a\nb\" ,c\n", .textAfterQuote(text: TextLocation(line: 3, column: 3)), 2, 3),
      ("x\ny,\"a\nb\n", .unclosedQuote, 2, 3),
      ("\"", .unclosedQuote, 1, 1),
      ("\"a\"\"", .unclosedQuote, 1, 1),
      ("a\rb\n", .loneCarriageReturn, 1, 2),
      ("a,b\r", .loneCarriageReturn, 1, 4),
      ("x\n\"a\"\rb", .loneCarriageReturn, 2, 4),
    ] as [(String, TabularTextError.Fault, Int, Int)])
  func locates(_ text: String, _ fault: TabularTextError.Fault, _ line: Int, _ column: Int) {
    #expect(throws: TabularTextError(fault, at: TextLocation(line: line, column: column))) { try records(text) }
  }

  /// After a fault the scanner stands at the refused record and goes on behind its first line.
  @Test func goesOnBehindARefusedLine() throws {
    let text: [UInt8] = Array("a\n\"b\nc\nd\n".utf8)
    try text.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) throws in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      #expect(try scanner.next(in: buffer, into: &fields))
      #expect(throws: TabularTextError(.unclosedQuote, at: TextLocation(line: 2, column: 1))) {
        try scanner.next(in: buffer, into: &fields)
      }
      #expect(scanner.line == 2)
      scanner.skipLine(in: buffer)
      #expect(scanner.line == 3)
      #expect(try scanner.next(in: buffer, into: &fields))
      #expect(fields.map(buffer.text(of:)) == ["c"])
    }
  }

  @Test func aRecordThatIsRefusedIsRefusedAgain() {
    let text: [UInt8] = Array("ab\"c\nd\n".utf8)
    text.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      for _ in 1...2 {
        #expect(throws: TabularTextError(.strayQuote, at: TextLocation(line: 1, column: 3))) {
          try scanner.next(in: buffer, into: &fields)
        }
        scanner.passRecords(ofFields: 1, in: buffer)
        #expect(scanner.offset == 0)
      }
    }
  }
}
