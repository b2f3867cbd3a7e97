import Foundation
import TabularText

/// Cuts the input into blocks of whole records.
///
/// Memory: a block, and what is left of the record behind it; no record longer than ``recordLimit`` is read.
final class BlockReader {
  /// A block in the buffer of the caller.
  struct Block {
    let index: Int
    let bytes: Range<Int>
    /// Lines before the block.
    let linesBefore: Int
  }

  /// Bytes of a block; enough that a thread seldom waits, few enough that they stay in the cache and that small panels
  /// have one for every thread.
  static let blockSize = 1 << 18
  /// Longer records are refused.
  static let recordLimit = 1 << 24

  private(set) var header: PanelHeader
  private let source: ByteSource
  private var carry: [UInt8] = []
  private var isAtEnd = false
  /// Of the next block.
  private(set) var index = 0
  private(set) var linesBefore = 0
  /// Records that no block holds, being too long.
  private(set) var faults = PanelFaults()

  init(_ source: ByteSource) throws(PanelError) {
    self.source = source
    header = try PanelHeader(["period", "value"])
    try readHeader()
  }

  /// Goes back to the first row.
  func restart() throws(PanelError) {
    do throws(ByteSource.Failure) { try source.restart() } catch { throw panelError(error) }
    (isAtEnd, index, linesBefore, faults) = (false, 0, 0, PanelFaults())
    carry.removeAll()
    try readHeader()
  }

