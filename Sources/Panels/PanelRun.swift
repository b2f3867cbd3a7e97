import Dispatch
import Foundation
import TabularText

/// One pass over a panel of any number of series: blocks of rows in, one or more rows a series out, on all cores.
///
/// The results stand in the order in which the series first appear, whatever the number of threads. While the rows of
/// each series are adjacent the memory is that of a few blocks, of one series a thread where these are longer than a
/// block, and of a table of hashes of keys; when a series comes back that was whole already, the run starts again and
/// gathers the whole panel in memory.
public struct PanelRun: Sendable {
  /// What a run has done.
  public struct Summary: Sendable {
    /// Series with results.
    public internal(set) var seriesCount = 0
    /// How many of them have no result or no intervals, by what lacks and why.
    public internal(set) var incomplete: [SeriesLack: Int] = [:]
    /// Rows that could not be used.
    public internal(set) var faults = PanelFaults()

    mutating func add(_ other: Summary) {
      seriesCount += other.seriesCount
      incomplete.merge(other.incomplete, uniquingKeysWith: +)
      faults.add(other.faults, lineOffset: 0)
    }
  }

  /// A model: writes the records of some series of a block, key first, each ended; returns of how many series it could not
  /// say all.
  ///
  /// Called concurrently. What it throws ends the run.
  public typealias Model =
    @Sendable (SeriesBlock, Range<Int>, inout RecordWriter) throws(PanelError) -> [SeriesLack: Int]

  /// A first pass over the whole panel, before any result: what a model learns from all series.
  public struct Survey: Sendable {
    let begin: @Sendable () -> Void
    let see: @Sendable (SeriesBlock, Range<Int>) -> Void
    let end: @Sendable () -> Void

    /// A pass that calls `begin`, `see` on all series, concurrently, and `end` once behind the last.
    ///
    /// When a series comes back that was seen in part, `begin` is called again and everything is seen anew.
    public init(
      begin: @escaping @Sendable () -> Void, see: @escaping @Sendable (SeriesBlock, Range<Int>) -> Void,
      end: @escaping @Sendable () -> Void
    ) {
      (self.begin, self.see, self.end) = (begin, see, end)
    }
  }

  /// Names of the columns behind the keys.
  public let columns: [String]
  /// Whether the caller promises that the rows of a series are adjacent: results are then written at once.
  public let isAdjacent: Bool
  /// Threads to work on.
  public let threads: Int
  private let survey: Survey?
  private let model: Model

  /// A run of one model.
  public init(
    columns: [String], isAdjacent: Bool = false, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    survey: Survey? = nil, model: @escaping Model
  ) {
    precondition(threads > 0, "a run on \(threads) threads")
    (self.columns, self.isAdjacent, self.threads) = (columns, isAdjacent, threads)
    (self.survey, self.model) = (survey, model)
  }

  /// Runs from an open file or pipe to a result file.
  ///
  /// - Throws: what ends a run; rows that cannot be used do not, see ``Summary/faults``. After an error the caller
  ///   abandons the result file.
  public func run(from descriptor: Int32, to output: ResultFile) throws(PanelError) -> Summary {
    let stream = BlockStream(
      try reader(of: descriptor, isReadOnce: isAdjacent && survey == nil), isReadAgain: survey != nil)
    if let survey {
      _ = try learn(survey, from: stream)
      try stream.restart()
    }
    return try pass(stream, to: output, model)
  }

  /// Runs the survey alone, over another panel that stands for the one to come.
  ///
  /// - Throws: what ends a run; rows that cannot be used do not, see ``Summary/faults``.
  public func learn(from descriptor: Int32) throws(PanelError) -> Summary? {
    guard let survey else { return nil }
    return try learn(
      survey, from: BlockStream(try reader(of: descriptor, isReadOnce: isAdjacent), isReadAgain: false))
  }

  private func learn(_ survey: Survey, from stream: BlockStream) throws(PanelError) -> Summary {
    survey.begin()
    let summary = try pass(stream, to: try ResultFile.discarding(), restart: survey.begin) { block, series, _ in
      survey.see(block, series)
      return [:]
    }
    survey.end()
    return summary
  }

  private func reader(of descriptor: Int32, isReadOnce: Bool) throws(PanelError) -> BlockReader {
    let source: ByteSource
    do throws(ByteSource.Failure) { source = try ByteSource(file: descriptor, isReadOnce: isReadOnce) } catch {
      switch error {
      case .system(let number): throw .unreadable(errorNumber: number, line: 0)
      case .temporary(let number): throw .temporary(errorNumber: number)
      case .truncated: throw .truncatedGzip(line: 0)
      case .damaged: throw .damagedGzip(line: 0)
      }
    }
    return try BlockReader(source)
  }

