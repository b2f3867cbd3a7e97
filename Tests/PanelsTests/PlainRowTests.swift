import SeededRandom
import TabularText
import Testing

@testable import Panels

/// Plain rows are read many at a time.
///
/// The last ones of a block never are, so that blocks of one row have none: both ways to read make the same of any rows.
@Suite struct PlainRowTests {
  @Test(arguments: [
    ["k", "l", "year", "value"], ["k", "year", "value"], ["value", "period", "k", "l"],
    ["period", "k", "l", "m", "value"],
    ["k", "value", "period"], ["k", "period", "l", "value"],
  ])
  func manyAtATimeReadAsOneByOne(columns: [String]) throws {
    let header = try PanelHeader(columns)
    for seed in 0..<24 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var rows: [String] = []
      for series in 0..<Int.random(in: 20...120, using: &random) {
        let name = randomKey(series, &random)
        for place in 0..<Int.random(in: 1...12, using: &random) {
          rows.append(randomRow(columns, key: name, place: place, seed: seed, &random))
        }
      }
      let (whole, single) = (try results([rows.joined()], header), try results(rows, header))
      let isSameText = whole.text == single.text
      let areSameFaults = whole.faults.count == single.faults.count && whole.faults.first == single.faults.first
      try #require(isSameText && areSameFaults, "seed \(seed)")
    }
  }

  /// What is read many at a time is read right, not only alike.
  @Test func numbersAreTheDoublesThatSwiftReads() throws {
    var random = SplitMix64(seed: 7)
    let numbers = (0..<3_000).map { _ in randomDigits(1...19, &random) }
    let text = numbers.map { "some key,2000,\($0)\n" }.joined() + "the last one,2000,1\n"
    var parser = RowParser(try PanelHeader(["k", "year", "value"]))
    text.utf8.withContiguousStorageIfAvailable { parser.parse(UnsafeRawBufferPointer($0)) }
    for (value, number) in zip(parser.series.values, numbers) {
      try #require(value.bitPattern == Double(number)?.bitPattern, "\(number)")
    }
  }

  private func results(_ blocks: [String], _ header: PanelHeader) throws -> (text: String, faults: PanelFaults) {
    let merge = StreamMerge()
    var writer = RecordWriter()
    var (faults, lines) = (PanelFaults(), 0)
    func write(_ part: StreamPart?) throws {
      for series in part?.series ?? [] { faults.add(try series.write(list, to: &writer).faults, lineOffset: 0) }
    }
    for text in blocks {
      try write(merge.join(text, header, linesBefore: lines))
      lines += text.utf8.count { $0 == 0x0A }
    }
    try write(merge.finish())
    faults.add(merge.faults, lineOffset: 0)
    return (String(decoding: writer.bytes, as: UTF8.self), faults)
  }
}

/// The key fields of a series; most plain, none of two series alike.
private func randomKey(_ series: Int, _ random: inout SplitMix64) -> [String] {
  let odd = ["é", " ", "\"\"", "a\u{0}b", "\u{7F}", "\t"]
  return (0..<3).map { place in
    let length = [0, 3, 11, 12, 13, 40].randomElement(using: &random) ?? 0
    let filling = String(repeating: "x", count: length)
    let plain = place > 0 ? filling : series % 2 == 0 ? "\(series)-" + filling : filling + "-\(series)"
    guard Int.random(in: 0..<12, using: &random) == 0 else { return plain }
    let end = odd.randomElement(using: &random) ?? ""
    let text = Bool.random(using: &random) ? plain + end : end + plain
    return text.contains("\"") || Bool.random(using: &random) ? "\"\(text)\"" : text
  }
}

private func randomRow(
  _ columns: [String], key: [String], place: Int, seed: UInt64, _ random: inout SplitMix64
) -> String {
  func isOdd() -> Bool { Int.random(in: 0..<40, using: &random) == 0 }
  var keys = key[...]
  var fields = columns.map { column in
    switch column {
    case "year", "period":
      let odd = [
        "20x3", "", "2001-13", "2001-00", "2001-Q5", "2001-Q0", "2001-S1", "1987Q3", "-5", "123456", "20:0", "2001-1:",
        "2001-/9", "20191Q1", "2019.S1", "2019-Q", "123456789",
      ]
      if isOdd() { return odd.randomElement(using: &random) ?? "" }
      let year = String(2000 + (isOdd() ? 0 : place))
      return isOdd() ? year + (Bool.random(using: &random) ? "-Q3" : "-07") : year
    case "value": return isOdd() ? randomOddNumber(&random) : randomDigits(1...17, &random)
    default:
      let field = keys.removeFirst()
      // The same key in quotes or without, as the other rows do not have it.
      return isOdd() || seed % 4 == 1 && !isOdd() ? quoted(field) : field
    }
  }
  if seed % 4 == 2 { fields = fields.map { isOdd() ? $0 : quoted($0) } }
  if isOdd() { fields.append("7") }
  if isOdd() { fields.removeLast() }
  let ends = seed % 3 == 0 ? ["\r\n", "\n"] : ["\n", "\r\n"]
  // A row in two lines is two bad rows, of which one ends where it should.
  let first = fields.removeFirst() + (fields.count < columns.count && isOdd() ? "\n" : ",")
  let oddEnd = [ends[1], ends[0] + ends[1], "\r7\n"].randomElement(using: &random) ?? ""
  return first + fields.joined(separator: ",") + (isOdd() ? oddEnd : ends[0])
}

private func quoted(_ field: String) -> String { field.hasPrefix("\"") ? field : "\"\(field)\"" }

/// A number that Swift can read, of so many digits, with or without a point and a minus.
private func randomDigits(_ lengths: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
  var digits = (0..<Int.random(in: lengths, using: &random)).map { _ in
    Character(String(Int.random(in: 0...9, using: &random)))
  }
  if Int.random(in: 0..<5, using: &random) > 0 {
    digits.insert(".", at: Int.random(in: 0...digits.count, using: &random))
  }
  return (Int.random(in: 0..<6, using: &random) == 0 ? "-" : "") + String(digits)
}

private func randomOddNumber(_ random: inout SplitMix64) -> String {
  let odd = [
    "", "-", ".", "-.", "+5", "1e5", "1.5E-7", "1..5", "1.5.2", "nan", "0x10", " 7", "7 ", "1e400",
    "98765432109876543210",
    "1234567890123456789012345", "0.00000000000000000012345678901234567", "9007199254740993", "900719925474099.3",
    "1:5",
    "1/5", ".12345678901234567890", "12345678901234567.", "..12345678901234567", "1.2345678901234567.",
  ]
  return odd.randomElement(using: &random) ?? ""
}
