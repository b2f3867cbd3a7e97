import CTabularText

/// The keys of some series, numbered in the order in which they come: open addressing, two thirds full at most.
///
/// Two slots are a line of the cache, where the search for a key begins and mostly ends: it takes one look at the memory.
struct KeyTable: ~Copyable {
  private struct Slot: BitwiseCopyable {
    let prefix: KeyPrefix
    /// Where the key begins in the bytes of all keys.
    let start: UInt64
    /// The upper half of the hash.
    let hash: UInt32
    /// The number of the key, from 1; 0 in an empty slot.
    let number: UInt32
  }

  private var slots = Self.emptySlots(1 << 10)
  private var mask = 1 << 10 - 1
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether a key is more than its prefix.
  private var hasLongKeys = false

  deinit { slots.deallocate() }

  var count: Int { ends.count }

  /// Calls a function with a key.
  func withKey<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: number)])) }
  }

  /// Has the processor fetch what ``number(of:hash:)`` looks at first.
  ///
  /// The rows of a shuffled panel are of as many series, and to wait for each in turn would be most of the time.
  @inline(__always) func lookAhead(_ hash: UInt64) { tabular_prefetch(slots + firstSlot(hash)) }

  /// Has the processor fetch what ``number(of:hash:)`` looks at where a key is long.
  @inline(__always) func lookAheadFarther(_ hash: UInt64) {
    guard hasLongKeys else { return }
    // That of the first slot whose hash looks like this one: seldom of another than the key.
    var slot = firstSlot(hash)
    while slots[slot].number != 0, slots[slot].hash != UInt32(hash >> 32) { slot = (slot + 1) & mask }
    bytes.withUnsafeBufferPointer { bytes in
      if let text = bytes.baseAddress { tabular_prefetch(text + Int(slots[slot].start)) }
    }
  }

  /// The number of a key, which is added if it is new.
  mutating func number(of key: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    let prefix = KeyPrefix(key)
    let upper = UInt32(hash >> 32)
    var place = firstSlot(hash)
    while slots[place].number != 0 {
      let slot = slots[place]
      if slot.hash == upper, slot.prefix == prefix, prefix.isWhole || hasKey(Int(slot.number) - 1, key) {
        return Int(slot.number) - 1
      }
      place = (place + 1) & mask
    }
    let start = UInt64(bytes.count)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    hasLongKeys = hasLongKeys || !prefix.isWhole
    slots[place] = Slot(prefix: prefix, start: start, hash: upper, number: UInt32(ends.count))
    if 3 * ends.count > 2 * mask { grow() }
    return ends.count - 1
  }

  /// Gives up the memory that only ``number(of:hash:)`` needs, which is not called again.
  mutating func close() {
    slots.deallocate()
    (slots, mask) = (Self.emptySlots(1), 0)
  }

  private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  private func hasKey(_ number: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    withKey(number) { areEqual($0, 0..<$0.count, key, 0..<key.count) }
  }

  @inline(__always) private func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask & ~1 }

  private mutating func grow() {
    let (old, count) = (slots, mask + 1)
    defer { old.deallocate() }
    (slots, mask) = (Self.emptySlots(2 * count), 2 * count - 1)
    for slot in UnsafeBufferPointer(start: old, count: count) where slot.number != 0 {
      var place = withKey(Int(slot.number) - 1) { firstSlot(hash($0)) }
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }

  private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let size = count * MemoryLayout<Slot>.stride
    let room = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    room.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return room.bindMemory(to: Slot.self, capacity: count)
  }
}

/// The first sixteen bytes of a key, zeros behind a shorter one.
///
/// No key has a zero byte in it: parsers refuse that.
private struct KeyPrefix: Equatable, BitwiseCopyable {
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
