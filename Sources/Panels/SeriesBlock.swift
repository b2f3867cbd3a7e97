import CTabularText
import TabularText

/// Some series of a panel, one behind the other: what a model gets to work on.
///
/// The observations of a series are in the order of their periods, of one frequency, none twice.
public struct SeriesBlock: Sendable {
  /// All key fields as a record has them, a comma behind each, one series behind the other.
  private var keyBytes: [UInt8] = []
  private var keyEnds: [Int] = []
  /// Hashes of the keys; the same in every run.
  private(set) var keyHashes: [UInt64] = []
  /// Behind the last observation of each series.
  private var ends: [Int] = []
  /// The period of each observation.
  public private(set) var periods: [PanelPeriod] = []
  /// The value of each observation; finite.
  public private(set) var values: [Double] = []
  /// Line of each observation, counted from ``linesBefore``.
  private(set) var lines: [UInt32] = []
  /// Lines of the input before those that are counted; 0 until the series are whole.
  var linesBefore = 0
  /// Series that are not yet in the order of their periods.
  private var untidy: [Int] = []

  init() {}

  /// A block with room for so many observations.
  init(observations: Int) {
    periods.reserveCapacity(observations)
    values.reserveCapacity(observations)
    lines.reserveCapacity(observations)
  }

  /// Number of series.
  public var count: Int { ends.count }

  /// Places of the observations of a series in ``periods`` and ``values``.
  public func observations(of series: Int) -> Range<Int> { (series == 0 ? 0 : ends[series - 1])..<ends[series] }

  /// Line of an observation in the input, counted from 1; of series that are whole.
  public func line(of observation: Int) -> Int { Int(lines[observation]) + linesBefore }

  func keyRange(of series: Int) -> Range<Int> { (series == 0 ? 0 : keyEnds[series - 1])..<keyEnds[series] }