  /// Reads the next block into a buffer, which grows for long records; `nil` at the end.
  func next(into buffer: inout [UInt8]) throws(PanelError) -> Block? {
    var target = max(Self.blockSize, carry.count)
    var count = 0
    func makeRoom() {
      if buffer.count < target { buffer.append(contentsOf: repeatElement(0, count: target - buffer.count)) }
    }
    makeRoom()
    buffer.replaceSubrange(0..<carry.count, with: carry)
    count = carry.count
    carry.removeAll(keepingCapacity: true)
    while true {
      try fill(&buffer, from: &count, to: target)
      guard count > 0 else { return nil }
      let end =
        isAtEnd ? count : buffer.withUnsafeBytes { lastRecordEnd(in: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      if end > 0 { return finish(buffer, end: end, count: count) }
      guard target >= Self.recordLimit else {
        target = min(2 * target, Self.recordLimit)
        makeRoom()
        continue
      }
      // A quote that does not close in reach: its line alone is refused by the parser.
      if let lineEnd = buffer[..<count].firstIndex(of: 0x0A) { return finish(buffer, end: lineEnd + 1, count: count) }
      faults.add(PanelFault(.tooLong(limit: Self.recordLimit), line: linesBefore + 1))
      try passLine(&buffer, &count)
      target = Self.blockSize
    }
  }

  private func finish(_ buffer: [UInt8], end: Int, count: Int) -> Block {
    carry.append(contentsOf: buffer[end..<count])
    let block = Block(index: index, bytes: 0..<end, linesBefore: linesBefore)
    index += 1
    linesBefore += buffer.withUnsafeBytes { lineFeedCount(in: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    return block
  }

  private func fill(_ buffer: inout [UInt8], from count: inout Int, to target: Int) throws(PanelError) {
    while count < target, !isAtEnd {
      do throws(ByteSource.Failure) {
        let room = count..<target
        let read = try buffer.mutableBytes { bytes throws(ByteSource.Failure) in
          try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[room]))
        }
        isAtEnd = read == 0
        count += read
      } catch { throw panelError(error, linesIn: buffer[..<count]) }
    }
  }

  /// Throws away bytes up to the next line end.
  private func passLine(_ buffer: inout [UInt8], _ count: inout Int) throws(PanelError) {
    while true {
      count = 0
      try fill(&buffer, from: &count, to: Self.blockSize)
      guard count > 0 else { return }
      if let lineEnd = buffer[..<count].firstIndex(of: 0x0A) {
        buffer.removeSubrange(...lineEnd)
        buffer.append(contentsOf: repeatElement(0, count: lineEnd + 1))
        count -= lineEnd + 1
        linesBefore += 1
        return
      }
    }
  }

  /// Behind the last record that ends in a line end; 0 when none does.
  ///
  /// Without a quote every line end ends a record. With one, only the scanner knows.
  private func lastRecordEnd(in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress, memchr(base, 0x22, bytes.count) != nil else {
      return (bytes.lastIndex(of: 0x0A) ?? -1) + 1
    }
    var scanner = RecordScanner()
    var fields: [RecordScanner.Field] = []
    while true {
      scanner.passRecords(ofFields: header.fieldCount, in: bytes)
      let end = scanner.offset
      do throws(TabularTextError) {
        guard try scanner.next(in: bytes, into: &fields) else { return end }
      } catch {
        // Cut off here, a quoted field or a CRLF may yet be whole with what follows.
        let mayGoOn = error.fault == .unclosedQuote || !bytes[scanner.offset...].contains(0x0A)
        if mayGoOn { return end }
        scanner.skipLine(in: bytes)
      }
      guard scanner.offset < bytes.count || bytes[bytes.count - 1] == 0x0A else { return end }
    }
  }

  /// Reads the first record that is no blank line.
  private func readHeader() throws(PanelError) {
    var buffer: [UInt8] = []
    while !(try readHeader(into: &buffer)) {}
  }

  /// Reads the header from the next block; `false` when all of its lines are blank.
  private func readHeader(into buffer: inout [UInt8]) throws(PanelError) -> Bool {
    let first = try next(into: &buffer)
    guard faults.count == 0 else { throw .headerTooLong(limit: Self.recordLimit) }
    guard let block = first else { throw .empty }
    var names: [String] = []
    var (end, line, lines, badByte, fault) = (0, 1, 0, Int?.none, TabularTextError?.none)
    buffer.withUnsafeBytes { bytes in
      let text = UnsafeRawBufferPointer(rebasing: bytes[block.bytes])
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      do throws(TabularTextError) {
        repeat {
          line = scanner.line
          guard try scanner.next(in: text, into: &fields) else { break }
        } while fields.count == 1 && fields[0].bytes.isEmpty && !fields[0].isQuoted
        names = fields.map { text.text(of: $0) }
      } catch {
        fault = error
        scanner.skipLine(in: text)
      }
      (end, lines) = (scanner.offset, scanner.line - 1)
      // What is no text at all is told as that, and not by the quotes that it happens to hold.
      let record = UnsafeRawBufferPointer(rebasing: text[..<end])
      badByte = [firstInvalidUTF8(in: record), record.firstIndex(of: 0)].compactMap(\.self).min()
    }
    if let badByte {
      let before = buffer[..<badByte]
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let line = block.linesBefore + before.count { $0 == 0x0A } + 1
      throw .headerNotText(TextLocation(line: line, column: badByte - lineStart + 1))
    }
    if let fault {
      let place = TextLocation(line: block.linesBefore + fault.location.line, column: fault.location.column)
      throw .malformedHeader(TabularTextError(fault.fault, at: place))
    }
    guard !names.isEmpty else { return false }
    header = try PanelHeader(names, line: block.linesBefore + line)
    carry.insert(contentsOf: buffer[end..<block.bytes.upperBound], at: 0)
    (index, linesBefore) = (0, block.linesBefore + lines)
    return true
  }

  private func panelError(_ failure: ByteSource.Failure, linesIn rest: ArraySlice<UInt8> = []) -> PanelError {
    let line = linesBefore + rest.count { $0 == 0x0A }
    switch failure {
    case .system(let number): return .unreadable(errorNumber: number, line: line)
    case .temporary(let number): return .temporary(errorNumber: number)
    case .truncated: return .truncatedGzip(line: line)
    case .damaged: return .damagedGzip(line: line)
    }
  }
}
