import TabularText
import Testing

@testable import Panels

/// Parts of a stream that is longer than any that a test could read.
@Suite struct StreamMergeTests {
  @Test func linesBehindFourBillionAreCounted() throws {
    let merge = StreamMerge(output: try ResultFile.discarding(), isAdjacent: true) { _, _, _ in 0 }
    let header = try PanelHeader(["k", "year", "value"])
    for (number, text) in ["a,1,1\nb,1,1\n", "b,1,2\nc,1,1\n", "a,2,1\n"].enumerated() {
      try add(text, header, linesBefore: 5_000_000_000 + 2 * number, to: merge)
    }
    #expect(throws: PanelError.notAdjacent(key: "a,", line: 5_000_000_005)) { try merge.finish() }
    #expect(merge.faults.first.map(\.line) == [5_000_000_003])
  }

  @Test func aSeriesOfMoreLinesThanHaveNumbersIsRefused() throws {
    let merge = StreamMerge(output: try ResultFile.discarding(), isAdjacent: true) { _, _, _ in 0 }
    let header = try PanelHeader(["year", "value"])
    try add("1,1\n", header, linesBefore: 0, to: merge)
    #expect(throws: PanelError.tooManyRows) { try add("1,1\n", header, linesBefore: 4_294_967_295, to: merge) }
  }

  private func add(_ text: String, _ header: PanelHeader, linesBefore: Int, to merge: StreamMerge) throws {
    var parser = RowParser(header)
    text.utf8.withContiguousStorageIfAvailable { parser.parse(UnsafeRawBufferPointer($0)) }
    let block = ParsedBlock(index: 0, linesBefore: linesBefore, series: parser.series, faults: parser.faults)
    var results = RecordWriter()
    try merge.add(StreamPart(block, model: { _, _, _ in 0 }, results: &results), results)
  }
}
