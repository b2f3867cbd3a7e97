/// Some series of a panel, one behind the other: what a model gets to work on.
///
/// The observations of a series are in the order of their periods, of one frequency, none twice.
public struct SeriesBlock: Sendable {
  /// All key fields as a record has them, a comma behind each, one series behind the other.
  private var keyBytes: [UInt8] = []
  private var keyEnds: [Int] = []
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
  public func keyHash(of series: Int) -> UInt64 { withKey(of: series) { hash($0) } }

  /// The hashes of all keys.
  var keyHashes: [UInt64] { (0..<count).map { keyHash(of: $0) } }

  mutating func removeAll() {
    keyBytes.removeAll(keepingCapacity: true)
    keyEnds.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    periods.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    untidy.removeAll(keepingCapacity: true)
  }

  mutating func beginSeries(key: UnsafeRawBufferPointer) {
    keyBytes.append(contentsOf: key)
    keyEnds.append(keyBytes.count)
    ends.append(values.count)
  }

  /// Begins a series under key fields without the last comma.
  mutating func beginSeries(plainKey: UnsafeRawBufferPointer) {
    keyBytes.append(contentsOf: plainKey)
    keyBytes.append(0x2C)
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
    var order: [Int] = []
    for series in 0..<count {
      withKey(of: series) { tidied.beginSeries(key: $0) }
      let places = observations(of: series)
      guard next.first == series else {
        for place in places { tidied.append(periods[place], values[place], line: lines[place]) }
        continue
      }
      next.removeFirst()
      if spread(places, into: &order) {
        for place in order where place >= 0 { tidied.append(periods[place], values[place], line: lines[place]) }
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

  /// Puts each of some observations at the place of its period, -1 where there is none.
  ///
  /// `false` when two have one period, the frequencies differ, or most periods between the first and the last are missing.
  private func spread(_ places: Range<Int>, into order: inout [Int]) -> Bool {
    var (low, high) = (Int32.max, Int32.min)
    for place in places { (low, high) = (min(low, periods[place].code), max(high, periods[place].code)) }
    let span = (Int(high) - Int(low)) / 4 + 1
    guard span <= 2 * places.count + 16 else { return false }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(-1, count: span))
    for place in places {
      let distance = Int(periods[place].code) - Int(low)
      guard distance & 3 == 0, order[distance / 4] < 0 else { return false }
      order[distance / 4] = place
    }
    return true
  }

  /// Observations in the order of their periods, those of one period in that of their lines.
  private func sorted(_ places: Range<Int>) -> [Int] {
    places.sorted { (periods[$0].code, lines[$0]) < (periods[$1].code, lines[$1]) }
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
  var rest: UInt64 = 0
  for byte in bytes[place...] { rest = rest << 8 | UInt64(byte) }
  mix(rest)
  mix(0xE703_7ED1_A0B4_28DB)
  return state
}
