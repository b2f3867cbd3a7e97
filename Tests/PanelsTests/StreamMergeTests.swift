import Testing

@testable import Panels

/// Parts of a stream that is longer than any that a test could read.
@Suite struct StreamMergeTests {
  @Test func linesBehindFourBillionAreCounted() throws {
    let merge = StreamMerge(output: try ResultFile.discarding(), isAdjacent: true) { _, _ in 0 }
    let header = try PanelHeader(["k", "year", "value"])
    for (number, text) in ["a,1,1\nb,1,1\n", "b,1,2\nc,1,1\n", "a,2,1\n"].enumerated() {
      var parser = RowParser(header)
      text.utf8.withContiguousStorageIfAvailable { parser.parse(UnsafeRawBufferPointer($0)) }
      let part = StreamPart(parser.series, parser.faults, linesBefore: 5_000_000_000 + 2 * number) { _, _ in 0 }
      try merge.add(part)
    }
    #expect(throws: PanelError.notAdjacent(key: "a,", line: 5_000_000_005)) { try merge.finish() }
    #expect(merge.faults.first.map(\.line) == [5_000_000_003])
  }

  @Test func aSeriesOfMoreLinesThanHaveNumbersIsRefused() throws {
    let merge = StreamMerge(output: try ResultFile.discarding(), isAdjacent: true) { _, _ in 0 }
    var parser = RowParser(try PanelHeader(["year", "value"]))
    "1,1\n".utf8.withContiguousStorageIfAvailable { parser.parse(UnsafeRawBufferPointer($0)) }
    try merge.add(StreamPart(parser.series, parser.faults, linesBefore: 0) { _, _ in 0 })
    #expect(throws: PanelError.tooManyRows) {
      try merge.add(StreamPart(parser.series, parser.faults, linesBefore: 4_294_967_295) { _, _ in 0 })
    }
  }
}
