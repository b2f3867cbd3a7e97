import Dispatch
import Synchronization

/// A whole panel in memory, its rows in any order: 20 bytes a row, and its keys and 50 to 100 bytes for each of them.
///
/// Keys are spread over partitions by their hash. A thread sorts the rows of a block by partition and then works on
/// one partition at a time, whose table fits the cache.
final class PanelStore: Sendable {
  /// A series of the store: line of its first row, partition, number in it.
  struct Entry {
    let line: UInt32
    let partition: Int32
    let series: Int32
  }

  private static let partitionBits = 6
  private let partitions = (0..<(1 << partitionBits)).map { _ in LockedPartition() }
  private let pool = PiecePool<Row>()
  private let gatheredFaults = Mutex(PanelFaults())

  var faults: PanelFaults { gatheredFaults.withLock { $0 } }

  func add(_ faults: PanelFaults, linesBefore: Int) {
    gatheredFaults.withLock { $0.add(faults, lineOffset: linesBefore) }
  }

  /// Adds the rows of a block.
  func add(_ block: SeriesBlock, linesBefore: Int) {
    let hashes = block.keyHashes
    var ends = [Int](repeating: 0, count: partitions.count)
    for hash in hashes { ends[Int(hash >> (64 - UInt64(Self.partitionBits)))] += 1 }
    var total = 0
    for partition in ends.indices { (ends[partition], total) = (total, total + ends[partition]) }
    var order = [Int](repeating: 0, count: block.count)
    for (series, hash) in hashes.enumerated() {
      let partition = Int(hash >> (64 - UInt64(Self.partitionBits)))
      order[ends[partition]] = series
      ends[partition] += 1
    }
    // Threads that begin in different places seldom wait for each other.
    let first = linesBefore % partitions.count
    for partition in [first..<partitions.count, 0..<first].joined() {
      let places = (partition == 0 ? 0 : ends[partition - 1])..<ends[partition]
      guard !places.isEmpty else { continue }
      partitions[partition].content.withLock {
        $0.add(order[places], of: block, linesBefore: linesBefore, pool)
      }
    }
  }

  /// Puts the rows of each series together; all series in the order of their first rows.
  func gather(threads: Int) -> [Entry] {
    let entries = Mutex<[Entry]>([])
    DispatchQueue.concurrentPerform(iterations: min(threads, partitions.count)) { thread in
      for partition in stride(from: thread, to: partitions.count, by: threads) {
        let lines = partitions[partition].content.withLock { part in
          part.gather(pool)
          return part.firstLines
        }
        entries.withLock { entries in
          for (series, line) in lines.enumerated() {
            entries.append(Entry(line: line, partition: Int32(partition), series: Int32(series)))
          }
        }
      }
    }
    return entries.withLock { entries in entries.sorted { $0.line < $1.line } }
  }

  /// The series of some entries.
  func block(of entries: ArraySlice<Entry>) -> SeriesBlock {
    var block = SeriesBlock()
    var order = PeriodOrder()
    for entry in entries {
      partitions[Int(entry.partition)].content.withLock { $0.append(Int(entry.series), to: &block, &order) }
    }
    return block
  }
}

/// A row in twenty bytes.
private struct Row: BitwiseCopyable {
  var series: UInt32
  let period: PanelPeriod
  let line: UInt32
  private let value: (high: UInt32, low: UInt32)

  init(series: Int, period: PanelPeriod, value: Double, line: UInt32) {
    (self.series, self.period, self.line) = (UInt32(truncatingIfNeeded: series), period, line)
    self.value = (UInt32(value.bitPattern >> 32), UInt32(truncatingIfNeeded: value.bitPattern))
  }

  var number: Double { Double(bitPattern: UInt64(value.high) << 32 | UInt64(value.low)) }
}

/// A partition that one thread at a time works on.
private final class LockedPartition: Sendable {
  let content = Mutex(Partition())
}