  /// Calls a function with the key fields of a series as a record has them, a comma behind each.
  public func withKey<Result>(of series: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    keyBytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[keyRange(of: series)])) }
  }

  /// A hash of the key of a series; the same in every run.
  public func keyHash(of series: Int) -> UInt64 { keyHashes[series] }

  mutating func removeAll() {
    keyBytes.removeAll(keepingCapacity: true)
    keyEnds.removeAll(keepingCapacity: true)
    keyHashes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    periods.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    untidy.removeAll(keepingCapacity: true)
  }

  mutating func beginSeries(key: UnsafeRawBufferPointer) {
    keyBytes.append(contentsOf: key)
    keyHashes.append(hash(key))
    keyEnds.append(keyBytes.count)
    ends.append(values.count)
  }

  /// Begins a series under key fields without the last comma.
  mutating func beginSeries(plainKey: UnsafeRawBufferPointer) {
    let start = keyBytes.count
    keyBytes.append(contentsOf: plainKey)
    keyBytes.append(0x2C)
    keyHashes.append(keyBytes.withUnsafeBytes { hash(UnsafeRawBufferPointer(rebasing: $0[start...])) })
    keyEnds.append(keyBytes.count)
    ends.append(values.count)
  }

  /// Adds an observation to the last series.
  @inline(__always) mutating func append(_ period: PanelPeriod, _ value: Double, line: UInt32) {
    let last = ends.count - 1
    let isFirst = ends[last] == (last == 0 ? 0 : ends[last - 1])
    if !isFirst, let before = periods.last, period.code <= before.code || (period.code ^ before.code) & 3 != 0,
      untidy.last != last
    {
      untidy.append(last)
    }
    periods.append(period)
    values.append(value)
    lines.append(line)
    ends[last] += 1
  }

  /// Adds observations to the last series, which has none; whether they are in the order of their periods is told.
  @inline(__always) mutating func append(
    _ observations: [Int], areTidy: Bool, _ row: (Int) -> (period: PanelPeriod, value: Double, line: UInt32)
  ) {
    let start = values.count
    periods.append(contentsOf: repeatElement(PanelPeriod(code: 0), count: observations.count))
    values.append(contentsOf: repeatElement(0, count: observations.count))
    lines.append(contentsOf: repeatElement(0, count: observations.count))
    periods.withUnsafeMutableBufferPointer { periods in
      values.withUnsafeMutableBufferPointer { values in
        lines.withUnsafeMutableBufferPointer { lines in
          for (place, observation) in observations.enumerated() {
            (periods[start + place], values[start + place], lines[start + place]) = row(observation)
          }
        }
      }
    }
    ends[count - 1] += observations.count
    if !areTidy { untidy.append(count - 1) }
  }

  /// Adds rows, the first of them on a line; keys are where the rows say.
  mutating func append(_ rows: borrowing PlainRows, keysIn bytes: UnsafeRawBufferPointer, line: UInt32) {
    let start = values.count
    values.append(contentsOf: rows.values)
    rows.periods.withMemoryRebound(to: PanelPeriod.self) { periods.append(contentsOf: $0) }
    lines.append(contentsOf: repeatElement(line, count: rows.count))
    lines.withUnsafeMutableBufferPointer { lines in
      for row in 0..<rows.count { lines[start + row] &+= UInt32(truncatingIfNeeded: row) }
    }
    appendKeys(of: rows.series.dropFirst(), quotes: rows.keyQuotes, in: bytes)
    var series = count - 1
    for (place, row) in rows.series.enumerated() {
      let end = place + 1 < rows.series.count ? rows.series[place + 1].row : rows.count
      if place == 0 {
        if end > 0 { ends[series] = start + end }
      } else {
        ends.append(start + end)
        series += 1
      }
      if row.is_untidy != 0, untidy.last != series { untidy.append(series) }
    }
  }

  private mutating func appendKeys(
    of series: Slice<UnsafeBufferPointer<tabular_series>>, quotes: Int, in bytes: UnsafeRawBufferPointer
  ) {
    var (place, number) = (keyBytes.count, keyEnds.count)
    keyBytes.append(contentsOf: repeatElement(0x2C, count: series.reduce(0) { $0 + $1.key_count - quotes + 1 }))
    keyEnds.append(contentsOf: repeatElement(0, count: series.count))
    keyHashes.append(contentsOf: repeatElement(0, count: series.count))
    keyBytes.withUnsafeMutableBytes { keyBytes in
      keyEnds.withUnsafeMutableBufferPointer { keyEnds in
        keyHashes.withUnsafeMutableBufferPointer { keyHashes in
          for row in series {
            let end = place + row.key_count - quotes + 1
            let key = UnsafeMutableRawBufferPointer(rebasing: keyBytes[place..<end])
            let text = UnsafeRawBufferPointer(rebasing: bytes[row.key_start..<(row.key_start + row.key_count)])
            if quotes == 0 { key.copyMemory(from: text) } else { copyWithoutQuotes(text, to: key) }
            (keyHashes[number], keyEnds[number]) = (hash(UnsafeRawBufferPointer(key)), end)
            (place, number) = (end, number + 1)
          }
        }
      }
    }
  }

  /// Adds the series at `series` of another block to this one; to its last series where the keys are the same.
  mutating func append(_ series: Int, of other: SeriesBlock, lineOffset: Int, joining: Bool) {
    if !joining { other.withKey(of: series) { beginSeries(key: $0) } }
    let places = other.observations(of: series)
    guard let first = places.first else { return }
    // Only here can the order break that the other block has not seen: the rest is copied as it is.
    append(other.periods[first], other.values[first], line: other.lines[first] + UInt32(lineOffset))
    let (rest, last) = (places.dropFirst(), count - 1)
    periods.append(contentsOf: other.periods[rest])
    values.append(contentsOf: other.values[rest])
    lines.append(contentsOf: other.lines[rest].lazy.map { $0 + UInt32(lineOffset) })
    ends[last] += rest.count
    if other.untidy.contains(series), untidy.last != last { untidy.append(last) }
  }

  func hasKey(_ series: Int, like other: Int, of block: SeriesBlock) -> Bool {
    keyBytes[keyRange(of: series)].elementsEqual(block.keyBytes[block.keyRange(of: other)])
  }

  /// Puts series in the order of their periods; what cannot stand beside an earlier row is a fault.
  ///
  /// The first row of a series in the input says its frequency; of two rows with one period the first stays.
  /// Complexity: O(series out of order in the block) when these are in order already.
  mutating func tidy(_ chosen: Range<Int>, _ faults: inout PanelFaults) {
    var next = untidy.filter(chosen.contains)[...]
    guard !next.isEmpty else { return }
    var tidied = SeriesBlock()
    tidied.linesBefore = linesBefore
    var order = PeriodOrder()
    for series in 0..<count {
      withKey(of: series) { tidied.beginSeries(key: $0) }
      let places = observations(of: series)
      guard next.first == series else {
        for place in places { tidied.append(periods[place], values[place], line: lines[place]) }
        continue
      }
      next.removeFirst()
      if order.arrange(places.count, period: { periods[places.lowerBound + $0] }) {
        tidied.append(order.observations, areTidy: true) { observation in
          let place = places.lowerBound + observation
          return (periods[place], values[place], lines[place])
        }
        continue
      }
      let firstPeriod = periods[places.min { lines[$0] < lines[$1] } ?? places.lowerBound]
      var before: Int32?
      for place in sorted(places) {
        let (period, line) = (periods[place], lines[place])
        if (period.code ^ firstPeriod.code) & 3 != 0 {
          faults.add(PanelFault(.otherFrequency(period, first: firstPeriod), line: Int(line) + linesBefore))
        } else if period.code == before {
          faults.add(PanelFault(.repeatedPeriod(period), line: Int(line) + linesBefore))
        } else {
          tidied.append(period, values[place], line: line)
          before = period.code
        }
      }
    }
    tidied.untidy = untidy.filter { !chosen.contains($0) }
    self = tidied
  }

  /// Observations in the order of their periods, those of one period in that of their lines.
  private func sorted(_ places: Range<Int>) -> [Int] {
    places.sorted { (periods[$0].code, lines[$0]) < (periods[$1].code, lines[$1]) }
  }
}

