import Foundation
import Panels
import TabularText
import Testing

/// What a run makes of a text; the model writes the periods and values of each series.
@Suite struct PanelRunTests {
  @Test func keepsTheOrderOfFirstAppearanceWhateverTheRows() throws {
    let adjacent = try run("k,year,value\nb,1,10\nb,2,20\na,1,30\na,2,40\nc,1,50\n")
    let shuffled = try run("k,year,value\nb,2,20\na,2,40\nc,1,50\na,1,30\nb,1,10\n")
    #expect(adjacent.text == "k,figures\nb,1=10.0 2=20.0\na,1=30.0 2=40.0\nc,1=50.0\n")
    #expect(shuffled.text == adjacent.text)
  }

  @Test(arguments: 0...40) func keysWithOneBeginningAreTold(length: Int) throws {
    let keys = [length, length + 1, length + 8].map { String(repeating: "k", count: $0) }
    let ends = keys.flatMap { [$0, $0 + "a", $0 + "b"] }
    let rows = [2000, 2001].map { year in ends.map { "\($0)x,\(year),\(year)\n" }.joined() }
    let text = "k,figures\n" + ends.map { "\($0)x,2000=2000.0 2001=2001.0\n" }.joined()
    #expect(try run("k,year,value\n" + rows[0] + rows[1]).text == text)
  }

  @Test func seriesOutOfOrderMayHaveGapsFarAndNear() throws {
    let years = [2010, 2000, 2003, 2007, 2001]
    let near = years.map { "a,\($0),1\n" }.joined()
    let far = years.map { "b,\($0 * 1000),1\n" }.joined()
    #expect(
      try run("k,year,value\n" + near + far).text == """
        k,figures
        a,2000=1.0 2001=1.0 2003=1.0 2007=1.0 2010=1.0
        b,2000000=1.0 2001000=1.0 2003000=1.0 2007000=1.0 2010000=1.0

        """)
  }

  @Test func theThreadsDoNotMatter() throws {
    var text = "k,year,value\n"
    for series in 0..<60_000 {
      for year in 0..<3 { text += "series \(series),\(2000 + year),\(series * year)\n" }
    }
    let alone = try run(text, threads: 1)
    #expect(alone.summary.seriesCount == 60_000)
    #expect(try run(text, threads: 5).text == alone.text)
    // The first series comes back behind all blocks.
    let late = try run(text + "series 0,2003,7\n", threads: 3)
    #expect(late.text.hasPrefix("k,figures\nseries 0,2000=0.0 2001=0.0 2002=0.0 2003=7.0\nseries 1,"))
    #expect(late.text.dropFirst(80).hasSuffix(alone.text.suffix(1000)))
  }

  @Test func aSeriesThatComesBackBreaksThePromise() throws {
    #expect(throws: PanelError.notAdjacent(key: "b,", line: 4)) {
      try run("k,year,value\nb,1,1\na,1,1\nb,2,1\n", isAdjacent: true)
    }
  }

  @Test func keysAreTheSameWhetherQuotedOrNot() throws {
    let result = try run("k,l,year,value\r\n\"a\",x,1,1\r\na,x,2,2\n\"say \"\"a\"\", b\n\",,1,3\n")
    #expect(result.text == "k,l,figures\na,x,1=1.0 2=2.0\n\"say \"\"a\"\", b\n\",,1=3.0\n")
  }

  @Test func aPanelMayHaveNoKeyAndItsColumnsAnyOrder() throws {
    #expect(try run("value,period\n1,2019-Q2\n2,2019-Q1").text == "figures\n2019-Q1=2.0 2019-Q2=1.0\n")
    #expect(try run("value,a,period,b\n1,x,5,y\n").text == "a,b,figures\nx,y,5=1.0\n")
  }

  @Test func rowsThatCannotBeUsedAreCountedWithTheirLines() throws {
    let text = """
      k,year,value
      a,2000,1
      a,2000,2
      a,x,3
      a,2001,
      a,2001
      a,2001-Q1,4
      a"b,2002,1
      \u{0},2003,1
      a,2004,nan

      a,2005,5

      """
    let result = try run(text)
    #expect(result.text == "k,figures\na,2000=1.0 2005=5.0\n")
    #expect(result.summary.faults.count == 8)
    #expect(result.summary.faults.first.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10])
  }

  /// The first and the last series of a block may go on in others, and are put in order later than those between.
  @Test(arguments: [
    ("a,2,2 a,1,1 b,2,4 b,1,3 b,1,9 c,2,6 c,1,5", 1), ("a,2,2 a,1,1 b,1,3 b,2,4 c,2,6 c,1,5", 0),
    ("a,1,1 a,2,2 b,2,4 b,1,3 c,1,5 c,2,6", 0),
    ("a,2,2 a,1,1 a,1,9 b,1,3 b,2,4 c,1,5 c,2,6 c,2,9", 2),
  ])
  func rowsComeInTheOrderOfTheirPeriods(_ rows: String, _ faults: Int) throws {
    let result = try run("k,year,value\n" + rows.replacing(" ", with: "\n") + "\n", isAdjacent: true)
    #expect(result.text == "k,figures\na,1=1.0 2=2.0\nb,1=3.0 2=4.0\nc,1=5.0 2=6.0\n")
    #expect(result.summary.faults.count == faults)
  }

  /// Of series longer than a block all lie on edges; half of the longer ones' blocks end no series.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1), arguments: [30_000, 60_000])
  func twoThreadsAreInTheModelAtOnceWhereSeriesAreLong(_ rows: Int) throws {
    let text = ["a", "b", "c", "d", "e"].map { key in (0..<rows).map { "\(key),\($0 + 1_000_000),1\n" }.joined() }
    let meeting = Meeting()
    let result = try run("k,year,value\n" + text.joined(), threads: 2) { meeting.wait() }
    #expect(meeting.hasBeen)
    #expect(result.summary.seriesCount == 5)
  }

  @Test func tenFaultsAreKeptAndAllCounted() throws {
    let text = "k,year,value\n" + String(repeating: "a,1,x\n", count: 200_000) + "a,1,1\n"
    let faults = try run(text).summary.faults
    #expect(faults.count == 200_000)
    #expect(faults.first.map(\.line) == Array(2...11))
  }

  @Test(
    arguments: [
      ("", .empty), ("\r\n\nk,value\n", .lackingColumn("period", among: ["k", "value"], line: 3)),
      ("k,year\n", .lackingColumn("value", among: ["k", "year"], line: 1)), ("\n\n", .empty),
      ("year,period,value\n", .periodAndYear(line: 1)),
      ("\nk,k,year,value\n", .repeatedColumn("k", line: 2)),
    ] as [(String, PanelError)])
  func refusesAHeader(_ text: String, _ error: PanelError) {
    #expect(throws: error) { try run(text) }
  }
}

