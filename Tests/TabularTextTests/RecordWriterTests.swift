import SeededRandom
import TabularText
import Testing

@Suite struct RecordWriterTests {
  @Test(
    arguments: [
      (["a", "b"], "a,b\n"),
      (["a,b", "c"], "\"a,b\",c\n"),
      (["say \"yes\""], "\"say \"\"yes\"\"\"\n"),
      (["a\nb"], "\"a\nb\"\n"),
      (["a\rb"], "\"a\rb\"\n"),
      ([" a", "b ", "c d"], "\" a\",\"b \",c d\n"),
      (["", ""], ",\n"),
      ([""], "\"\"\n"),
      ([], "\"\"\n"),
      (["é日"], "é日\n"),
    ] as [([String], String)])
  func quotesWhereItMust(_ fields: [String], _ expected: String) {
    #expect(written { $0.appendRecord(fields) } == expected)
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1.0 / 3.0, "0.3333333333333333"),
      (1e15, "1000000000000000"),
      (1e16, "1e+16"), (1.5e300, "1.5e+300"), (.leastNonzeroMagnitude, "5e-324"), (.infinity, "inf"),
      (-.infinity, "-inf"),
      (.nan, "nan"),
    ] as [(Double, String)])
  func writesDoublesShort(_ number: Double, _ expected: String) {
    #expect(
      written {
        $0.append(number); $0.endRecord()
      } == expected + "\n")
  }

  @Test func writesWholeNumbersOfEveryLength() {
    let powers = sequence(first: 1) { $0 > Int.max / 10 ? nil : $0 * 10 }
    let numbers = [0, .max, .min] + powers.flatMap { [$0 - 1, $0, $0 + 1, -$0, 7 * ($0 / 3)] }
    let text = written { writer in
      for number in numbers { writer.append(number) }
      writer.endRecord()
    }
    #expect(text == numbers.map { "\($0)" }.joined(separator: ",") + "\n")
  }

  @Test func mixesTextAndNumbers() {
    let text = written {
      $0.append("BY")
      $0.append(2022)
      $0.append(5.8e9)
      $0.append("")
      $0.endRecord()
      $0.append("x")
      $0.endRecord()
    }
    #expect(text == "BY,2022,5800000000,\nx\n")
  }

  /// A number of 24 characters behind so much text that it just fits the first room, or not quite.
  @Test(arguments: 180...260) func aNumberMayEndWhereTheRoomDoes(before: Int) {
    let text = String(repeating: "x", count: before)
    let written = written { writer in
      writer.append(text)
      writer.append(-1.2345678901234567e-101)
      writer.endRecord()
    }
    #expect(written == "\(text),-1.2345678901234567e-101\n")
  }

  /// Numbers of all lengths, and room that grows several times.
  @Test func growsAsItWrites() {
    let numbers = (0..<3000).map { Double($0 % 7 + 1) * Double(sign: .plus, exponent: $0 % 120 - 60, significand: 1.1) }
    let texts = numbers.map { number in
      let text = number.description
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let written = written { writer in
      for (number, text) in zip(numbers, texts) {
        writer.append(number)
        writer.append(text)
        text.utf8CString.dropLast().withUnsafeBytes { writer.append(prefix: $0) }
      }
    }
    #expect(written == zip(texts, texts).map { "\($0),\($1)\($1)" }.joined(separator: ","))
  }

  @Test func handsOverWhatItWrote() {
    var writer = RecordWriter()
    writer.append("a")
    #expect(writer.takeBytes() == Array("a".utf8))
    writer.append("b")
    writer.endRecord()
    #expect(writer.takeBytes() == Array(",b\n".utf8))
    #expect(writer.bytes.isEmpty)
  }

  private func written(_ body: (inout RecordWriter) -> Void) -> String {
    var writer = RecordWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

@Suite struct RecordWriterPropertyTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func recordsReadBack(seed: UInt64) throws {
    let pieces = ["a", ",", "\"", "\n", "\r\n", "\r", " ", "é", "\u{FEFF}", "", "0"]
    var random = SplitMix64(seed: seed)
    for _ in 0..<1000 {
      let table = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
          (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
      }
      var writer = RecordWriter()
      for record in table { writer.appendRecord(record) }
      let first = table.first?.first ?? ""
      guard first.unicodeScalars.first != "\u{FEFF}" || writer.bytes.first == 0x22 else { continue }
      try #require(try records(writer.bytes) == table, "seed \(seed)")
    }
  }

  /// Random bit patterns: normal, subnormal, of either sign.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func doublesReadBackBitForBit(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<5000 {
      let bits = random.next()
      let number = round % 4 == 0 ? Double(bitPattern: bits & 0x800F_FFFF_FFFF_FFFF) : Double(bitPattern: bits)
      var writer = RecordWriter()
      writer.append(number.isNaN ? 1 : number)
      writer.append(Double(Int64(truncatingIfNeeded: bits) >> 12))
      writer.endRecord()
      let fields = try #require(try records(writer.bytes).first)
      if !number.isNaN { try #require(Double(fields[0])?.bitPattern == number.bitPattern, "seed \(seed): \(number)") }
      try #require(Double(fields[1]) == Double(Int64(truncatingIfNeeded: bits) >> 12))
      #expect(!fields[1].contains("."))
    }
  }
}