/// Some series of the store and their rows.
private struct Partition: ~Copyable {
  private var keys = KeyTable()
  /// As they came; after ``gather(_:)`` those of a series together.
  private var rows: [PiecePool<Row>.Piece] = []
  private var rowCount = 0
  /// Of each series, after ``gather(_:)``: line of its first row in the input, place behind its last one in ``rows``.
  private(set) var firstLines: [UInt32] = []
  private var ends: [UInt32] = []

  /// Adds rows of some series of a block.
  mutating func add(_ places: ArraySlice<Int>, of block: SeriesBlock, linesBefore: Int, _ pool: PiecePool<Row>) {
    let hashes = block.keyHashes
    // So many rows ahead that what is asked for has come, and so few that it has not yet gone.
    let (far, near) = (32, 16)
    for place in places.prefix(far) { keys.lookAhead(hashes[place]) }
    for (index, place) in zip(places.indices, places) {
      if index + far < places.endIndex { keys.lookAhead(hashes[places[index + far]]) }
      if index + near < places.endIndex { keys.lookAheadFarther(hashes[places[index + near]]) }
      let series = block.withKey(of: place) { keys.number(of: $0, hash: hashes[place]) }
      for observation in block.observations(of: place) {
        let (piece, rest) = PiecePool<Row>.place(rowCount)
        if rest == 0 { rows.append(pool.take()) }
        rows[piece][rest] = Row(
          series: series, period: block.periods[observation], value: block.values[observation],
          line: block.lines[observation] + UInt32(linesBefore))
        rowCount += 1
      }
    }
  }

  /// A counting sort of the rows by series.
  mutating func gather(_ pool: PiecePool<Row>) {
    keys.close()
    (firstLines, ends) = (Array(repeating: .max, count: keys.count), Array(repeating: 0, count: keys.count))
    forEachRow { row, firstLines, ends in
      let series = Int(row.series)
      firstLines[series] = min(firstLines[series], row.line)
      ends[series] += 1
    }
    var total: UInt32 = 0
    for series in ends.indices { (ends[series], total) = (total, total + ends[series]) }
    let sorted = rows.map { _ in pool.take() }
    sorted.withUnsafeBufferPointer { sorted in
      forEachRow { row, _, ends in
        let place = PiecePool<Row>.place(Int(ends[Int(row.series)]))
        sorted[place.piece][place.rest] = row
        ends[Int(row.series)] += 1
      }
    }
    pool.giveBack(rows)
    rows = sorted
  }

  @inline(__always) private mutating func forEachRow(
    _ body: (Row, UnsafeMutableBufferPointer<UInt32>, UnsafeMutableBufferPointer<UInt32>) -> Void
  ) {
    firstLines.withUnsafeMutableBufferPointer { firstLines in
      ends.withUnsafeMutableBufferPointer { ends in
        for (number, piece) in rows.enumerated() {
          for rest in 0..<min(rowCount - number << PiecePool<Row>.bits, 1 << PiecePool<Row>.bits) {
            body(piece[rest], firstLines, ends)
          }
        }
      }
    }
  }

  /// Adds a series to a block, in the order of its periods where that takes no sorting; after ``gather(_:)``.
  func append(_ series: Int, to block: inout SeriesBlock, _ order: inout PeriodOrder) {
    keys.withKey(series) { block.beginSeries(key: $0) }
    let start = series == 0 ? 0 : Int(ends[series - 1])
    rows.withUnsafeBufferPointer { rows in
      func row(_ observation: Int) -> Row {
        let place = PiecePool<Row>.place(start + observation)
        return rows[place.piece][place.rest]
      }
      let count = Int(ends[series]) - start
      let isTidy = order.arrange(count) { row($0).period }
      block.append(order.observations, areTidy: isTidy) { observation in
        let row = row(observation)
        return (row.period, row.number, row.line)
      }
    }
  }
}