  /// One pass over the panel: as it streams, or again and gathered when a series comes back.
  private func pass(
    _ stream: BlockStream, to output: ResultFile, restart: () -> Void = {}, _ model: @escaping Model
  ) throws(PanelError) -> Summary {
    try writeHeader(stream.header, to: output)
    do throws(PanelError) { return try streamed(stream, to: output, model) } catch {
      guard case .notAdjacent = error, !isAdjacent else { throw error }
    }
    restart()
    output.restart()
    try stream.restart()
    try writeHeader(stream.header, to: output)
    return try gathered(stream, to: output, model)
  }

  private func writeHeader(_ header: PanelHeader, to output: ResultFile) throws(PanelError) {
    var writer = RecordWriter()
    writer.appendRecord(header.keys + columns)
    try output.write(writer)
  }

  /// Runs a body on every thread.
  private func onAllThreads(_ body: @Sendable () -> Void) {
    DispatchQueue.concurrentPerform(iterations: threads) { _ in body() }
  }

  /// Results are made as soon as a series is whole; one that comes back is an error.
  ///
  /// Of a thread's work on a block only two short steps wait for the blocks before: joining its edges to theirs, and
  /// writing its results behind theirs. A thread between the two never waits for one that has yet to join.
  private func streamed(
    _ stream: BlockStream, to output: ResultFile, _ model: @escaping Model
  ) throws(PanelError) -> Summary {
    let joins = OrderedTurns()
    let merge = StreamMerge()
    let results = OrderedResults(output, model: model)
    let header = stream.header
    onAllThreads {
      var parser = RowParser(header)
      var buffer: [UInt8] = []
      var writer = RecordWriter()
      do throws(PanelError) {
        while let block = try stream.next(&parser, &buffer) {
          var part: StreamPart?
          let isJoined = joins.take(block.index) { () throws(PanelError) in
            // Nobody is to read on to the end of a long series whose results could not be written.
            try results.check()
            part = try merge.join(block)
          }
          guard isJoined else { return }
          guard let part else { continue }
          guard results.add(part.number, part.series, &writer) else { return }
        }
      } catch {
        // In its turn, too: something may be wrong in the blocks before, and that is what is told then.
        _ = joins.take(stream.blockCount) { () throws(PanelError) in throw error }
      }
    }
    // What could not be written lies before what could not be joined.
    try results.check()
    try joins.check()
    if let last = merge.finish() {
      var writer = RecordWriter()
      _ = results.add(last.number, last.series, &writer)
      try results.check()
    }
    var summary = results.summary
    summary.faults.add(merge.faults, lineOffset: 0)
    summary.faults.add(stream.faults, lineOffset: 0)
    return summary
  }

  private func gathered(
    _ stream: BlockStream, to output: ResultFile, _ model: @escaping Model
  ) throws(PanelError) -> Summary {
    let turns = OrderedTurns()
    let store = PanelStore()
    let header = stream.header
    onAllThreads {
      var parser = RowParser(header)
      var buffer: [UInt8] = []
      do throws(PanelError) {
        while let block = try stream.next(&parser, &buffer) {
          guard block.linesBefore < Int(UInt32.max) - BlockReader.recordLimit else { throw .tooManyRows }
          store.add(block.series, linesBefore: block.linesBefore)
          store.add(block.faults, linesBefore: block.linesBefore)
        }
      } catch { turns.fail(error) }
    }
    try turns.check()
    let order = store.gather(threads: threads)
    let chunks = WorkQueue(count: order.count, step: 4096)
    let results = OrderedResults(output, model: model)
    onAllThreads {
      var writer = RecordWriter()
      while let (number, places) = chunks.next() {
        let series = store.block(of: order[places])
        let whole = WholeSeries(0..<series.count, of: series, linesBefore: 0)
        guard results.add(number, [whole], &writer) else { return }
      }
    }
    try results.check()
    var summary = results.summary
    summary.faults.add(store.faults, lineOffset: 0)
    summary.faults.add(stream.faults, lineOffset: 0)
    return summary
  }
}

/// Hands out consecutive ranges of work.
private final class WorkQueue: @unchecked Sendable {
  private let lock = NSLock()
  private let (count, step): (Int, Int)
  private var number = 0

  init(count: Int, step: Int) { (self.count, self.step) = (count, step) }

  func next() -> (number: Int, places: Range<Int>)? {
    lock.lock()
    defer { lock.unlock() }
    let start = number * step
    guard start < count else { return nil }
    number += 1
    return (number - 1, start..<min(start + step, count))
  }
}
