import CTabularText
import Dispatch
import Synchronization

/// A whole panel in memory, its rows in any order: 20 bytes a row and its keys once.
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
        $0.lookAhead(hashes, order[places])
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
private struct Partition {
  /// A series: what a row of it touches lies side by side.
  private struct Series {
    let prefix: KeyPrefix
    /// Where its key begins; it ends where the next one begins.
    let keyStart: Int
    var firstLine: UInt32
    /// Its rows; after ``gather(_:)`` the place behind its last one.
    var rows: UInt32

    @inline(__always) mutating func addRow(line: UInt32) {
      firstLine = min(firstLine, line)
      rows += 1
    }
  }

  /// The upper half of a hash and the number of its series, from 1.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private var keyBytes: [UInt8] = []
  /// Whether a key is more than its prefix.
  private var hasLongKeys = false
  private var series: [Series] = []
  /// As they came; after ``gather(_:)`` those of a series together.
  private var rows: [PiecePool<Row>.Piece] = []
  private var rowCount = 0

  var firstLines: [UInt32] { series.map(\.firstLine) }

  /// Has the processor fetch what ``add(_:of:hash:linesBefore:)`` will look at.
  ///
  /// A few hundred rows of a shuffled panel are so many series, and to wait for each in turn would be most of the time.
  func lookAhead(_ hashes: [UInt64], _ places: ArraySlice<Int>) {
    let mask = slots.count - 1
    slots.withUnsafeBufferPointer { slots in
      series.withUnsafeBufferPointer { series in
        guard let table = slots.baseAddress, let known = series.baseAddress else { return }
        /// The first series whose hash looks like this one: seldom another than that of the key.
        func number(_ hash: UInt64) -> Int? {
          var slot = Int(truncatingIfNeeded: hash) & mask
          while table[slot] != 0 {
            if table[slot] >> 32 == hash >> 32 { return Int(table[slot] & 0xFFFF_FFFF) - 1 }
            slot = (slot + 1) & mask
          }
          return nil
        }
        for place in places { tabular_prefetch(table + (Int(truncatingIfNeeded: hashes[place]) & mask)) }
        for place in places {
          guard let number = number(hashes[place]) else { continue }
          // An array does not begin on a line of the cache, and every other series may lie on two.
          tabular_prefetch(known + number)
          tabular_prefetch(UnsafeRawPointer(known + (number + 1)) - 1)
        }
        guard hasLongKeys else { return }
        keyBytes.withUnsafeBufferPointer { keys in
          guard let text = keys.baseAddress else { return }
          for place in places {
            if let number = number(hashes[place]) { tabular_prefetch(text + known[number].keyStart) }
          }
        }
      }
    }
  }

  /// Adds rows of some series of a block.
  mutating func add(_ places: ArraySlice<Int>, of block: SeriesBlock, linesBefore: Int, _ pool: PiecePool<Row>) {
    for place in places {
      let number = block.withKey(of: place) { find($0, hash: block.keyHash(of: place)) }
      for observation in block.observations(of: place) {
        let line = block.lines[observation] + UInt32(linesBefore)
        series[number].addRow(line: line)
        let (piece, rest) = PiecePool<Row>.place(rowCount)
        if rest == 0 { rows.append(pool.take()) }
        rows[piece][rest] = Row(
          series: number, period: block.periods[observation], value: block.values[observation], line: line)
        rowCount += 1
      }
    }
  }

  private mutating func find(_ key: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    let prefix = KeyPrefix(key)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if series[number].prefix == prefix {
          if prefix.isWhole { return number }
          let known = keyRange(of: number)
          let isSame = known.count == key.count && keyBytes.withUnsafeBytes { areEqual($0, known, key, 0..<key.count) }
          if isSame { return number }
        }
      }
      slot = (slot + 1) & mask
    }
    series.append(Series(prefix: prefix, keyStart: keyBytes.count, firstLine: .max, rows: 0))
    keyBytes.append(contentsOf: key)
    hasLongKeys = hasLongKeys || !prefix.isWhole
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(series.count)
    if 2 * series.count > slots.count { grow() }
    return series.count - 1
  }

  private func keyRange(of number: Int) -> Range<Int> {
    series[number].keyStart..<(number + 1 < series.count ? series[number + 1].keyStart : keyBytes.count)
  }

  private mutating func grow() {
    var grown = [UInt64](repeating: 0, count: 2 * slots.count)
    keyBytes.withUnsafeBytes { keys in
      for number in series.indices {
        let keyHash = hash(UnsafeRawBufferPointer(rebasing: keys[keyRange(of: number)]))
        var slot = Int(truncatingIfNeeded: keyHash) & (grown.count - 1)
        while grown[slot] != 0 { slot = (slot + 1) & (grown.count - 1) }
        grown[slot] = keyHash & ~0xFFFF_FFFF | UInt64(number + 1)
      }
    }
    slots = grown
  }

  /// A counting sort of the rows by series.
  mutating func gather(_ pool: PiecePool<Row>) {
    slots = []
    var total: UInt32 = 0
    for number in series.indices { (series[number].rows, total) = (total, total + series[number].rows) }
    let sorted = rows.map { _ in pool.take() }
    series.withUnsafeMutableBufferPointer { series in
      sorted.withUnsafeBufferPointer { sorted in
        for (piece, unsorted) in rows.enumerated() {
          for rest in 0..<min(rowCount - piece << PiecePool<Row>.bits, 1 << PiecePool<Row>.bits) {
            let number = Int(unsorted[rest].series)
            let place = PiecePool<Row>.place(Int(series[number].rows))
            sorted[place.piece][place.rest] = unsorted[rest]
            series[number].rows += 1
          }
        }
      }
    }
    pool.giveBack(rows)
    rows = sorted
  }

  /// Adds a series to a block, in the order of its periods where that takes no sorting; after ``gather(_:)``.
  func append(_ number: Int, to block: inout SeriesBlock, _ order: inout PeriodOrder) {
    keyBytes.withUnsafeBytes { block.beginSeries(key: UnsafeRawBufferPointer(rebasing: $0[keyRange(of: number)])) }
    let start = number == 0 ? 0 : Int(series[number - 1].rows)
    let count = Int(series[number].rows) - start
    rows.withUnsafeBufferPointer { rows in
      func row(_ observation: Int) -> Row {
        let place = PiecePool<Row>.place(start + observation)
        return rows[place.piece][place.rest]
      }
      func add(_ observation: Int) {
        let row = row(observation)
        block.append(row.period, row.number, line: row.line)
      }
      if order.fill(count, period: { row($0).period }) { order.forEach(add) } else { (0..<count).forEach(add) }
    }
  }
}

/// The first sixteen bytes of a key, zeros behind a shorter one.
///
/// No key has a zero byte in it: parsers refuse that.
private struct KeyPrefix: Equatable {
  private let low: UInt64
  private let high: UInt64

  @inline(__always) init(_ key: UnsafeRawBufferPointer) {
    func word(at place: Int) -> UInt64 {
      UInt64(littleEndian: key.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    switch key.count {
    case 16...: (low, high) = (word(at: 0), word(at: 8))
    case 8...: (low, high) = (word(at: 0), word(at: key.count - 8) >> UInt64(8 * (16 - key.count)))
    default: (low, high) = (key.reversed().reduce(0) { $0 << 8 | UInt64($1) }, 0)
    }
  }

  /// Whether there is no more of the key.
  var isWhole: Bool { high >> 56 == 0 }
}
