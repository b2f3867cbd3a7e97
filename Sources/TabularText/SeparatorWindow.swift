import CTabularText

/// Places of the commas, quotes and line ends of a buffer, found a few thousand bytes at a time.
struct SeparatorWindow: Sendable {
  /// Bytes looked at in one go: their places stay in the first-level cache.
  private static let width = 8192

  /// Places counted from `start`, from the second on: the first stands for the separator before.
  private var places: [UInt32] = []
  private var next = 0
  private var count = 0
  private var start = 0
  private var end = 0

  /// Place of the first separator that is not removed; the buffer's length when there is none.
  ///
  /// Complexity: O(1), and once in a while O(window).
  @inline(__always) mutating func first(in bytes: UnsafeRawBufferPointer) -> Int {
    if next == count, !refill(from: bytes) { return bytes.count }
    return start + Int(places[next])
  }

  /// Goes on behind the first separator, which ``first(in:)`` has shown.
  @inline(__always) mutating func removeFirst() { next += 1 }

  /// Reads a record of exactly as many fields as are given, all plain, when it lies whole in the window and something is
  /// found behind it; the offset behind it, or `nil` when it is another record, which is then read step by step.
  @inline(__always) mutating func plainRecord(
    from offset: Int, in bytes: UnsafeRawBufferPointer, into fields: inout [RecordScanner.Field]
  ) -> Int? {
    let wanted = fields.count
    guard wanted > 0, next + wanted < count else { return nil }
    let (next, start) = (next, start)
    // Changed in name only: to read them by a pointer would count references to them, record by record.
    let (end, taken) = places.withUnsafeMutableBufferPointer { places in
      fields.withUnsafeMutableBufferPointer { fields in
        var begin = offset
        var number = 0
        while true {
          let place = start &+ Int(places[next &+ number])
          fields[number] = RecordScanner.Field(plain: begin, place)
          number &+= 1
          if number == wanted {
            if bytes[place] == RecordScanner.lineFeed { return (place &+ 1, wanted) }
            // What is found next is the line feed, if there is one.
            guard bytes[place] == RecordScanner.carriageReturn, start &+ Int(places[next &+ wanted]) == place &+ 1,
              bytes[place &+ 1] == RecordScanner.lineFeed
            else { return (0, 0) }
            return (place &+ 2, wanted &+ 1)
          }
          guard bytes[place] == RecordScanner.comma else { return (0, 0) }
          begin = place &+ 1
        }
      }
    }
    guard taken > 0 else { return nil }
    self.next += taken
    return end
  }

  /// Calls a function with the places that are found and goes on behind the separators that it says it has taken.
  @inline(__always) mutating func take<Result>(
    from offset: Int, in bytes: UnsafeRawBufferPointer, _ body: (tabular_text) -> (result: Result, separators: Int)
  ) -> Result? {
    guard next < count else { return nil }
    places[next - 1] = UInt32(truncatingIfNeeded: offset - 1 - start)
    let taken = places.withUnsafeBufferPointer { places in
      body(
        tabular_text(
          bytes: bytes.bindMemory(to: UInt8.self).baseAddress, count: bytes.count, start: offset,
          separators: places.baseAddress.map { $0 + next }, separator_count: count - next, base: start))
    }
    next += taken.separators
    return taken.result
  }

  /// A place to go back to.
  struct Mark {
    fileprivate let start: Int
    fileprivate let next: Int
  }

  /// The place of the first separator that is not removed.
  var mark: Mark { Mark(start: start, next: next) }

  /// Goes back to where a record began, its mark and offset.
  ///
  /// A window that has moved on meanwhile is filled anew.
  mutating func goBack(to mark: Mark, offset: Int) {
    if mark.start == start, count > 0 {
      next = max(mark.next, 1)
    } else {
      (next, count, start, end) = (0, 0, offset, offset)
    }
  }

  private mutating func refill(from bytes: UnsafeRawBufferPointer) -> Bool {
    if places.isEmpty { places = [UInt32](repeating: 0, count: 1 + Self.width + 64) }
    while end < bytes.count {
      start = end
      end = min(start + Self.width, bytes.count)
      let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end]).bindMemory(to: UInt8.self)
      let found = places.withUnsafeMutableBufferPointer {
        tabular_structure(text.baseAddress, text.count, $0.baseAddress.map { $0 + 1 })
      }
      (next, count) = (1, 1 + found)
      if found > 0 { return true }
    }
    (next, count) = (0, 0)
    return false
  }
}

/// How many line feeds a buffer holds, at the speed of the memory.
public func lineFeedCount(in bytes: UnsafeRawBufferPointer) -> Int {
  tabular_line_feeds(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
}
