import Foundation

/// A block of rows as series.
struct ParsedBlock {
  let index: Int
  /// Lines before the block; those of its series and faults are counted from there.
  let linesBefore: Int
  let series: SeriesBlock
  let faults: PanelFaults
}

/// The blocks of a panel, parsed by whichever thread is free.
///
/// A panel of few blocks is kept as it was parsed, so that a second pass need not read it.
final class BlockStream: @unchecked Sendable {
  /// More blocks are not kept: some 16 MB of text, as much in memory where a row has twenty bytes.
  private static let keptBlocks = 64

  private let lock = NSLock()
  private let reader: BlockReader
  private var kept: [ParsedBlock] = []
  private var isKept: Bool
  private var isWhole = false
  private var failure: PanelError?
  private var isReplaying = false
  private var replayed = 0

  /// Blocks that are kept if they are few and `isReadAgain`.
  init(_ reader: BlockReader, isReadAgain: Bool) { (self.reader, isKept) = (reader, isReadAgain) }

  var header: PanelHeader { reader.header }

  /// Blocks read so far: behind them lies what could not be read, when that is why there are no more.
  var blockCount: Int { reader.index }

  /// Records that no block holds, being too long.
  var faults: PanelFaults { reader.faults }

  /// The next block, by a parser and a buffer of the calling thread; `nil` at the end.
  func next(_ parser: inout RowParser, _ buffer: inout [UInt8]) throws(PanelError) -> ParsedBlock? {
    guard !isReplaying else { return nextKept() }
    guard let block = try read(into: &buffer) else { return nil }
    buffer.withUnsafeBytes { parser.parse(UnsafeRawBufferPointer(rebasing: $0[block.bytes])) }
    let parsed = ParsedBlock(
      index: block.index, linesBefore: block.linesBefore, series: parser.series, faults: parser.faults)
    keep(parsed)
    return parsed
  }

  /// Goes back to the first row.
  func restart() throws(PanelError) {
    isReplaying = isKept && isWhole
    (replayed, failure) = (0, nil)
    if isReplaying {
      kept.sort { $0.index < $1.index }
    } else {
      kept = []
      try reader.restart()
    }
  }

  private func read(into buffer: inout [UInt8]) throws(PanelError) -> BlockReader.Block? {
    lock.lock()
    defer { lock.unlock() }
    if let failure { throw failure }
    do throws(PanelError) {
      let block = try reader.next(into: &buffer)
      isWhole = block == nil
      return block
    } catch {
      failure = error
      throw error
    }
  }

  private func keep(_ block: ParsedBlock) {
    lock.lock()
    defer { lock.unlock() }
    guard isKept else { return }
    kept.append(block)
    if kept.count > Self.keptBlocks { (kept, isKept) = ([], false) }
  }

  private func nextKept() -> ParsedBlock? {
    lock.lock()
    defer { lock.unlock() }
    guard replayed < kept.count else { return nil }
    replayed += 1
    return kept[replayed - 1]
  }
}
