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
  private let gatheredFaults = Mutex(PanelFaults())

  var faults: PanelFaults { gatheredFaults.withLock { $0 } }

  func add(_ faults: PanelFaults, linesBefore: Int) {
    gatheredFaults.withLock { $0.add(faults, lineOffset: linesBefore) }
  }

  /// Adds the rows of a block.
  func add(_ block: SeriesBlock, linesBefore: Int) {
    let hashes = (0..<block.count).map { block.keyHash(of: $0) }
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
    for partition in partitions.indices {
      let places = (partition == 0 ? 0 : ends[partition - 1])..<ends[partition]
      guard !places.isEmpty else { continue }
      partitions[partition].content.withLock {
        for series in order[places] { $0.add(series, of: block, hash: hashes[series], linesBefore: linesBefore) }
      }
    }
  }

  /// Puts the rows of each series together; all series in the order of their first rows.
  func gather(threads: Int) -> [Entry] {
    let entries = Mutex<[Entry]>([])
    DispatchQueue.concurrentPerform(iterations: partitions.count) { partition in
      let lines = partitions[partition].content.withLock { part in
        part.gather()
        return part.firstLines
      }
      entries.withLock { entries in
        for (series, line) in lines.enumerated() {
          entries.append(Entry(line: line, partition: Int32(partition), series: Int32(series)))
        }
      }
    }
    return entries.withLock { entries in entries.sorted { $0.line < $1.line } }
  }

  /// The series of some entries.
  func block(of entries: ArraySlice<Entry>) -> SeriesBlock {
    var block = SeriesBlock()
    for entry in entries {
      partitions[Int(entry.partition)].content.withLock { $0.append(Int(entry.series), to: &block) }
    }
    return block
  }
}

/// A partition that one thread at a time works on.
private final class LockedPartition: Sendable {
  let content = Mutex(Partition())
}

/// Some series of the store and their rows.
private struct Partition {
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  private var hashes: [UInt64] = []
  private var keyBytes: [UInt8] = []
  private var keyEnds: [Int] = []
  private(set) var firstLines: [UInt32] = []
  private var counts: [UInt32] = []
  /// One element a row, as they came; after ``gather()`` those of a series together.
  private var series: [UInt32] = []
  private var periods: [PanelPeriod] = []
  private var values: [Double] = []
  private var lines: [UInt32] = []

  mutating func add(_ place: Int, of block: SeriesBlock, hash: UInt64, linesBefore: Int) {
    let number = block.withKey(of: place) { find($0, hash: hash) }
    for place in block.observations(of: place) {
      let line = block.lines[place] + UInt32(linesBefore)
      firstLines[number] = min(firstLines[number], line)
      counts[number] += 1
      series.append(UInt32(number))
      periods.append(block.periods[place])
      values.append(block.values[place])
      lines.append(line)
    }
  }

  private func keyRange(_ number: Int) -> Range<Int> { (number == 0 ? 0 : keyEnds[number - 1])..<keyEnds[number] }

  private mutating func find(_ key: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, keyBytes[keyRange(number)].elementsEqual(key) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    hashes.append(hash)
    keyBytes.append(contentsOf: key)
    keyEnds.append(keyBytes.count)
    firstLines.append(.max)
    counts.append(0)
    slots[slot] = UInt32(hashes.count)
    if 2 * hashes.count > slots.count { grow() }
    return hashes.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// A counting sort of the rows by series.
  mutating func gather() {
    slots = []
    hashes = []
    var next: [Int] = []
    next.reserveCapacity(counts.count)
    var total = 0
    for count in counts {
      next.append(total)
      total += Int(count)
    }
    var target = [UInt32](repeating: 0, count: total)
    for (row, number) in series.enumerated() {
      target[row] = UInt32(next[Int(number)])
      next[Int(number)] += 1
    }
    series = []
    periods = Self.moved(periods, to: target)
    values = Self.moved(values, to: target)
    lines = Self.moved(lines, to: target)
    counts = next.map { UInt32($0) }
  }

  private static func moved<Element>(_ elements: [Element], to target: [UInt32]) -> [Element] {
    [Element](unsafeUninitializedCapacity: elements.count) { room, count in
      guard let base = room.baseAddress else { return }
      for (row, element) in elements.enumerated() { (base + Int(target[row])).initialize(to: element) }
      count = elements.count
    }
  }

  /// Adds a series to a block; after ``gather()``.
  func append(_ number: Int, to block: inout SeriesBlock) {
    keyBytes.withUnsafeBytes { block.beginSeries(key: UnsafeRawBufferPointer(rebasing: $0[keyRange(number)])) }
    let rows = (number == 0 ? 0 : Int(counts[number - 1]))..<Int(counts[number])
    for row in rows { block.append(periods[row], values[row], line: lines[row]) }
  }
}