@Suite struct PanelRunFaultTests {
  @Test func aRowOfAMillionFieldsIsOneFault() throws {
    let text = "k,year,value\na,1,1\n" + String(repeating: ",", count: 999_999) + "\na,2,2\n"
    let result = try run(text)
    #expect(result.text == "k,figures\na,1=1.0 2=2.0\n")
    #expect(result.summary.faults.first.map(\.reason) == [.fieldCount(expected: 3, found: 1_000_000)])
    #expect(result.summary.faults.first.map(\.line) == [3])
  }

  @Test func aFieldTooLongIsRefusedAndTheRestRead() throws {
    let long = String(repeating: "x", count: 40 << 20)
    let result = try run("k,year,value\na,1,1\n\(long),1,1\na,2,2\n")
    #expect(result.text == "k,figures\na,1=1.0 2=2.0\n")
    #expect(result.summary.faults.first.map(\.line) == [3])
  }

  @Test func aQuoteThatNeverClosesCostsItsLineOnly() throws {
    let rows = (0..<3_000_000).map { "a,\($0 + 10),1\n" }.joined()
    let result = try run("k,year,value\n\"a,1,1\n" + rows)
    #expect(result.summary.faults.count == 1)
    #expect(result.summary.faults.first.map(\.line) == [2])
    #expect(result.text.hasSuffix("3000009=1.0\n"))
  }