private func copyWithoutQuotes(_ text: UnsafeRawBufferPointer, to key: UnsafeMutableRawBufferPointer) {
  var place = 0
  for byte in text where byte != 0x22 {
    key[place] = byte
    place += 1
  }
}

/// Whether two ranges of bytes of one length are the same.
@inline(__always) func areEqual(
  _ left: UnsafeRawBufferPointer, _ leftRange: Range<Int>, _ right: UnsafeRawBufferPointer, _ rightRange: Range<Int>
) -> Bool {
  guard leftRange.count == rightRange.count else { return false }
  var (a, b) = (leftRange.lowerBound, rightRange.lowerBound)
  while a + 8 <= leftRange.upperBound {
    let word = left.loadUnaligned(fromByteOffset: a, as: UInt64.self)
    if word != right.loadUnaligned(fromByteOffset: b, as: UInt64.self) { return false }
    (a, b) = (a + 8, b + 8)
  }
  while a < leftRange.upperBound {
    if left[a] != right[b] { return false }
    (a, b) = (a + 1, b + 1)
  }
  return true
}

/// A hash of bytes; the same in every run.
///
/// Eight bytes at a time by a 64 x 64-bit product folded on itself, as in wyhash (Wang Yi).
func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    state = product.high ^ product.low
  }
  var place = 0
  while place + 8 <= bytes.count {
    mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    place += 8
  }
  mix(lastBytes(bytes, count: bytes.count - place))
  mix(0xE703_7ED1_A0B4_28DB)
  return state
}

/// The last bytes, fewer than eight, as a number, the first of them the highest.
@inline(__always) private func lastBytes(_ bytes: UnsafeRawBufferPointer, count: Int) -> UInt64 {
  guard bytes.count < 8 else {
    let word = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    return UInt64(bigEndian: word) & (1 << UInt64(8 * count) - 1)
  }
  return bytes.suffix(count).reduce(0) { $0 << 8 | UInt64($1) }
}
