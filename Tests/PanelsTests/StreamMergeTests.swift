import TabularText
import Testing

@testable import Panels

/// Parts of a stream that is longer than any that a test could read.
@Suite struct StreamMergeTests {
  /// Series of one to three rows, in order and not, over all ways to cut nine rows into blocks.
  @Test func whereTheStreamIsCutDoesNotMatter() throws {
    let header = try PanelHeader(["k", "year", "value"])
    let rows = ["a,3,1", "a,1,2", "a,1,9", "b,x,3", "c,2001,3", "c,2002,4", "c,2002-Q1,5", "d,2,6", "d,1,7"]
    for cuts in 0..<(1 << (rows.count - 1)) {
      let merge = StreamMerge()
      var (parts, summary) = ([StreamPart?](), PanelRun.Summary())
      var start = 0
      for end in 1...rows.count where end == rows.count || cuts >> (end - 1) & 1 == 1 {
        let text = rows[start..<end].joined(separator: "\n") + "\n"
        parts.append(try merge.join(text, header, linesBefore: start))
        start = end
      }
      parts.append(merge.finish())
      var results = RecordWriter()
      for series in parts.compactMap({ $0?.series }).joined() { summary.add(try series.write(list, to: &results)) }
      summary.faults.add(merge.faults, lineOffset: 0)
      #expect(String(decoding: results.bytes, as: UTF8.self) == "a,1=2.0 3=1.0\nc,2001=3.0 2002=4.0\nd,1=7.0 2=6.0\n")
      #expect(summary.seriesCount == 3)
      #expect(summary.faults.first.map(\.line) == [3, 4, 7], "cut as \(cuts) says")
      #expect(parts.compactMap { $0?.number } == Array(0..<parts.count { $0 != nil }))
    }
  }

  @Test func linesBehindFourBillionAreCounted() throws {
    let merge = StreamMerge()
    let header = try PanelHeader(["k", "year", "value"])
    var faults = PanelFaults()
    var results = RecordWriter()
    for (number, text) in ["a,1,1\nb,1,1\n", "b,1,2\nc,1,1\n"].enumerated() {
      let part = try merge.join(text, header, linesBefore: 5_000_000_000 + 2 * number)
      for series in part?.series ?? [] { faults.add(try series.write(list, to: &results).faults, lineOffset: 0) }
    }
    #expect(throws: PanelError.notAdjacent(key: "a,", line: 5_000_000_005)) {
      _ = try merge.join("a,2,1\n", header, linesBefore: 5_000_000_004)
    }
    #expect(faults.first.map(\.line) == [5_000_000_003])
  }

  @Test func aSeriesOfMoreLinesThanHaveNumbersIsRefused() throws {
    let merge = StreamMerge()
    let header = try PanelHeader(["year", "value"])
    _ = try merge.join("1,1\n", header, linesBefore: 0)
    #expect(throws: PanelError.tooManyRows) { _ = try merge.join("1,1\n", header, linesBefore: 4_294_967_295) }
  }
}

extension StreamMerge {
  /// Joins a text of whole rows.
  func join(_ text: String, _ header: PanelHeader, linesBefore: Int) throws -> StreamPart? {
    var parser = RowParser(header)
    text.utf8.withContiguousStorageIfAvailable { parser.parse(UnsafeRawBufferPointer($0)) }
    let block = ParsedBlock(index: 0, linesBefore: linesBefore, series: parser.series, faults: parser.faults)
    return try join(block)
  }
}

/// A model that writes the periods and values of each series.
@Sendable func list(_ block: SeriesBlock, _ chosen: Range<Int>, to writer: inout RecordWriter) -> [SeriesLack: Int] {
  for series in chosen {
    block.withKey(of: series) { writer.append(prefix: $0) }
    writer.append(
      block.observations(of: series).map { "\(block.periods[$0])=\(block.values[$0])" }.joined(separator: " "))
    writer.endRecord()
  }
  return [:]
}
