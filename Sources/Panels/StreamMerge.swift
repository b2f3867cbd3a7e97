import TabularText

/// What one thread has made of a block: results of the series that lie inside it, and the rows of the first and the
/// last one, which may go on in the blocks beside it.
struct StreamPart {
  let first: SeriesBlock
  let last: SeriesBlock
  let linesBefore: Int
  let innerHashes: [UInt64]
  let innerLines: [Int]
  let faults: PanelFaults
  let withoutResult: Int

  /// Leaves the results in the writer, until they may be handed on.
  init(_ block: ParsedBlock, model: PanelRun.Model, results: inout RecordWriter) {
    linesBefore = block.linesBefore
    var (series, faults, first, last) = (block.series, block.faults, SeriesBlock(), SeriesBlock())
    if series.count > 0 { first.append(0, of: series, lineOffset: 0, joining: false) }
    if series.count > 1 { last.append(series.count - 1, of: series, lineOffset: 0, joining: false) }
    let inner = 1..<max(1, series.count - 1)
    innerHashes = inner.map { series.keyHash(of: $0) }
    innerLines = inner.map { Int(series.lines[series.observations(of: $0).lowerBound]) }
    series.tidy(inner, &faults)
    results.removeAll()
    withoutResult = model(series, inner, &results)
    (self.first, self.last, self.faults) = (first, last, faults)
  }
}

/// Puts the parts of a stream together, in their order; one thread at a time.
final class StreamMerge: @unchecked Sendable {
  private(set) var faults = PanelFaults()
  private(set) var seriesCount = 0
  private(set) var withoutResult = 0
  /// Whether a series came back whose results were written.
  private(set) var hasComeBack = false
  private let output: ResultFile
  private let isAdjacent: Bool
  private let model: PanelRun.Model
  private var seen = HashedKeys()
  /// The series that the next part may go on with.
  private var open = SeriesBlock()
  /// Lines before the block that it began in; its own are counted from there.
  private var openLinesBefore = 0

  init(output: ResultFile, isAdjacent: Bool, model: @escaping PanelRun.Model) {
    (self.output, self.isAdjacent, self.model) = (output, isAdjacent, model)
  }

  func add(_ part: StreamPart, _ results: borrowing RecordWriter) throws(PanelError) {
    guard !hasComeBack else { return }
    faults.add(part.faults, lineOffset: part.linesBefore)
    guard part.first.count > 0 else { return }
    try add(part.first, lineOffset: part.linesBefore)
    guard part.last.count > 0 else { return }
    try close()
    for (place, hash) in part.innerHashes.enumerated() where !seen.insert(hash) {
      try comeBack("", line: part.innerLines[place] + part.linesBefore)
    }
    guard !hasComeBack else { return }
    seriesCount += part.innerHashes.count
    withoutResult += part.withoutResult
    try output.write(results)
    try add(part.last, lineOffset: part.linesBefore)
  }

  /// Writes what is left.
  func finish() throws(PanelError) { try close() }

  private func add(_ series: SeriesBlock, lineOffset: Int) throws(PanelError) {
    let goesOn = open.count > 0 && open.hasKey(0, like: 0, of: series)
    if !goesOn {
      try close()
      openLinesBefore = lineOffset
    }
    let offset = lineOffset - openLinesBefore
    guard offset < Int(UInt32.max) - BlockReader.recordLimit else { throw .tooManyRows }
    open.append(0, of: series, lineOffset: offset, joining: goesOn)
  }

  private func close() throws(PanelError) {
    guard open.count > 0, !hasComeBack else { return }
    if !seen.insert(open.keyHash(of: 0)) {
      try comeBack(
        open.withKey(of: 0) { String(decoding: $0, as: UTF8.self) }, line: Int(open.lines[0]) + openLinesBefore)
      return
    }
    var found = PanelFaults()
    open.tidy(0..<1, &found)
    faults.add(found, lineOffset: openLinesBefore)
    var writer = RecordWriter()
    withoutResult += model(open, 0..<1, &writer)
    try output.write(writer)
    seriesCount += 1
    open.removeAll()
  }

  private func comeBack(_ key: String, line: Int) throws(PanelError) {
    if isAdjacent { throw .notAdjacent(key: key, line: line) }
    hasComeBack = true
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