  /// The series comes back behind a line that takes long to pass over, and all that is left of the block is its rows: another
  /// thread finds the data torn meanwhile.
  @Test func aBrokenPromiseBeforeTornDataIsWhatIsTold() throws {
    let line = String(repeating: "x", count: 3 << 20)
    let rows = String(repeating: "series 0,2,2\n", count: 100_000)
    let text = "k,year,value\nseries 0,1,1\nseries 1,1,1\n\(line)\n\(rows)"
    // Behind the block of four times 2²⁰ bytes that the line begins.
    let panel = tornGzip(Data(text.utf8.prefix((4 << 20) + 1000)))
    for _ in 0..<5 {
      #expect(throws: PanelError.notAdjacent(key: "series 0,", line: 5)) {
        try run(panel, threads: 4, isAdjacent: true)
      }
    }
  }

  /// The results of the first series find the disk full; the second series has two hundred blocks.
  @Test func whatCannotBeWrittenEndsTheReadingOfALongSeries() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "in.csv")
    try Data(("k,year,value\na,1,1\n" + String(repeating: "b,1,1\n", count: 10_000_000)).utf8).write(to: path)
    let input = try FileHandle(forReadingFrom: path)
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/null"))
    let run = PanelRun(columns: ["figures"], isAdjacent: true, threads: 2) { block, chosen, writer in
      let full = open("/dev/full", O_WRONLY)
      dup2(full, output.fileDescriptor)
      close(full)
      return list(block, chosen, to: &writer)
    }
    let result = try ResultFile(descriptor: output.fileDescriptor, input: input.fileDescriptor, isStreaming: true)
    #expect(throws: PanelError.unwritable(errorNumber: ENOSPC)) {
      try run.run(from: input.fileDescriptor, to: result)
    }
    #expect(try input.offset() < 30_000_000)
  }

  @Test func quotedLineEndsMayLieOnABlockBoundary() throws {
    let key = "\"a\r\n\n,b\""
    let rows = (0..<200_000).map { "\(key),\($0),\($0)\r\n" }.joined()
    let result = try run("k,year,value\r\n" + rows, threads: 2)
    #expect(result.summary.seriesCount == 1)
    #expect(result.summary.faults.count == 0)
    #expect(result.text.hasSuffix(" 199999=199999.0\n"))
  }
}

/// Gzip data that are not compressed (RFC 1951, 3.2.4) and lack their end.
private func tornGzip(_ text: Data) -> Data {
  var data = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
  for start in stride(from: 0, to: text.count, by: 0xFFFF) {
    let piece = text[start..<min(start + 0xFFFF, text.count)]
    let length = UInt16(piece.count)
    data.append(0)
    for word in [length, ~length] { data.append(contentsOf: [UInt8(word & 0xFF), UInt8(word >> 8)]) }
    data.append(piece)
  }
  return data
}

/// Threads that come here go on when there are two.
private final class Meeting: @unchecked Sendable {
  private let condition = NSCondition()
  private var present = 0
  private var isOver = false
  private(set) var hasBeen = false

  /// Waits for a minute, once: without company there is no meeting.
  func wait() {
    condition.lock()
    defer { condition.unlock() }
    present += 1
    if present == 2 { (hasBeen, isOver) = (true, true) }
    let end = Date(timeIntervalSinceNow: 60)
    while !isOver, condition.wait(until: end) {}
    isOver = true
    present -= 1
    condition.broadcast()
  }
}

private func run(
  _ text: String, threads: Int = 2, isAdjacent: Bool = false, inModel: @escaping @Sendable () -> Void = {}
) throws -> (text: String, summary: PanelRun.Summary) {
  try run(Data(text.utf8), threads: threads, isAdjacent: isAdjacent, inModel: inModel)
}

private func run(
  _ panel: Data, threads: Int, isAdjacent: Bool, inModel: @escaping @Sendable () -> Void = {}
) throws -> (text: String, summary: PanelRun.Summary) {
  let folder = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (input, output) = (folder.appending(path: "in.csv"), folder.appending(path: "out.csv"))
  try panel.write(to: input)
  let file = try FileHandle(forReadingFrom: input)
  defer { try? file.close() }
  let run = PanelRun(columns: ["figures"], isAdjacent: isAdjacent, threads: threads) { block, chosen, writer in
    inModel()
    return list(block, chosen, to: &writer)
  }
  let result = try ResultFile(path: output.path, input: file.fileDescriptor, isStreaming: false)
  do {
    let summary = try run.run(from: file.fileDescriptor, to: result)
    try result.finish()
    return (try String(contentsOf: output, encoding: .utf8), summary)
  } catch {
    result.abandon()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["in.csv"])
    throw error
  }
}
