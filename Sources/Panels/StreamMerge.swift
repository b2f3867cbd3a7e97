import CTabularText

/// What the edges of a block, once joined with those of the blocks before, leave to the thread that parsed it.
struct StreamPart {
  /// Counts the parts of a stream: blocks in which no series ends have none.
  let number: Int
  /// In the order of the stream: the series that earlier blocks began, then those that the block begins and ends.
  let series: [WholeSeries]
}

/// Joins the blocks of a stream at their edges, in their order; one thread at a time.
///
/// The first series of a block may go on with the last one of the block before, and its own last one in the next.
final class StreamMerge: @unchecked Sendable {
  /// Faults of the rows by themselves; those within a series are found when it is whole.
  private(set) var faults = PanelFaults()
  private var partCount = 0
  private var seen = HashedKeys()
  /// The series that the next block may go on with.
  private var open = SeriesBlock()
  /// Lines before the block that it began in; its own are counted from there.
  private var openLinesBefore = 0

  /// Joins the next block.
  ///
  /// - Returns: `nil` when no series ends in the block, or right before it.
  /// - Throws: `.notAdjacent` for a series that comes back; `.tooManyRows`.
  func join(_ block: ParsedBlock) throws(PanelError) -> StreamPart? {
    let series = block.series
    faults.add(block.faults, lineOffset: block.linesBefore)
    guard series.count > 0 else { return nil }
    let goesOn = open.count > 0 && open.hasKey(0, like: 0, of: series)
    if goesOn {
      let offset = block.linesBefore - openLinesBefore
      guard offset < Int(UInt32.max) - BlockReader.recordLimit else { throw .tooManyRows }
      open.append(0, of: series, lineOffset: offset, joining: true)
      guard series.count > 1 else { return nil }
    }
    let closed = close()
    let (first, last) = (goesOn ? 1 : 0, series.count - 1)
    if let known = seen.insert(series.keyHashes[first...]) {
      throw comesBack(known, of: series, linesBefore: block.linesBefore)
    }
    open.append(last, of: series, lineOffset: 0, joining: false)
    openLinesBefore = block.linesBefore
    return part([closed, WholeSeries(first..<last, of: series, linesBefore: block.linesBefore)])
  }

  /// What is left behind the last block; `nil` when nothing is.
  func finish() -> StreamPart? { part([close()]) }

  private func part(_ series: [WholeSeries]) -> StreamPart? {
    let series = series.filter { !$0.chosen.isEmpty }
    guard !series.isEmpty else { return nil }
    partCount += 1
    return StreamPart(number: partCount - 1, series: series)
  }

  /// Hands over the open series, if there is one.
  private func close() -> WholeSeries {
    defer { open = SeriesBlock() }
    return WholeSeries(0..<open.count, of: open, linesBefore: openLinesBefore)
  }

  private func comesBack(_ place: Int, of series: SeriesBlock, linesBefore: Int) -> PanelError {
    let line = Int(series.lines[series.observations(of: place).lowerBound]) + linesBefore
    return .notAdjacent(key: series.withKey(of: place) { String(decoding: $0, as: UTF8.self) }, line: line)
  }
}

/// A set of 64-bit hashes: open addressing, half full at most.
///
/// Two keys with one hash look like a series that comes back, which only costs time: 1 chance in 4 million for ten
/// million series.
struct HashedKeys {
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var count = 0

  /// `false` when the hash is in the set already.
  mutating func insert(_ hash: UInt64) -> Bool {
    if 2 * (count + 1) > slots.count { grow() }
    guard place(max(hash, 1)) else { return false }
    count += 1
    return true
  }

  /// Inserts hashes up to the first that is in the set already; its index.
  mutating func insert(_ hashes: ArraySlice<UInt64>) -> Int? {
    for index in hashes.indices {
      if index + 16 < hashes.endIndex { lookAhead(hashes[index + 16]) }
      if !insert(hashes[index]) { return index }
    }
    return nil
  }

  /// Has the processor fetch what ``insert(_:)-(UInt64)`` looks at: the table is larger than its caches.
  @inline(__always) private func lookAhead(_ hash: UInt64) {
    slots.withUnsafeBufferPointer { slots in
      guard let first = slots.baseAddress else { return }
      tabular_prefetch(first + (Int(truncatingIfNeeded: hash) & (slots.count - 1)))
    }
  }

  private mutating func place(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hash
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for hash in old where hash != 0 { _ = place(hash) }
  }
}
